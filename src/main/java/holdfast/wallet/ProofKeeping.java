package holdfast.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.credential.Tag;
import holdfast.dvr.DvrRequest;
import holdfast.dvr.Evaluation;
import holdfast.json.JsonValue.JsonObject;
import holdfast.proving.LeakScanner;
import holdfast.proving.Proof;
import holdfast.proving.ProofFile;
import holdfast.proving.ProofFileCodec;
import holdfast.proving.ProofTask;
import holdfast.proving.ProvenOutput;
import holdfast.proving.ProvingException;
import holdfast.token.Es256PublicKey;
import holdfast.token.ProofToken;
import holdfast.token.VerifiedToken;
import holdfast.wallet.HistoryEvent.Kind;
import holdfast.wallet.HistoryEvent.ProofBody;
import holdfast.wallet.Proving.Outcome;
import holdfast.wallet.WalletException.Reason;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Has one proof made, whoever makes it, looks whether it is what was asked for, and keeps it. */
final class ProofKeeping {
    private final Wallet wallet;
    private final HeldRequest request;
    private final Matching.Answer answer;
    private final LocalDate reference;
    private final String proverName;

    ProofKeeping(Wallet wallet, HeldRequest request, Matching.Answer answer, LocalDate reference, String proverName) {
        this.wallet = wallet;
        this.request = request;
        this.answer = answer;
        this.reference = reference;
        this.proverName = proverName;
    }

    /** Makes a proof, here or elsewhere. */
    interface Maker {
        Proof make(ProofTask task) throws ProvingException;
    }

    /** @throws WalletException when the wallet cannot be written, or the request expired; then nothing was proven */
    Outcome make(Maker maker) throws WalletException {
        Safekeeping.requireWritable(wallet);
        if (!answer.presentation().request().signedDigest().equals(request.signedDigest())) {
            throw new IllegalArgumentException("the answer is to another request");
        }
        if (request.state(wallet.now()) == HeldRequest.State.EXPIRED) {
            throw new WalletException(
                    Reason.WRONG_STATE, "The request has expired. Nothing was proven; ask the verifier for a new one.");
        }
        ProofTask task = task();
        try {
            return switch (maker.make(task)) {
                case Proof.IssuerProven(ProofFile proof) -> proven(proof, task);
                case Proof.ServiceAttested(VerifiedToken<ProofToken> token) -> attested(token, task);
            };
        } catch (CancellationException e) {
            return new Outcome.Cancelled(without(Kind.CANCELLED, null));
        } catch (ProvingException e) {
            return new Outcome.Failed(without(Kind.FAILED, e.code()), e);
        }
    }

    /** What is to be proven. */
    ProofTask task() {
        return new ProofTask(
                answer.presentation().request(),
                answer.presentation().credentials(),
                reference,
                wallet.now(),
                request.delivery().nonce(),
                request.delivery().audience());
    }

    private Outcome proven(ProofFile proof, ProofTask task) throws WalletException {
        List<Difference> members = new ArrayList<>(
                common(task, proof.title(), proof.id(), proof.dvrDigest(), proof.verifierKey(), proof.issuerKeys()));
        members.add(new Difference("date", proof.reference(), task.reference()));
        members.add(new Difference("time_stamp", proof.timestamp(), task.timestamp()));
        members.add(new Difference("nonce", proof.nonce(), task.nonce()));
        members.add(new Difference("audience", proof.audience(), task.audience()));
        members.add(new Difference("outputs", proof.outputs(), outputs()));
        Optional<Outcome> refused = refused(
                members, () -> LeakCheck.scan(proof, answer.presentation().data()));
        if (refused.isPresent()) {
            return refused.get();
        }
        JsonObject shown = ProofFileCodec.toJson(proof).get("outputs") instanceof JsonObject object
                ? object
                : JsonObject.builder().build();
        return new Outcome.Proven(with(ProofFileCodec.write(proof), null, shown), proof);
    }

    private Outcome attested(VerifiedToken<ProofToken> token, ProofTask task) throws WalletException {
        ProofToken proof = token.content();
        JsonObject outputs = answer.presentation().outputs(reference);
        Optional<Outcome> refused = refused(
                common(task, proof.title(), proof.id(), proof.dvrDigest(), proof.dvrKey(), proof.userDataKeys()),
                () -> LeakCheck.scan(proof, outputs, answer.presentation().data()));
        return refused.isPresent()
                ? refused.get()
                : new Outcome.Attested(
                        with(token.compact().getBytes(UTF_8), token.key().fingerprint(), outputs), token);
    }

    /** Something that the prover says again, and what it must be. */
    private record Difference(
            String name, @Nullable Object found, @Nullable Object wanted) {}

    private static List<Difference> common(
            ProofTask task,
            String title,
            String id,
            String digest,
            Es256PublicKey verifier,
            SortedMap<Tag, Es256PublicKey> issuers) {
        VerifiedToken<DvrRequest> asked = task.request();
        SortedMap<Tag, Es256PublicKey> used = new TreeMap<>();
        task.credentials().forEach((tag, token) -> used.put(tag, token.key()));
        return List.of(
                new Difference("dvr_title", title, asked.content().title()),
                new Difference("dvr_id", id, asked.content().id()),
                new Difference("dvr_digest", digest, asked.content().digest()),
                new Difference("dvr_verifying_key", verifier, asked.key()),
                new Difference("user_data_verifying_keys", issuers, used));
    }

    /** The first thing in which a proof differs from what was asked for, else what it gives away. */
    private Optional<Outcome> refused(List<Difference> members, Supplier<LeakScanner.Report> search)
            throws WalletException {
        for (Difference member : members) {
            if (!Objects.equals(member.found(), member.wanted())) {
                return Optional.of(new Outcome.Differs(without(Kind.FAILED, "prover-differs"), member.name()));
            }
        }
        LeakScanner.Report report = search.get();
        return report.clean()
                ? Optional.empty()
                : Optional.of(new Outcome.Leaks(without(Kind.FAILED, "leak"), report.hits()));
    }

    private List<ProvenOutput> outputs() {
        // Evaluated again: the answer may have been matched for another day.
        return answer.presentation().evaluate(reference) instanceof Evaluation.Evaluated evaluated
                ? evaluated.outputs().stream()
                        .map(output -> new ProvenOutput(output.key(), output.value()))
                        .toList()
                : List.of();
    }

    private HistoryEntry without(Kind kind, @Nullable String reason) throws WalletException {
        return wallet.change(changes ->
                changes.append(event(changes, kind, JsonObject.builder().build(), null, reason)));
    }

    private HistoryEntry with(byte[] file, @Nullable String attestedBy, JsonObject outputs) throws WalletException {
        return wallet.change(changes -> {
            changes.put(request.decided(HeldRequest.Decision.PROVEN));
            return changes.append(event(changes, Kind.PROVEN, outputs, changes.attach(file, attestedBy), null));
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
                null,
                null);
    }
}
