package holdfast.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holdfast.dvr.Value;
import holdfast.proving.ProofFile;
import holdfast.proving.ProofFileCodec;
import holdfast.proving.ProvenOutput;
import holdfast.proving.Prover;
import holdfast.proving.ProvingException;
import holdfast.wallet.HeldRequest.Delivery;
import holdfast.wallet.HistoryEvent.Kind;
import holdfast.wallet.Proving.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a request to a proof file, and every way in which that ends otherwise. */
class ProvingTest {
    private static final String SECRET = "a-private-value-of-some-length";
    private static final String QUERY =
            "[{\"assign\":{\"ok\":{\">=\":[{\"dvar\":\"age\"},21]}}},{\"output\":{\"result\":{\"lvar\":\"ok\"}}}]";

    @TempDir
    private Path folder;

    private final Given given = new Given();
    private Wallet wallet;
    private HeldCredential credential;
    private HeldRequest request;

    @BeforeEach
    void create() throws Exception {
        wallet = given.wallet(folder.resolve("vault"));
        credential = given.added(
                wallet, given.credential("{\"age\":32,\"name\":\"" + SECRET + "\"}"), given.bank, "Account");
        request = given.asked(wallet, given.request(QUERY), new Delivery("n-1", "shop", null, null));
    }

    @AfterEach
    void close() {
        wallet.close();
    }

    private Outcome prove(Prover prover) throws Exception {
        Matching.Answer answer = Given.match(wallet, request).suggested().orElseThrow();
        return new Proving(wallet, prover).prove(request, answer, Given.TODAY, (stage, done) -> {}, () -> false);
    }

    private HistoryEvent event(HistoryEntry entry) throws Exception {
        if (wallet.entry(entry.number()).content() instanceof HistoryEntry.Content.Kept(HistoryEvent event)) {
            return event;
        }
        throw new AssertionError("deleted");
    }

    @Test
    void proof_made_isKeptExportedAndInTheHistory() throws Exception {
        Outcome.Proven proven = (Outcome.Proven) prove(new FakeProver());
        assertThat(event(proven.entry()).kind()).isEqualTo(Kind.PROVEN);
        assertThat(event(proven.entry()).credentials().values()).containsExactly(credential.signedDigest());
        assertThat(wallet.request(request.id().hex()).decision()).isEqualTo(HeldRequest.Decision.PROVEN);
        ProofExport export = new ProofExport(wallet);
        ProofExport.Outcome.Ready ready = (ProofExport.Outcome.Ready) export.check(proven.entry());
        assertThat(ready.file()).isEqualTo(ProofFileCodec.write(proven.proof()));
        assertThat(ready.proof().nonce()).isEqualTo("n-1");
        assertThat(ready.searched()).isEqualTo(2);
        export.exported(proven.entry());
        assertThat(wallet.checkHistory()).isInstanceOf(HistoryCheck.Intact.class);
        assertThat(wallet.history()).hasSize(2);
    }

    @Test
    void proof_stages_areReported() throws Exception {
        List<Prover.Stage> stages = new ArrayList<>();
        Matching.Answer answer = Given.match(wallet, request).suggested().orElseThrow();
        new Proving(wallet, new FakeProver())
                .prove(request, answer, Given.TODAY, (stage, done) -> stages.add(stage), () -> false);
        assertThat(stages).containsExactly(Prover.Stage.values());
    }

    @Test
    void proof_cancelled_leavesTheRequestOpen() throws Exception {
        Matching.Answer answer = Given.match(wallet, request).suggested().orElseThrow();
        Outcome outcome = new Proving(wallet, new FakeProver())
                .prove(request, answer, Given.TODAY, (stage, done) -> {}, () -> true);
        assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
        assertThat(event(outcome.entry()).kind()).isEqualTo(Kind.CANCELLED);
        assertThat(wallet.request(request.id().hex()).decision()).isEqualTo(HeldRequest.Decision.NONE);
    }

    @Test
    void proof_refusedByTheProver_isInTheHistoryWithItsReason() throws Exception {
        Outcome outcome = prove((task, listener, cancelled) -> {
            throw new ProvingException(ProvingException.Reason.TOKEN_TOO_LARGE, null, "too large");
        });
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(event(outcome.entry()).reason()).isEqualTo("token-too-large");
    }

