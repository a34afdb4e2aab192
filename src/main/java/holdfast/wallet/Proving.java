package holdfast.wallet;

import holdfast.credential.Tag;
import holdfast.dvr.DvrRequest;
import holdfast.dvr.Evaluation;
import holdfast.json.JsonValue.JsonObject;
import holdfast.proving.LeakScanner;
import holdfast.proving.ProofFile;
import holdfast.proving.ProofFileCodec;
import holdfast.proving.ProofTask;
import holdfast.proving.ProvenOutput;
import holdfast.proving.Prover;
import holdfast.proving.ProvingException;
import holdfast.token.Es256PublicKey;
import holdfast.token.VerifiedToken;
import holdfast.wallet.HistoryEvent.Kind;
import holdfast.wallet.HistoryEvent.ProofBody;
import holdfast.wallet.WalletException.Reason;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a proof and keeps it. What a prover hands out is not believed: it must answer this request with these outputs,
 * and hold none of the private values. Whatever comes of it is in the history.
 */
public final class Proving {
    private final Wallet wallet;
    private final Prover prover;
    private final String proverName;

    /** @param proverName for the history: {@code embedded}, or the address of a service */
    public Proving(Wallet wallet, Prover prover, String proverName) {
        this.wallet = wallet;
        this.prover = prover;
        this.proverName = proverName;
    }

    /** What came of it. */
    public sealed interface Outcome {
        /** What the history says about it. */
        HistoryEntry entry();

        /** The proof is in the wallet; nothing was sent. */
        record Proven(HistoryEntry entry, ProofFile proof) implements Outcome {}

        /** It cannot be proven, and why. */
        record Failed(HistoryEntry entry, ProvingException why) implements Outcome {}

        /** The prover gave something else than what was asked for; it was thrown away. */
        record Differs(HistoryEntry entry, String member) implements Outcome {}

        /** The prover's proof holds private values; it was thrown away. */
        record Leaks(HistoryEntry entry, List<LeakScanner.Hit> hits) implements Outcome {
            public Leaks {
                hits = List.copyOf(hits);
            }
        }

        record Cancelled(HistoryEntry entry) implements Outcome {}
    }

    /**
     * Proves.
     *
     * @param answer credentials that the holder chose, from {@link Matching}; its request is {@code request}
     * @param reference the date that counts as today
     * @param cancelled asked often
     * @throws WalletException when the wallet cannot be written, or the request expired; then nothing was proven
     */
    public Outcome prove(
            HeldRequest request,
            Matching.Answer answer,
            LocalDate reference,
            Prover.Listener listener,
            BooleanSupplier cancelled)
            throws WalletException {
        Safekeeping.requireWritable(wallet);
        if (!answer.presentation().request().signedDigest().equals(request.signedDigest())) {
            throw new IllegalArgumentException("the answer is to another request");
        }
        if (request.state(wallet.now()) == HeldRequest.State.EXPIRED) {
            throw new WalletException(
                    Reason.WRONG_STATE, "The request has expired. Nothing was proven; ask the verifier for a new one.");
        }
        ProofTask task = new ProofTask(
                answer.presentation().request(),
                answer.presentation().credentials(),
                reference,
                wallet.now(),
                request.delivery().nonce(),
                request.delivery().audience());
        Account account = new Account(request, answer);
        ProofFile proof;
        try {
            proof = prover.prove(task, listener, cancelled);
        } catch (CancellationException e) {
            return new Outcome.Cancelled(account.without(Kind.CANCELLED, null));
        } catch (ProvingException e) {
            return new Outcome.Failed(account.without(Kind.FAILED, e.code()), e);
        }
        Optional<String> other = difference(proof, task, answer);
        if (other.isPresent()) {
            return new Outcome.Differs(account.without(Kind.FAILED, "prover-differs"), other.get());
        }
        LeakScanner.Report report = LeakCheck.scan(proof, answer.presentation().data());
        if (!report.clean()) {
            return new Outcome.Leaks(account.without(Kind.FAILED, "leak"), report.hits());
        }
        return new Outcome.Proven(account.with(proof), proof);
    }

    /** The first thing in which a proof differs from what was asked for. */
    private static Optional<String> difference(ProofFile proof, ProofTask task, Matching.Answer answer) {
        VerifiedToken<DvrRequest> request = task.request();
        SortedMap<Tag, Es256PublicKey> issuers = new TreeMap<>();
        task.credentials().forEach((tag, token) -> issuers.put(tag, token.key()));
        List<ProvenOutput> outputs = answerOutputs(answer, task.reference());
        List<Difference> members = List.of(
                new Difference("dvr_title", proof.title(), request.content().title()),
                new Difference("dvr_id", proof.id(), request.content().id()),
                new Difference(
                        "dvr_digest", proof.dvrDigest(), request.content().digest()),
                new Difference("dvr_verifying_key", proof.verifierKey(), request.key()),
                new Difference("user_data_verifying_keys", proof.issuerKeys(), issuers),
                new Difference("date", proof.reference(), task.reference()),
                new Difference("time_stamp", proof.timestamp(), task.timestamp()),
                new Difference("nonce", proof.nonce(), task.nonce()),
                new Difference("audience", proof.audience(), task.audience()),
                new Difference("outputs", proof.outputs(), outputs));
        return members.stream()
                .filter(member -> !Objects.equals(member.found(), member.wanted()))
                .map(Difference::name)
                .findFirst();
    }

    private record Difference(
            String name, @Nullable Object found, @Nullable Object wanted) {}

    private static List<ProvenOutput> answerOutputs(Matching.Answer answer, LocalDate reference) {
        // Evaluated again: the answer may have been matched for another day.
        return answer.presentation().evaluate(reference) instanceof Evaluation.Evaluated evaluated
                ? evaluated.outputs().stream()
                        .map(output -> new ProvenOutput(output.key(), output.value()))
                        .toList()
                : List.of();
    }

    /** How the history tells of this proof. */
    private final class Account {
        private final HeldRequest request;
        private final Matching.Answer answer;

        Account(HeldRequest request, Matching.Answer answer) {
            this.request = request;
            this.answer = answer;
        }

        HistoryEntry without(Kind kind, @Nullable String reason) throws WalletException {
            return wallet.change(changes ->
                    changes.append(event(changes, kind, JsonObject.builder().build(), null, reason)));
        }

        HistoryEntry with(ProofFile proof) throws WalletException {
            byte[] file = ProofFileCodec.write(proof);
            return wallet.change(changes -> {
                changes.put(request.decided(HeldRequest.Decision.PROVEN));
                JsonObject json = ProofFileCodec.toJson(proof);
                JsonObject outputs = json.get("outputs") instanceof JsonObject object
                        ? object
                        : JsonObject.builder().build();
                return changes.append(event(changes, Kind.PROVEN, outputs, changes.attach(file), null));
            });
        }

        private HistoryEvent event(
                Changes changes, Kind kind, JsonObject outputs, @Nullable ProofBody proof, @Nullable String reason) {
            SortedMap<Tag, String> used = new TreeMap<>();
            answer.credentials().forEach((tag, credential) -> used.put(tag, credential.signedDigest()));
            return new HistoryEvent(
                    kind,
                    wallet.now(),
                    changes.newSalt(),
                    HistoryKeeping.summary(
                            wallet, request, answer.presentation().request().content()),
                    used,
                    outputs,
                    proof,
                    proverName,
                    reason,
                    null);
        }
    }
}
