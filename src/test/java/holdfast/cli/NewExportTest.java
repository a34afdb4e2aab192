package holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holdfast.app.EmbeddedEngines;
import holdfast.cli.CliRunner.Result;
import holdfast.proving.ProvingException;
import holdfast.wallet.FakeProver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder for an export is there when the export is whole, and not otherwise. */
class NewExportTest {
    @TempDir
    private Path folder;

    @Test
    void folder_madeForNothing_isGone_withThoseMadeAroundIt() {
        Path export = folder.resolve("a/b/export");
        try (NewExport made = NewExport.in(export.toString())) {
            assertThat(export).isDirectory();
            assertThat(made).isNotNull();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void folder_thatWasThereAlready_staysAsItWas() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        try (NewExport made = NewExport.in(empty.toString())) {
            assertThat(made).isNotNull();
        }
        assertThat(empty).isEmptyDirectory();

        Path full = Files.createDirectory(folder.resolve("full"));
        Files.writeString(full.resolve("mine"), "mine");
        assertThatThrownBy(() -> NewExport.in(full.toString())).hasMessageContaining("is not empty");
        assertThat(full.resolve("mine")).hasContent("mine");
    }

    @Test
    void folder_inWhichSomebodyPutSomething_stays() throws Exception {
        Path export = folder.resolve("a/export");
        try (NewExport made = NewExport.in(export.toString())) {
            assertThat(made).isNotNull();
            Files.writeString(export.resolve("mine"), "mine");
        }
        assertThat(export.resolve("mine")).hasContent("mine");
    }

    /** Ctrl-C, and whatever else keeps a proof from being made. */
    @Test
    void prove_cancelledOrImpossible_leavesNothingBehind() {
        proofThatEndsWith(() -> new CancellationException("Ctrl-C"), "Cancelled. Nothing was written.");
        proofThatEndsWith(
                () -> new ProvingException(ProvingException.Reason.QUERY_TOO_LARGE, null, "It is too large."),
                "[query-too-large]");
    }

    private void proofThatEndsWith(Supplier<Exception> end, String said) {
        Engines real = EmbeddedEngines.of(new SecureRandom());
        Result result = prove(new Engines(
                () -> (task, listener, cancelled) -> {
                    assertThat(folder.resolve("made/export")).isDirectory();
                    if (end.get() instanceof ProvingException impossible) {
                        throw impossible;
                    }
                    throw new CancellationException();
                },
                real.verifier(),
                real.exporter(),
                real.threads()));
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains(said);
        assertThat(folder.resolve("made")).doesNotExist();
        assertThat(folder.resolve("p.hfproof")).doesNotExist();
    }

    /** Ctrl-C while the proof's files are written, and then while it is verified. */
    @Test
    void exportOrVerification_cancelled_saysSo_andKeepsWhatWasWhole() throws Exception {
        Engines engines = new Engines(
                FakeProver::new,
                () -> (request, keys, proof, cancelled) -> {
                    throw new CancellationException();
                },
                () -> (request, keys, proof, files, cancelled) -> {
                    files.create("circuit.lfc1").close();
                    assertThat(folder.resolve("made/export/circuit.lfc1")).exists();
                    throw new CancellationException();
                },
                EmbeddedEngines.of(new SecureRandom()).threads());
        Result exported = prove(engines);
        assertThat(exported.code()).isEqualTo(1);
        assertThat(exported.err()).contains("Cancelled. The proof was made and kept, but not its export.");
        assertThat(folder.resolve("made")).doesNotExist();
        assertThat(folder.resolve("p.hfproof")).exists();

        Result verified = new CliRunner()
                .engines(engines)
                .run("verify", "--request", folder.resolve("r"), "--proof", folder.resolve("p.hfproof"));
        assertThat(verified.code()).isEqualTo(1);
        assertThat(verified.err()).contains("Cancelled. The proof was neither accepted nor refused.");
        assertThat(verified.out()).isEmpty();
    }

    /** Proves the sample request into the export folder and a file. */
    private Result prove(Engines engines) {
        CliRunner cli = new CliRunner().engines(engines);
        Path samples = Path.of("resources/holdfast/samples");
        if (Files.notExists(folder.resolve("bank"))) {
            cli.run("keygen", "--kid", "k-1", "--out", folder.resolve("bank"));
            cli.run("keygen", "--kid", "k-1", "--out", folder.resolve("lender"));
            Path data = samples.resolve("credentials/sari-bank.json");
            cli.run("issue", "--key", folder.resolve("bank/private.pem"), "--data", data, "--out", folder.resolve("c"));
            Object[] request = {
                "request",
                "--key",
                folder.resolve("lender/private.pem"),
                "--query",
                samples.resolve("requests/loan.json"),
                "--title",
                "Loan",
                "--issuer",
                folder.resolve("bank/public.pem"),
                "--out",
                folder.resolve("r")
            };
            assertThat(cli.run(request).code()).isZero();
        }
        return cli.run(
                "prove",
                "--request",
                folder.resolve("r"),
                "--credential",
                folder.resolve("c"),
                "--out",
                folder.resolve("p.hfproof"),
                "--export",
                folder.resolve("made/export"));
    }
}
