package holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.app.Main;
import holdfast.cli.CliRunner.Result;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonObject;
import holdfast.vault.GenerationMemory;
import holdfast.vault.KdfCost;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletStore;
import holdfast.wallet.WalletStore.Access;
import holdfast.wallet.WalletStore.SecretKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The holder's and the verifier's whole way from the command line alone, with the real prover. */
class VaultPathTest {
    private static final String PASSPHRASE = "correct horse\n";
    private static final String STORE = "battery staple\n";
    private static final Object[] QUICK = {"--memory", 19, "--passes", 1, "--lanes", 1};

    @TempDir
    private Path folder;

    private final CliRunner cli = new CliRunner();

    @BeforeEach
    void makeKeysTokensAndVault() throws Exception {
        cli.home(folder.resolve("home"));
        ok(cli.run("keygen", "--kid", "k-1", "--out", path("bank")));
        ok(with(STORE, words("keygen", "--kid", "k-1", "--out", path("shop"), "--store", path("store"), QUICK)));
        Files.writeString(folder.resolve("data.json"), "{\"id\":\"3174-0003-77\",\"age\":32}");
        Files.writeString(
                folder.resolve("query.json"),
                "[{\"assign\":{\"adult\":{\">=\":[{\"dvar\":\"age\"},21]}}},{\"output\":{\"result\":{\"lvar\":\"adult\"}}}]");
        Files.writeString(
                folder.resolve("old.json"),
                "[{\"assign\":{\"old\":{\">=\":[{\"dvar\":\"age\"},65]}}},{\"output\":{\"result\":{\"lvar\":\"old\"}}}]");
        ok(cli.run("issue", "--key", path("bank/private.pem"), "--data", path("data.json"), "--out", path("sari.jwt")));
        request("query.json", "adult.jwt");
        ok(with(PASSPHRASE, words("vault", "create", "--recovery-key", path("recovery.txt"), QUICK)));
    }

    private void request(String query, String out) {
        ok(with(
                STORE,
                "request",
                "--store",
                path("store"),
                "--query",
                path(query),
                "--title",
                "Adults only",
                "--issuer",
                path("bank/public.pem"),
                "--out",
                path(out)));
    }

    @Test
    void commands_fromCreatingAVaultToItsRecovery_doWhatTheySay() throws Exception {
        assertThat(path("shop/private.pem")).doesNotExist();
        String credential = first(ok(
                wallet("credentials", "add", path("sari.jwt"), "--key", path("bank/public.pem"), "--name", "Account")));
        String request =
                first(ok(wallet("requests", "add", path("adult.jwt"), "--nonce", "n-1", "--audience", "shop.example")));
        Path proof = path("sari.hfproof");

        Result proven =
                ok(wallet("prove", "--request", request.substring(0, 6), "--credential", credential, "--out", proof));
        assertThat(proven.out())
                .contains("The verifier will learn")
                .contains("result = true")
                .contains("The proof is in the vault, entry 1")
                .contains("none found");
        assertThat(Files.readString(proof)).doesNotContain("3174-0003-77");

        Object[] verify = {
            "verify",
            "--request",
            path("adult.jwt"),
            "--proof",
            proof,
            "--nonce",
            "n-1",
            "--audience",
            "shop.example",
            "--store",
            path("store"),
            "--json"
        };
        Result accepted = ok(with(STORE, verify));
        assertThat(json(accepted).get("outputs"))
                .isEqualTo(JsonObject.builder().put("result", true).build());
        Result again = with(STORE, verify);
        assertThat(again.code()).isEqualTo(1);
        assertThat(failed(json(again))).containsExactly("replay");

        assertThat(ok(wallet("requests", "list")).out()).contains("proven");
        assertThat(ok(wallet("history", "list")).out()).contains("proven").contains("exported entry 1");
        assertThat(ok(wallet("proofs", "list")).out().lines()).hasSize(1);
        ok(wallet("proofs", "export", 1, "--out", path("again.hfproof")));
        assertThat(path("again.hfproof")).hasSameBinaryContentAs(proof);

        assertThat(ok(wallet("prove", "--request", request, "--export", path("export")))
                        .out())
                .contains("Wrote the export to");
        assertThat(ok(cli.run("zk", "verify", "--export", path("export"))).out())
                .contains("The proof holds.");
        assertThat(ok(wallet("history", "list")).out().lines().filter(line -> line.contains("exported entry")))
                .hasSize(3);

        ok(wallet("vault", "backup", "--to", path("backup")));
        CliRunner elsewhere = new CliRunner().home(folder.resolve("elsewhere"));
        String recovery = Files.readString(path("recovery.txt"));
        ok(elsewhere
                .stdin(recovery)
                .run(words("vault", "restore", "--from", path("backup"), "--with-recovery-key", "--passphrase-fd", 0)));
        ok(elsewhere
                .stdin(recovery + "a new one\n")
                .run(words("vault", "change-passphrase", "--with-recovery-key", "--passphrase-fd", 0, QUICK)));
        Result taken = elsewhere
                .stdin("a new one\n")
                .run("proofs", "export", 1, "--out", path("restored.hfproof"), "--passphrase-fd", 0);
        ok(taken);
        assertThat(path("restored.hfproof")).hasSameBinaryContentAs(proof);
        assertThat(ok(elsewhere.stdin(recovery).run("history", "verify", "--with-recovery-key", "--passphrase-fd", 0))
                        .out())
                .contains("intact");
    }

