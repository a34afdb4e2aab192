package holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.cli.CliRunner.Result;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** vault, credentials, requests and history, as a person at a terminal meets them. */
class WalletCommandsTest {
    private static final String PASSPHRASE = "correct horse\n";
    private static final String CANARY = "canary-value-7f3a91c2";

    @TempDir
    private Path folder;

    private final CliRunner cli = new CliRunner();

    @BeforeEach
    void makeKeysFilesAndVault() throws Exception {
        cli.home(folder.resolve("home"));
        cli.run("keygen", "--kid", "k-1", "--out", folder.resolve("bank"));
        cli.run("keygen", "--kid", "k-1", "--out", folder.resolve("shop"));
        Files.writeString(folder.resolve("data.json"), "{\"name\":\"" + CANARY + "\",\"age\":32}");
        Files.writeString(
                folder.resolve("query.json"),
                "[{\"assign\":{\"adult\":{\">=\":[{\"dvar\":\"age\"},21]}}},{\"output\":{\"result\":{\"lvar\":\"adult\"}}}]");
        cli.run(
                "issue",
                "--key",
                folder.resolve("bank/private.pem"),
                "--data",
                folder.resolve("data.json"),
                "--out",
                folder.resolve("sari.jwt"));
        cli.run(
                "request",
                "--key",
                folder.resolve("shop/private.pem"),
                "--query",
                folder.resolve("query.json"),
                "--title",
                "Adults only",
                "--issuer",
                folder.resolve("bank/public.pem"),
                "--out",
                folder.resolve("adult.dvr.jwt"));
        Result created = with(PASSPHRASE, "vault", "create", "--memory", 19, "--passes", 1, "--lanes", 1);
        assertThat(created.code()).as(created.err()).isZero();
    }

    /** Runs a command on the vault, with these lines as its secrets. */
    private Result with(String secrets, Object... args) {
        List<Object> all = new ArrayList<>(Arrays.asList(args));
        all.add("--passphrase-fd");
        all.add(0);
        return cli.stdin(secrets).run(all.toArray());
    }

    private Result wallet(Object... args) {
        return with(PASSPHRASE, args);
    }

    private String add() {
        Result added = wallet(
                "credentials",
                "add",
                folder.resolve("sari.jwt"),
                "--key",
                folder.resolve("bank/public.pem"),
                "--name",
                "Account",
                "--label",
                "money");
        assertThat(added.code()).as(added.err()).isZero();
        return added.out().substring(0, 32);
    }

    private String ask() {
        Result added = wallet("requests", "add", folder.resolve("adult.dvr.jwt"));
        assertThat(added.code()).as(added.err()).isZero();
        return added.out().substring(0, 32);
    }

    private static JsonValue json(Result result) throws Exception {
        return JsonReader.read(result.out(), JsonLimits.STANDARD);
    }

    @Test
    void wallet_addListBackupRestoreAndRecoveryKey_keepsEverything() throws Exception {
        String id = add();
        Path recovery = folder.resolve("recovery.txt");
        assertThat(wallet("vault", "recovery-key", "--new", recovery).code()).isZero();
        assertThat(wallet("vault", "backup", "--to", folder.resolve("backup")).out())
                .contains("read back and opened");
        Path restored = folder.resolve("restored");
        Result copied = wallet("vault", "restore", "--from", folder.resolve("backup"), "--vault", restored);
        assertThat(copied.code()).as(copied.err()).isZero();
        Result listed = with(
                Files.readString(recovery),
                "credentials",
                "list",
                "--vault",
                restored,
                "--with-recovery-key",
                "--json");
        assertThat(listed.code()).as(listed.err()).isZero();
        assertThat(((JsonObject) ((JsonArray) json(listed)).items().getFirst()).get("id"))
                .isEqualTo(JsonValue.of(id));
    }

    @Test
    void changePassphrase_withRecoveryKey_resetsAForgottenOne() throws Exception {
        add();
        Path recovery = folder.resolve("recovery.txt");
        wallet("vault", "recovery-key", "--new", recovery);
        Result reset =
                with(Files.readString(recovery) + "another one\n", "vault", "change-passphrase", "--with-recovery-key");
        assertThat(reset.code()).as(reset.err()).isZero();
        assertThat(wallet("credentials", "list").code()).isEqualTo(1);
        assertThat(with("another one\n", "credentials", "list").code()).isZero();
        assertThat(with(Files.readString(recovery), "credentials", "list", "--with-recovery-key")
                        .code())
                .isZero();
    }

    @Test
    void changePassphrase_recoveryKeyNotDecidedAbout_isRefusedAndChangesNothing() {
        wallet("vault", "recovery-key", "--new", "-");
        Result changed = with(PASSPHRASE + "new\n", "vault", "change-passphrase");
        assertThat(changed.code()).isEqualTo(2);
        assertThat(changed.err()).contains("--keep-recovery-key").contains("--remove-recovery-key");
        assertThat(wallet("credentials", "list").code()).isZero();
    }

