package holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.cli.CliRunner.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credentials and requests whose every text moves the cursor, breaks the line or turns what stands beside it. */
class HostileTextTest {
    private static final String TEXT = "\u001b[31m\u202e\u2066\u200b\n\u2028\u007f\u0085";
    private static final String IN_JSON = "\\u001b[31m\\u202e\\u2066\\u200b\\n\\u2028\\u007f\\u0085";

    @TempDir
    private Path folder;

    private String in(String name) {
        return folder.resolve(name).toString();
    }

    @BeforeEach
    void makeThem() throws IOException {
        plain(0, "keygen", "--kid", "k" + TEXT, "--out", in("bank"));
        plain(0, "keygen", "--kid", "k", "--out", in("shop"));
        Files.writeString(folder.resolve("data.json"), """
                {"a%1$s":"v%1$s","s":"x%1$s","_s_zkpass_public_":true,"o":{"k%1$s":[1]}}
                """.formatted(IN_JSON));
        Files.writeString(folder.resolve("good.json"), """
                [{"assign":{"l%1$s":{"==":[{"dvar":"s"},"w%1$s"]}}},
                 {"if":{"condition":{"~contains":[{"dvar":"s"},"x%1$s"]},
                  "then":[{"output":{"key%1$s":{"dvar":"s"}}},{"output":{"result":true}}],
                  "else":[{"output":{"result":{"lvar":"l%1$s"}}}]}}]
                """.formatted(IN_JSON));
        Files.writeString(folder.resolve("wrong.json"), """
                [{"output":{"k%1$s":{"dvar":"none"}}},{"output":{"result":{"lvar":"z%1$s"}}}]
                """.formatted(IN_JSON));
        plain(0, issue("--jku", "https://x/" + TEXT, "--kid", "k" + TEXT, "--out", in("named.jwt")));
        plain(0, issue("--out", in("plain.jwt")));
        for (String query : List.of("good", "wrong")) {
            plain(0, request(query, "--out", in(query + ".dvr")));
            plain(0, request(query, "--jku", "https://y/" + TEXT, "--kid", "k" + TEXT, "--out", in(query + ".named")));
        }
    }

    private String[] issue(String... more) {
        return with(List.of("issue", "--key", in("bank/private.pem"), "--data", in("data.json")), more);
    }

    private String[] request(String query, String... more) {
        return with(
                List.of(
                        "request",
                        "--key",
                        in("shop/private.pem"),
                        "--query",
                        in(query + ".json"),
                        "--title",
                        "T" + TEXT,
                        "--id",
                        "i" + TEXT,
                        "--issuer",
                        in("bank/public.pem"),
                        "--user-data-url",
                        "https://z/" + TEXT),
                more);
    }

    private static String[] with(List<String> words, String... more) {
        return Stream.concat(words.stream(), Arrays.stream(more)).toArray(String[]::new);
    }

    /** Runs a command and looks at all that it prints. */
    private Result plain(int code, String... words) {
        Result result = new CliRunner().home(folder).stdin("p\n").run((Object[]) words);
        String said = result.out() + result.err();
        assertThat(result.code()).as("%s: %s", Arrays.toString(words), said).isEqualTo(code);
        said.lines()
                .forEach(line -> assertThat(line.codePoints()
                                .filter(c -> switch (Character.getType(c)) {
                                    case Character.CONTROL,
                                            Character.FORMAT,
                                            Character.LINE_SEPARATOR,
                                            Character.PARAGRAPH_SEPARATOR,
                                            Character.SURROGATE -> true;
                                    default -> false;
                                })
                                .mapToObj(Integer::toHexString))
                        .as("%s printed %s", words[0], line)
                        .isEmpty());
        return result;
    }

    @Test
    void commandsOnFiles_showNoneOfItAsItIs() {
        for (String json : List.of("--json", "--language=en", "--language=id")) {
            plain(0, "lint", "--query", in("good.json"), json);
            plain(1, "lint", "--query", in("wrong.json"), json);
            plain(0, "preview", "--request", in("good.dvr"), "--credential", in("plain.jwt"), json);
            plain(1, "preview", "--request", in("wrong.dvr"), "--credential", in("plain.jwt"), json);
        }
        for (String token : List.of("named.jwt", "plain.jwt", "good.dvr", "good.named", "wrong.dvr")) {
            plain(0, "show", in(token));
            plain(0, "show", in(token), "--json");
        }
        plain(1, "show", in("named.jwt"), "--key", in("shop/public.pem"));
        plain(2, "preview", "--request", in("good.named"), "--credential", in("plain.jwt"));
    }

    @Test
    void commandsOnTheVault_showNoneOfItAsItIs() {
        vault(0, "vault create --memory 19 --passes 1 --lanes 1");
        vault(
                0,
                "credentials add",
                "--name",
                "N" + TEXT,
                "--label",
                "L" + TEXT,
                "--key",
                in("bank/public.pem"),
                in("plain.jwt"));
        vault(0, "requests add", "--nonce", "n" + TEXT, "--reply", "https://r/" + TEXT, in("good.dvr"));
        vault(0, "credentials list");
        vault(0, "credentials show", firstOf("credentials"));
        vault(0, "requests list");
        vault(0, "requests show", firstOf("requests"));
        vault(0, "requests decline", firstOf("requests"), "--reason", "b" + TEXT);
        vault(0, "history list");
        vault(0, "history export --out -");
        vault(0, "history export --out - --format csv");
    }

    private Result vault(int code, String command, String... more) {
        String[] words = with(Arrays.asList(command.split(" ")), more);
        return plain(code, with(Arrays.asList(words), "--vault", in("vault"), "--passphrase-fd", "0"));
    }

    private String firstOf(String what) {
        String listed = vault(0, what + " list --json").out();
        int id = listed.indexOf("\"id\": \"") + "\"id\": \"".length();
        return listed.substring(id, id + 32);
    }
}