    @Test
    void prove_answerThatIsNo_isShownAndProvenOnlyWhenAskedFor() throws Exception {
        ok(wallet("credentials", "add", path("sari.jwt"), "--key", path("bank/public.pem")));
        request("old.json", "old.jwt");
        String request = first(ok(wallet("requests", "add", path("old.jwt"))));
        Result shown = wallet("prove", "--request", request, "--out", path("no.hfproof"));
        assertThat(shown.code()).isEqualTo(1);
        assertThat(shown.out()).contains("the answer is NO").contains("result = false");
        assertThat(shown.err()).contains("Nothing was proven").contains("--even-no");
        assertThat(path("no.hfproof")).doesNotExist();
        assertThat(ok(wallet("history", "list")).out()).contains("empty");

        assertThat(ok(wallet("prove", "--request", request, "--even-no")).out())
                .contains("Proven; the answer is no")
                .contains("holdfast proofs export 1");
        ok(wallet("proofs", "export", 1, "--out", path("no.hfproof")));
        Result verdict = ok(cli.run("verify", "--request", path("old.jwt"), "--proof", path("no.hfproof"), "--json"));
        assertThat(json(verdict).get("outputs"))
                .isEqualTo(JsonObject.builder().put("result", false).build());
    }

    @Test
    void prove_choiceThatCannotAnswer_saysWhyAndProvesNothing() throws Exception {
        ok(cli.run(
                "issue",
                "--key",
                path("bank/private.pem"),
                "--data",
                Files.writeString(path("other.json"), "{\"id\":\"1\"}"),
                "--out",
                path("other.jwt")));
        ok(wallet("credentials", "add", path("sari.jwt"), "--key", path("bank/public.pem"), "--name", "Good"));
        String other = first(ok(wallet(
                "credentials", "add", path("other.jwt"), "--key", path("bank/public.pem"), "--name", "Without age")));
        String request = first(ok(wallet("requests", "add", path("adult.jwt"))));
        Result unfit = wallet("prove", "--request", request, "--credential", other);
        assertThat(unfit.code()).isEqualTo(1);
        assertThat(unfit.out())
                .contains("lacks what is asked for")
                .contains("age")
                .doesNotContain("Good");
        Result tag = wallet("prove", "--request", request, "--credential", "clinic=" + other);
        assertThat(tag.code()).isEqualTo(2);
        assertThat(tag.err()).contains("does not ask for a credential with the tag clinic");
        Result nonce = wallet("prove", "--request", request, "--nonce", "n");
        assertThat(nonce.code()).isEqualTo(2);
        assertThat(nonce.err()).contains("requests add");
        Files.writeString(path("there.hfproof"), "mine");
        Result over = wallet("prove", "--request", request, "--out", path("there.hfproof"));
        assertThat(over.code()).isEqualTo(2);
        assertThat(over.err()).contains("exists already");
        assertThat(path("there.hfproof")).hasContent("mine");
        assertThat(ok(wallet("history", "list")).out()).contains("empty");
    }