    @Test
    void wrongPassphrase_endsWithOne_andMissingVaultWithTwo() {
        Result wrong = with("wrong\n", "credentials", "list");
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.err()).contains("does not open the vault").doesNotContain("wrong\n");
        Result none = wallet("credentials", "list", "--vault", folder.resolve("nothing"));
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("There is no vault");
    }

    @Test
    void passphrase_withoutTerminalOrDescriptor_isAskedForByName() {
        Result listed = cli.run("credentials", "list");
        assertThat(listed.code()).isEqualTo(2);
        assertThat(listed.err()).contains("--passphrase-fd");
    }

    @Test
    void credential_shownRenamedSearchedReplacedAndRemoved() throws Exception {
        String id = add();
        assertThat(wallet("credentials", "show", id.substring(0, 6)).out()).contains(CANARY);
        assertThat(wallet("credentials", "show", id, "--token").out().strip())
                .isEqualTo(Files.readString(folder.resolve("sari.jwt")).strip());
        wallet("credentials", "rename", id, "--name", "Savings");
        assertThat(wallet("credentials", "list", "--search", "SAVINGS money").out())
                .contains("Savings");
        assertThat(wallet("credentials", "list", "--search", "account").out()).contains("None matches");
        assertThat(wallet(
                                "credentials",
                                "replace",
                                id,
                                folder.resolve("sari.jwt"),
                                "--key",
                                folder.resolve("bank/public.pem"))
                        .code())
                .isZero();
        assertThat(wallet("credentials", "remove", id).code()).isZero();
        assertThat(wallet("credentials", "show", id).code()).isEqualTo(2);
    }

    @Test
    void credential_wrongKey_isBadInputAndNotStored() {
        Result added =
                wallet("credentials", "add", folder.resolve("sari.jwt"), "--key", folder.resolve("shop/public.pem"));
        assertThat(added.code()).isEqualTo(2);
        assertThat(added.err()).contains("sari.jwt").contains("Check that the right key was used");
        assertThat(wallet("credentials", "list").out()).contains("no credentials");
    }

    @Test
    void credential_changedKeyOfAKnownAddress_endsWithOneAndStoresNothing() {
        String url = "https://bank.example/jwks.json";
        for (String who : new String[] {"bank", "shop"}) {
            cli.run(
                    "issue",
                    "--key",
                    folder.resolve(who + "/private.pem"),
                    "--jku",
                    url,
                    "--kid",
                    "k-1",
                    "--data",
                    folder.resolve("data.json"),
                    "--out",
                    folder.resolve(who + ".jwt"));
        }
        String real = url + "=" + folder.resolve("bank/jwks.json");
        String other = url + "=" + folder.resolve("shop/jwks.json");
        assertThat(wallet("credentials", "add", folder.resolve("bank.jwt"), "--jwks", real)
                        .code())
                .isZero();
        Result alarm = wallet("credentials", "add", folder.resolve("shop.jwt"), "--jwks", other);
        assertThat(alarm.code()).isEqualTo(1);
        assertThat(alarm.err()).contains("bank.example CHANGED").contains("Nothing was stored");
        assertThat(wallet("credentials", "add", folder.resolve("shop.jwt"), "--jwks", other, "--accept-changed-key")
                        .code())
                .isZero();
        assertThat(wallet("history", "list").out()).contains("key-accepted");
    }

    @Test
    void request_shownWithAnswer_saysWhatTheVerifierLearns() throws Exception {
        String credential = add();
        String request = ask();
        Result shown = wallet("requests", "show", request);
        assertThat(shown.code()).as(shown.err()).isZero();
        assertThat(shown.out())
                .contains("The verifier will learn")
                .contains("result = true")
                .contains("Stays with you")
                .doesNotContain(CANARY);
        JsonObject json = (JsonObject) json(wallet("requests", "show", request, "--json"));
        assertThat(json.get("satisfiable")).isEqualTo(JsonValue.of(true));
        assertThat(((JsonObject) json.members().get("answer")).get("credentials"))
                .isEqualTo(JsonObject.builder().put("", credential).build());
    }

    /** A proof shows which branches were taken, outputs or none. */
    @Test
    void request_thatAsksByABranch_saysThatTheVerifierLearnsIt() throws Exception {
        add();
        Files.writeString(
                folder.resolve("branch.json"),
                "[{\"if\":{\"condition\":{\">=\":[{\"dvar\":\"age\"},21]},\"then\":[{\"assign\":{\"t\":1}}]}},"
                        + "{\"output\":{\"result\":true}}]");
        Path request = folder.resolve("branch.dvr.jwt");
        cli.run(
                "request",
                "--key",
                folder.resolve("shop/private.pem"),
                "--query",
                folder.resolve("branch.json"),
                "--title",
                "A branch",
                "--issuer",
                folder.resolve("bank/public.pem"),
                "--out",
                request);
        String id = wallet("requests", "add", request).out().substring(0, 32);
        String shown = wallet("requests", "show", id).out();
        assertThat(shown.substring(shown.indexOf("The verifier will learn"), shown.indexOf("Stays with you")))
                .contains("which case is yours, by these conditions:", "If “age” is at least 21")
                .contains("about how large the signed data is");
    }

    @Test
    void request_withoutAnswer_endsWithOneAndSaysWhy() {
        String request = ask();
        Result shown = wallet("requests", "show", request);
        assertThat(shown.code()).isEqualTo(1);
        assertThat(shown.out()).contains("none in the wallet").contains("cannot be proven");
    }

    @Test
    void request_declinedTwice_isRefusedTheSecondTime() {
        String request = ask();
        assertThat(wallet("requests", "decline", request, "--reason", "=too much")
                        .code())
                .isZero();
        assertThat(wallet("requests", "decline", request).code()).isEqualTo(1);
        assertThat(wallet("requests", "list").out()).contains("declined");
        assertThat(wallet("history", "export", "--out", "-", "--format", "csv").out())
                .contains(",'=too much,");
        assertThat(wallet("history", "verify").out()).contains("intact, 1 entries");
        assertThat(wallet("history", "delete", 1).code()).isZero();
        assertThat(wallet("history", "verify").out()).contains("intact, 2 entries (1 deleted)");
        assertThat(wallet("history", "list").out()).contains("(deleted)").doesNotContain("too much");
    }

    @Test
    void vault_damaged_namesTheEarlierGenerationAndTakesIt() throws Exception {
        add();
        ask();
        Path file = folder.resolve("home/data/vault/vault.hfv");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        Result refused = wallet("credentials", "list");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("vault use-earlier --generation 2");
        assertThat(wallet("vault", "use-earlier", "--generation", 3).code()).isEqualTo(1);
        assertThat(wallet("vault", "use-earlier", "--generation", 2).code()).isZero();
        assertThat(wallet("credentials", "list").out()).contains("Account");
        assertThat(wallet("requests", "list").out()).contains("no requests");
    }

    @Test
    void vault_info_saysWhatCanBeSaidWithoutPassphrase() throws Exception {
        JsonObject info = (JsonObject) json(cli.run("vault", "info", "--json"));
        assertThat(info.members().keySet())
                .containsExactly("version", "id", "generation", "bytes", "slots", "other_files");
    }

    @Test
    void canary_isInNoFileThatTheVaultCommandsWrote() throws Exception {
        add();
        String request = ask();
        wallet("requests", "show", request);
        wallet("requests", "decline", request, "--reason", CANARY);
        wallet("vault", "backup", "--to", folder.resolve("home/backup"));
        wallet("history", "list");
        assertNoSecrets(5);
        assertThat(with(PASSPHRASE + PASSPHRASE, "vault", "change-passphrase").code())
                .isZero();
        assertNoSecrets(4);
    }

    private void assertNoSecrets(int leastFiles) throws IOException {
        String token = Files.readString(folder.resolve("sari.jwt")).substring(0, 60);
        List<byte[]> secrets = List.of(
                CANARY.getBytes(StandardCharsets.UTF_8),
                CANARY.getBytes(StandardCharsets.UTF_16LE),
                PASSPHRASE.strip().getBytes(StandardCharsets.UTF_8),
                token.getBytes(StandardCharsets.UTF_8));
        List<Path> files = filesBelow(folder.resolve("home"));
        assertThat(files).hasSizeGreaterThanOrEqualTo(leastFiles);
        for (Path file : files) {
            for (byte[] secret : secrets) {
                assertThat(indexOf(Files.readAllBytes(file), secret))
                        .as(file.toString())
                        .isEqualTo(-1);
            }
        }
    }

    private static List<Path> filesBelow(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static int indexOf(byte[] where, byte[] what) {
        for (int i = 0; i + what.length <= where.length; i++) {
            if (Arrays.equals(where, i, i + what.length, what, 0, what.length)) {
                return i;
            }
        }
        return -1;
    }

    @Test
    void everySubcommand_help_hasDescriptionAndExample() {
        CommandLine line = cli.commandLine();
        for (String group : new String[] {"vault", "credentials", "requests", "history"}) {
            line.getSubcommands().get(group).getSubcommands().forEach((name, command) -> {
                Result help = cli.run(group, name, "--help");
                assertThat(help.code()).as(name).isZero();
                assertThat(help.out())
                        .as(name)
                        .contains("Usage: holdfast " + group + " " + name)
                        .contains("Example: ");
            });
        }
    }
}
