package holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.cli.CliRunner.Result;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.testing.Vectors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** keygen, issue, show and digest, as a person at a terminal meets them. */
class TokenCommandsTest {
    @TempDir
    private Path folder;

    private final CliRunner cli = new CliRunner();

    @BeforeEach
    void makeKeyAndCredential() throws Exception {
        assertThat(cli.run("keygen", "--kid", "k-1", "--out", folder.resolve("bank"))
                        .code())
                .isZero();
        Files.writeString(folder.resolve("data.json"), "{\"name\":\"Sari\",\"age\":32}");
        Result issued =
                cli.run("issue", "--key", privateKey(), "--data", folder.resolve("data.json"), "--out", token());
        assertThat(issued).isEqualTo(new Result(0, "", ""));
    }

    @Test
    void keygen_privateKey_isReadableByItsOwnerOnly() throws Exception {
        if (privateKey().getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(Files.getPosixFilePermissions(privateKey()))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        assertThat(Files.readString(folder.resolve("bank/jwks.json"))).contains("\"k-1\"");
    }

    @Test
    void keygen_existingKey_isNeverOverwritten() throws Exception {
        String before = Files.readString(privateKey());
        Result again = cli.run("keygen", "--kid", "k-1", "--out", folder.resolve("bank"));
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("private.pem exists already");
        assertThat(Files.readString(privateKey())).isEqualTo(before);
    }

    @Test
    void keygen_noName_isBadInputAndWritesNothing() {
        Result made = cli.run("keygen", "--kid", " ", "--out", folder.resolve("nameless"));
        assertThat(made.code()).isEqualTo(2);
        assertThat(made.err()).contains("--kid");
        assertThat(folder.resolve("nameless")).doesNotExist();
    }

    @Test
    void show_credentialUnderItsKey_verifies() throws Exception {
        Result shown = cli.run("show", token(), "--key", publicKey(), "--json");
        assertThat(shown.code()).isZero();
        JsonObject json = JsonReader.readObject(shown.out(), JsonLimits.STANDARD);
        assertThat(json.get("kind")).isEqualTo(JsonValue.of("credential"));
        assertThat(((JsonObject) json.members().get("signature")).get("state")).isEqualTo(JsonValue.of("verified"));
        assertThat(((JsonObject) json.members().get("content")).get("age")).isEqualTo(JsonValue.of(32));
    }

    @Test
    void show_credentialUnderAnotherKey_endsWithOne() {
        cli.run("keygen", "--kid", "k-1", "--out", folder.resolve("other"));
        Result shown = cli.run("show", token(), "--key", folder.resolve("other/public.pem"));
        assertThat(shown.code()).isEqualTo(1);
        assertThat(shown.out()).contains("DOES NOT VERIFY");
    }

    @Test
    void show_credentialWithoutKey_saysThatItWasNotChecked() {
        Result shown = cli.run("show", token());
        assertThat(shown.code()).isZero();
        assertThat(shown.out()).contains("not checked").contains("--key");
    }

    @Test
    void show_keyNamedByAddress_isTakenFromTheGivenKeySet() {
        Path named = folder.resolve("named.jwt");
        String url = "https://bank.example/jwks.json?v=1";
        cli.run(
                "issue",
                "--key",
                privateKey(),
                "--jku",
                url,
                "--kid",
                "k-1",
                "--data",
                folder.resolve("data.json"),
                "--out",
                named);
        Result shown = cli.run("show", named, "--jwks", url + "=" + folder.resolve("bank/jwks.json"));
        assertThat(shown.code()).isZero();
        assertThat(shown.out()).contains("verifies, by the key it names");
    }

    @Test
    void show_standardInput_isRead() throws Exception {
        Result shown = cli.stdin(Files.readString(token())).run("show", "-", "--key", publicKey());
        assertThat(shown.code()).isZero();
    }

    @Test
    void show_realProofTokens_verifyAndAreServiceAttested() {
        for (String name : new String[] {"r0", "sp1"}) {
            Path proof = Vectors.path("zkpass/proof-token-" + name + ".jwt");
            Result shown = cli.run("show", proof, "--key", Vectors.path("zkpass/sample-jwks/verifier-key.json"));
            assertThat(shown.code()).as(name).isZero();
            assertThat(shown.out())
                    .contains("service-attested")
                    .contains("My DVR")
                    .contains("verifies");
        }
    }

    @Test
    void issue_idleMarker_warns() throws Exception {
        Path data = folder.resolve("marked.json");
        Files.writeString(data, "{\"a\":{\"_b_zkpass_public_\":true},\"c\":[{\"d\":1,\"_d_zkpass_public_\":\"yes\"}]}");
        Result issued = cli.run("issue", "--key", privateKey(), "--data", data, "--out", token());
        assertThat(issued.code()).isZero();
        assertThat(issued.err()).contains("a._b_zkpass_public_").contains("c[0]._d_zkpass_public_");
    }

    @Test
    void issue_duplicateMember_isBadInputThatNamesTheFile() throws Exception {
        Path data = folder.resolve("twice.json");
        Files.writeString(data, "{\"a\":1,\"\\u0061\":2}");
        Result issued = cli.run("issue", "--key", privateKey(), "--data", data, "--out", folder.resolve("never.jwt"));
        assertThat(issued.code()).isEqualTo(2);
        assertThat(issued.err()).contains("twice.json").contains("occurs twice");
        assertThat(folder.resolve("never.jwt")).doesNotExist();
    }

    @Test
    void command_missingFile_isBadInput() {
        Result shown = cli.run("show", folder.resolve("nowhere.jwt"));
        assertThat(shown.code()).isEqualTo(2);
        assertThat(shown.err()).contains("nowhere.jwt").contains("Check the path");
    }

    @Test
    void command_unknownOption_isBadUsageWithHint() {
        Result shown = cli.run("show", "--no-such-option");
        assertThat(shown.code()).isEqualTo(2);
        assertThat(shown.err()).contains("holdfast show --help");
    }

    @Test
    void command_help_hasDescriptionAndExample() {
        CommandLine line = cli.commandLine();
        line.getSubcommands().forEach((name, command) -> {
            if (name.equals("help")) {
                return;
            }
            Result help = cli.run(name, "--help");
            assertThat(help.code()).as(name).isZero();
            assertThat(help.out()).as(name).contains("Usage: holdfast " + name).contains("Example: ");
        });
    }

    private Path privateKey() {
        return folder.resolve("bank/private.pem");
    }

    private Path publicKey() {
        return folder.resolve("bank/public.pem");
    }

    private Path token() {
        return folder.resolve("sari.jwt");
    }
}