    @Test
    void proof_withOtherOutputs_isThrownAway() throws Exception {
        Outcome outcome = prove(new FakeProver(proof -> with(
                proof, proof.title(), List.of(new ProvenOutput("result", new Value.Bool(false))), proof.zkproof())));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Differs.class,
                        differs -> assertThat(differs.member()).isEqualTo("outputs"));
        assertNothingKept(outcome, "prover-differs");
    }

    @Test
    void proof_withPrivateDataAsTitle_isThrownAway() throws Exception {
        Outcome outcome = prove(new FakeProver(proof -> with(proof, SECRET, proof.outputs(), proof.zkproof())));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Differs.class,
                        differs -> assertThat(differs.member()).isEqualTo("dvr_title"));
        assertNothingKept(outcome, "prover-differs");
    }

    @Test
    void proof_holdingAPrivateValue_isThrownAway() throws Exception {
        Outcome outcome = prove(new FakeProver(proof -> proof.withProof(("0123456789" + SECRET).getBytes(UTF_8))));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Leaks.class,
                        leaks -> assertThat(leaks.hits())
                                .anySatisfy(hit -> assertThat(hit.place()).isEqualTo("name")));
        assertNothingKept(outcome, "leak");
    }

    private void assertNothingKept(Outcome outcome, String reason) throws Exception {
        assertThat(event(outcome.entry()).kind()).isEqualTo(Kind.FAILED);
        assertThat(event(outcome.entry()).reason()).isEqualTo(reason);
        assertThat(wallet.vault().bodies()).isEmpty();
        assertThat(new ProofExport(wallet).check(outcome.entry())).isInstanceOf(ProofExport.Outcome.NoProof.class);
    }

    private static ProofFile with(ProofFile proof, String title, List<ProvenOutput> outputs, ProofFile.Bytes zkproof) {
        return new ProofFile(
                zkproof,
                title,
                proof.id(),
                proof.dvrDigest(),
                proof.issuerKeys(),
                proof.verifierKey(),
                proof.timestamp(),
                proof.method(),
                proof.reference(),
                outputs,
                proof.sizeClasses(),
                proof.branches(),
                proof.shape(),
                proof.parameters(),
                proof.nonce(),
                proof.audience());
    }

    @Test
    void proof_afterItsCredentialIsGone_saysThatItWasNotSearchedAgain() throws Exception {
        Outcome.Proven proven = (Outcome.Proven) prove(new FakeProver());
        wallet.remove(credential.id());
        assertThat(new ProofExport(wallet).check(proven.entry()))
                .isInstanceOfSatisfying(ProofExport.Outcome.Ready.class, ready -> {
                    assertThat(ready.credentialsGone()).isTrue();
                    assertThat(ready.searched()).isZero();
                });
    }

    @Test
    void proof_whoseFileIsGone_isRefusedByThatReason() throws Exception {
        Outcome.Proven proven = (Outcome.Proven) prove(new FakeProver());
        deleteFilesOf(folder.resolve("vault/proofs"));
        assertThatThrownBy(() -> new ProofExport(wallet).check(proven.entry()))
                .isInstanceOfSatisfying(
                        WalletException.class,
                        e -> assertThat(e.reason()).isEqualTo(WalletException.Reason.PROOF_GONE));
    }

    private static void deleteFilesOf(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void request_expired_isRefusedByThatReasonBeforeAnyWork() throws Exception {
        request = given.asked(
                wallet,
                given.request(QUERY),
                new Delivery(null, null, null, given.clock.instant().plusSeconds(60)));
        given.clock.advance(Duration.ofSeconds(61));
        assertThatThrownBy(() -> prove((task, listener, cancelled) -> {
                    throw new AssertionError("must not be asked");
                }))
                .isInstanceOfSatisfying(
                        WalletException.class,
                        e -> assertThat(e.reason()).isEqualTo(WalletException.Reason.WRONG_STATE));
    }

    @Test
    void sameVerifierComparingTheSameFieldAgain_warns() throws Exception {
        prove(new FakeProver());
        HeldRequest next = given.asked(wallet, given.request(QUERY.replace("21", "30")));
        Matching.Answer answer = Given.match(wallet, next).suggested().orElseThrow();
        assertThat(Preview.of(wallet, next, answer.presentation(), Given.TODAY).warnings())
                .containsExactly(new Preview.Warning.RepeatedThreshold("age", "Personal loan"));
        assertThat(Preview.of(wallet, request, answer.presentation(), Given.TODAY)
                        .warnings())
                .contains(new Preview.Warning.UnknownVerifier());
    }
}
