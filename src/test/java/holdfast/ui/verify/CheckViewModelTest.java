package holdfast.ui.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import holdfast.credential.Tag;
import holdfast.proving.ProofFile;
import holdfast.proving.ProofFileCodec;
import holdfast.proving.ProofTask;
import holdfast.proving.StatementVerifier.Result;
import holdfast.token.KeyResolver;
import holdfast.token.TokenReader;
import holdfast.token.TokenVerifier;
import holdfast.ui.ViewModelTest;
import holdfast.ui.verify.CheckViewModel.State;
import holdfast.verification.Check;
import holdfast.wallet.FakeProver;
import holdfast.wallet.Presentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CheckViewModelTest extends ViewModelTest {
    /** What the double of the verifier takes for a proof that holds. */
    private static final byte[] HOLDS = new byte[64];

    private final CheckViewModel model = new CheckViewModel(
            tasks,
            clock(),
            () -> (request, keys, proof, cancelled) -> proof.zkproof().equals(new ProofFile.Bytes(HOLDS))
                    ? new Result.Valid("00", proof.dvrDigest())
                    : new Result.Invalid("altered", "the bytes are others"));

    private final List<ProofTable> tables = new ArrayList<>();

    private String request(String id) throws Exception {
        return roles.ask(samples.requests().get(id)).compact();
    }

    /** The claims of a proof that Sari made, around some bytes. */
    private byte[] proof(String request, byte[] bytes) throws Exception {
        Presentation presentation = roles.present(
                new TokenVerifier(KeyResolver.none()).verifyRequest(TokenReader.request(request)),
                new TreeMap<>(Map.of(Tag.NONE, "sari-bank")));
        ProofTask task = new ProofTask(
                presentation.request(), presentation.credentials(), LocalDate.parse("2026-11-20"), NOW, null, null);
        return ProofFileCodec.write(
                new FakeProver().prove(task, (stage, part) -> {}, () -> false).withProof(bytes));
    }

    private Path file(String name, byte[] bytes) throws Exception {
        return Files.write(folder.resolve(name), bytes);
    }

    private void take(Path... files) {
        model.openFiles(List.of(files));
        work();
    }

    private State state() {
        return model.stateProperty().get();
    }

    private State.Checked checked() {
        assertThat(state()).isInstanceOf(State.Checked.class);
        return (State.Checked) state();
    }

    private List<Check.Name> refusals() {
        return checked().verdict().checks().stream()
                .filter(check -> !check.passed())
                .map(Check::name)
                .toList();
    }

    @Test
    void request_thenItsProof_isAccepted() throws Exception {
        String request = request("loan");
        assertThat(state()).isInstanceOf(State.Empty.class);

        model.openText("clipboard", "\n " + request + " \n");
        assertThat(state()).as("read in the background").isInstanceOf(State.Empty.class);
        work();
        assertThat(state())
                .isInstanceOfSatisfying(
                        State.RequestOnly.class,
                        only -> assertThat(only.title()).isEqualTo("Personal loan"));
        take(file("loan.hfproof", proof(request, HOLDS)));

        assertThat(refusals()).isEmpty();
        assertThat(checked().name()).isEqualTo("loan.hfproof");
        assertThat(checked().title()).isEqualTo("Personal loan");
        assertThat(checked().verdict().outputs()).isNotEmpty();
    }

    @Test
    void proof_thenItsRequest_isChecked() throws Exception {
        String request = request("loan");

        take(file("loan.hfproof", proof(request, HOLDS)));
        assertThat(state()).isEqualTo(new State.NeedsRequest("loan.hfproof"));
        take(file("loan.dvr.jwt", request.getBytes(UTF_8)));

        assertThat(checked().verdict().accepted()).isTrue();
    }

    @Test
    void rubbish_amongRequestAndProof_isRefusedWithASentenceAndLosesNothing() throws Exception {
        String request = request("loan");
        Path rubbish = file("notes.txt", "no token".getBytes(UTF_8));
        take(file("loan.hfproof", proof(request, HOLDS)));

        for (Path bad : List.of(rubbish, file("empty", new byte[0]), file("cut.json", new byte[] {'{'}))) {
            take(bad);
            assertThat(state()).isInstanceOfSatisfying(State.Unreadable.class, unreadable -> {
                assertThat(unreadable.name()).isEqualTo(Opened.name(bad));
                assertThat(unreadable.why()).isNotBlank().isNotEqualTo("null");
            });
        }
        take(folder.resolve("no-such-file"));
        assertThat(state()).isInstanceOf(State.Unreadable.class);
        model.checkFolder(folder.resolve("no-such-folder"), tables::add);
        work();
        assertThat(state())
                .isInstanceOfSatisfying(
                        State.Unreadable.class,
                        unreadable -> assertThat(unreadable.name()).isEqualTo("no-such-folder"));
        assertThat(tables).isEmpty();
        model.openText("clipboard", request);
        work();

        assertThat(checked().name()).as("the proof was kept").isEqualTo("loan.hfproof");
        assertThat(checked().verdict().accepted()).isTrue();
    }

    @Test
    void proof_givenAgain_isRefusedAsSeenBefore() throws Exception {
        String request = request("loan");
        take(file("loan.dvr.jwt", request.getBytes(UTF_8)), file("loan.hfproof", proof(request, HOLDS)));
        assertThat(checked().verdict().accepted()).isTrue();

        model.again();
        assertThat(state()).isEqualTo(new State.Checking("loan.hfproof"));
        work();

        assertThat(refusals()).containsExactly(Check.Name.REPLAY);
    }

    @Test
    void expectation_changed_countsWhenCheckedAgain() throws Exception {
        String request = request("loan");
        model.nonceProperty().set("4711");
        take(file("loan.dvr.jwt", request.getBytes(UTF_8)), file("loan.hfproof", proof(request, HOLDS)));
        assertThat(refusals()).startsWith(Check.Name.NONCE);

        model.nonceProperty().set("  ");
        model.again();
        work();

        assertThat(refusals()).as("a refused proof is not one seen before").isEmpty();
    }

    @Test
    void proof_openedWhileAnotherIsChecked_isTheOneShown() throws Exception {
        String loan = request("loan");
        String resident = request("resident");
        take(file("loan.dvr.jwt", loan.getBytes(UTF_8)), file("resident.dvr.jwt", resident.getBytes(UTF_8)));

        model.openFiles(List.of(file("altered.hfproof", proof(loan, new byte[65]))));
        model.openFiles(List.of(file("resident.hfproof", proof(resident, HOLDS))));
        background.remove().run();
        background.remove().run();
        Runnable older = background.remove();
        Runnable newer = background.remove();
        newer.run();
        older.run();

        assertThat(checked().name()).isEqualTo("resident.hfproof");
        assertThat(checked().title()).isEqualTo("Proof of residence");
        assertThat(checked().verdict().accepted()).isTrue();
    }

    @Test
    void folder_ofProofs_hasARowForEachWithWhatCameOfIt() throws Exception {
        String loan = request("loan");
        Path many = Files.createDirectory(folder.resolve("many"));
        Files.write(many.resolve("a-good.hfproof"), proof(loan, HOLDS));
        Files.write(many.resolve("b-altered.hfproof"), proof(loan, new byte[65]));
        Files.write(many.resolve("c-unknown.hfproof"), proof(request("resident"), HOLDS));
        Files.writeString(many.resolve("d-notes.txt"), "rubbish");
        Files.writeString(many.resolve("e-request.jwt"), loan);
        model.openText("clipboard", loan);
        work();

        model.checkFolder(many, tables::add);
        assertThat(tables).isEmpty();
        work();

        assertThat(tables).singleElement().satisfies(table -> {
            assertThat(table.rows())
                    .extracting(ProofTable.Row::file)
                    .containsExactly("a-good.hfproof", "b-altered.hfproof", "c-unknown.hfproof", "d-notes.txt");
            assertThat(table.rows()).extracting(ProofTable.Row::accepted).containsExactly(true, false, false, false);
            assertThat(table.rows())
                    .extracting(ProofTable.Row::why)
                    .containsExactly("", "", "request-unknown", "unreadable");
            assertThat(table.rows().get(1).failed()).extracting(Check::name).containsExactly(Check.Name.PROOF);
        });
        assertThat(state()).as("the single check is left as it was").isInstanceOf(State.RequestOnly.class);
    }
}