    @Test
    void store_withoutKeyOrWithOne_isHandledByItsCommands() {
        Result twice = with(STORE, "keygen", "--kid", "k-2", "--out", path("more"), "--store", path("store"));
        assertThat(twice.code()).isEqualTo(2);
        assertThat(twice.err()).contains("has a signing key already");
        assertThat(path("more/public.pem")).doesNotExist();
        ok(with(STORE, "keygen", "--kid", "k-2", "--out", path("more"), "--store", path("store"), "--replace"));
        Result wrong = with("wrong\n", "keygen", "--kid", "k-3", "--out", path("third"), "--store", path("store"));
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.err()).contains("does not open the vault");
        Result wallet =
                with(PASSPHRASE, "keygen", "--kid", "k-3", "--out", path("third"), "--store", path("home/data/vault"));
        assertThat(wallet.code()).isEqualTo(2);
        assertThat(wallet.err()).contains("is not a verifier's store: ");
        Result none = with(STORE, "verify", "--request", path("adult.jwt"), "--proof", "-", "--store", path("nowhere"));
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("no vault in the folder");
        Result both = with(
                STORE,
                "request",
                "--store",
                path("store"),
                "--key",
                path("bank/private.pem"),
                "--query",
                path("query.json"),
                "--title",
                "T",
                "--issuer",
                path("bank/public.pem"),
                "--out",
                path("both.jwt"));
        assertThat(both.code()).isEqualTo(2);
        assertThat(both.err()).contains("either --key PEM or --store DIR");
    }

    /** The other program is a real one: locks within one process work otherwise. */
    @Test
    void vaultHeldByAnotherProgram_canBeReadByEveryCommandAndWrittenByNone() throws Exception {
        String credential = first(ok(
                wallet("credentials", "add", path("sari.jwt"), "--key", path("bank/public.pem"), "--name", "Account")));
        String request = first(ok(wallet("requests", "add", path("adult.jwt"))));
        request("old.json", "old.jwt");
        ok(wallet("requests", "decline", first(ok(wallet("requests", "add", path("old.jwt"))))));
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HoldsOpen.class.getName(),
                        folder.resolve("home/data/vault").toString(),
                        PASSPHRASE.strip())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = other.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).isEqualTo("open");
            for (Object[] reading : new Object[][] {
                {"credentials", "list", "--search", "acc"},
                {"credentials", "show", credential},
                {"requests", "list"},
                {"requests", "show", request},
                {"proofs", "list"},
                {"history", "list"},
                {"history", "export", "--out", "-", "--format", "csv"},
                {"history", "verify"},
                {"vault", "verify"},
                {"vault", "backup", "--to", path("backup")}
            }) {
                ok(wallet(reading));
            }
            String holder = "process " + other.pid();
            assertThat(cli.run("vault", "info").out()).contains(holder);
            for (Object[] writing : new Object[][] {
                {"credentials", "add", path("sari.jwt"), "--key", path("bank/public.pem")},
                {"credentials", "rename", credential, "--name", "Other"},
                {"credentials", "replace", credential, path("sari.jwt"), "--key", path("bank/public.pem")},
                {"credentials", "remove", credential},
                {"requests", "add", path("adult.jwt")},
                {"requests", "decline", request},
                {"requests", "remove", request},
                {"prove", "--request", request},
                {"proofs", "export", 1, "--out", path("p.hfproof")},
                {"history", "delete", 1},
                {"vault", "recovery-key", "--remove"},
                {"vault", "change-passphrase", "--remove-recovery-key"}
            }) {
                Result refused = wallet(writing);
                assertThat(refused.code()).as(Arrays.toString(writing)).isEqualTo(1);
                assertThat(refused.err()).as(Arrays.toString(writing)).contains(holder);
            }
        } finally {
            other.getOutputStream().close();
            other.waitFor();
        }
        assertThat(ok(wallet("credentials", "list")).out()).contains("Account");
        ok(wallet("credentials", "rename", credential, "--name", "Other"));
        assertThat(ok(wallet("credentials", "list", "--search", "OTHER")).out()).contains("Other");
    }

    /** A program that has the vault open until its input ends. */
    static final class HoldsOpen {
        private HoldsOpen() {}

        public static void main(String[] args) throws Exception {
            WalletStore store = new WalletStore(
                    Path.of(args[0]),
                    new SecureRandom(),
                    Clock.systemUTC(),
                    GenerationMemory.none(),
                    () -> KdfCost.DEFAULT);
            try (Wallet wallet = store.unlock(args[1].toCharArray(), SecretKind.PASSPHRASE, Access.WRITE)
                    .wallet()) {
                System.out.println(wallet.isReadOnly() ? "read only" : "open");
                System.in.read();
            }
        }
    }

    /** A program of its own, since a signal ends the one it is sent to. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void prove_interrupted_leavesNothingBehindButItsEntryInTheHistory() throws Exception {
        ok(wallet("credentials", "add", path("sari.jwt"), "--key", path("bank/public.pem")));
        String request = first(ok(wallet("requests", "add", path("adult.jwt"))));
        Set<Path> before = files();
        Process child = start("prove", "--request", request, "--out", path("never.hfproof"), "--passphrase-fd", 0);
        child.getOutputStream().write(PASSPHRASE.getBytes(StandardCharsets.UTF_8));
        child.getOutputStream().close();
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            while (line != null && !line.contains("the rest of each credential")) {
                line = out.readLine();
            }
            assertThat(line).as("the preview comes before the proof").isNotNull();
            interrupt(child);
            assertThat(child.waitFor(90, TimeUnit.SECONDS)).isTrue();
        }
        String err = new String(child.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.exitValue()).as(err).isEqualTo(130);
        assertThat(err).contains("Cancelled. Nothing was proven");
        assertThat(files()).allSatisfy(file -> {
            if (!before.contains(file)) {
                assertThat(file.getFileName().toString()).startsWith("vault.hfv.");
            }
        });
        assertThat(ok(wallet("requests", "list")).out()).contains("new");
        assertThat(ok(wallet("history", "list")).out().lines())
                .singleElement()
                .asString()
                .contains("cancelled");
        assertThat(ok(wallet("vault", "verify")).code()).isZero();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void prove_fromFilesInterrupted_writesNoFile() throws Exception {
        Set<Path> before = files();
        Process child = start(
                "prove",
                "--request",
                path("adult.jwt"),
                "--credential",
                path("sari.jwt"),
                "--out",
                path("never.hfproof"));
        // Once the JVM catches the signal, a moment more and proving has begun.
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!catchesInterrupt(child)) {
            assertThat(child.isAlive() && System.nanoTime() < deadline).isTrue();
            Thread.sleep(20);
        }
        Thread.sleep(700);
        if (child.isAlive()) {
            interrupt(child);
        }
        assertThat(child.waitFor(90, TimeUnit.SECONDS)).isTrue();
        if (child.exitValue() == 130) { // A fast machine may be done before.
            assertThat(files()).isEqualTo(before);
        } else {
            assertThat(child.exitValue()).isZero();
        }
    }

    /** Whether signal 2 is caught: the second bit of the mask. */
    private static boolean catchesInterrupt(Process child) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + child.pid() + "/status")).stream()
                .filter(line -> line.startsWith("SigCgt:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }

    /** The program as the launcher starts it; signals as a terminal's shell leaves them. */
    private Process start(Object... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                "HOME=" + folder.resolve("home"),
                "XDG_DATA_HOME=" + folder.resolve("xdg"),
                "XDG_STATE_HOME=" + folder.resolve("xdg"),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-Xmx1g",
                "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")),
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        for (Object arg : args) {
            command.add(arg.toString());
        }
        if (List.of(args).contains("--passphrase-fd")) {
            command.add("--vault");
            command.add(folder.resolve("home/data/vault").toString());
        }
        return new ProcessBuilder(command).start();
    }

    private static void interrupt(Process child) throws Exception {
        assertThat(new ProcessBuilder("kill", "-INT", Long.toString(child.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    /** Every file below, but for what remembers generations, which any opening may renew. */
    private Set<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("generations"))
                    .collect(Collectors.toSet());
        }
    }

    private Path path(String name) {
        return folder.resolve(name);
    }

    private Result with(String secrets, Object... args) {
        return cli.stdin(secrets).run(words(args, "--passphrase-fd", 0));
    }

    private Result wallet(Object... args) {
        return with(PASSPHRASE, args);
    }

    /** One list of words out of words and arrays of them. */
    private static Object[] words(Object... parts) {
        return Arrays.stream(parts)
                .flatMap(part -> part instanceof Object[] more ? Arrays.stream(more) : Stream.of(part))
                .toArray();
    }

    private static Result ok(Result result) {
        assertThat(result.code()).as(result.out() + result.err()).isZero();
        return result;
    }

    private static String first(Result result) {
        return result.out().substring(0, 32);
    }

    private static JsonObject json(Result result) throws Exception {
        return JsonReader.readObject(result.out(), JsonLimits.STANDARD);
    }

    private static List<String> failed(JsonObject verdict) {
        return ((JsonArray) Objects.requireNonNull(verdict.get("checks")))
                .items().stream()
                        .map(JsonObject.class::cast)
                        .filter(check -> JsonValue.of(false).equals(check.get("passed")))
                        .map(check -> ((JsonValue.JsonString) Objects.requireNonNull(check.get("name"))).value())
                        .toList();
    }
}
