package holdfast.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.credential.Tag;
import holdfast.crypto.Hashes;
import holdfast.json.JsonValue.JsonObject;
import holdfast.proving.LeakScanner;
import holdfast.proving.ProofFile;
import holdfast.proving.ProofFileCodec;
import holdfast.proving.ProofFileException;
import holdfast.token.ProofToken;
import holdfast.token.TokenException;
import holdfast.token.TokenReader;
import holdfast.vault.BodyId;
import holdfast.vault.BodyOutcome;
import holdfast.wallet.HistoryEvent.ProofBody;
import holdfast.wallet.WalletException.Reason;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Takes a proof out of the wallet, after it was searched once more for private values. */
public final class ProofExport {
    private final Wallet wallet;

    public ProofExport(Wallet wallet) {
        this.wallet = wallet;
    }

    /** What came of it. */
    public sealed interface Outcome {
        /**
         * The proof may leave.
         *
         * @param file the bytes of the {@code .hfproof} file
         * @param searched how many private values it was searched for now; all of them were when it was made
         * @param credentialsGone whether a credential it was made from is not in the wallet any more
         */
        @SuppressWarnings("ArrayRecordComponent") // Handed over once and not compared.
        record Ready(byte[] file, ProofFile proof, int searched, boolean credentialsGone) implements Outcome {}

        /**
         * A proof that a service vouches for; it may leave.
         *
         * @param file the bytes of the proof token
         * @param searched how many private values it was searched for now
         * @param credentialsGone whether a credential it was made from is not in the wallet any more
         */
        @SuppressWarnings("ArrayRecordComponent") // Handed over once and not compared.
        record Attested(byte[] file, ProofToken proof, int searched, boolean credentialsGone) implements Outcome {}

        /** It holds private values, and stays. */
        record Blocked(List<LeakScanner.Hit> hits) implements Outcome {
            public Blocked {
                hits = List.copyOf(hits);
            }
        }

        /** The entry has no proof: it was declined, failed, or was deleted. */
        record NoProof() implements Outcome {}
    }

    /**
     * Looks whether a proof may leave. When it has left, say so with {@link #exported}.
     *
     * @throws WalletException {@code PROOF_GONE} when its file is missing or damaged
     */
    public Outcome check(HistoryEntry entry) throws WalletException {
        if (!(entry.content() instanceof HistoryEntry.Content.Kept(HistoryEvent event)) || event.proof() == null) {
            return new Outcome.NoProof();
        }
        byte[] file = read(event.proof());
        SortedMap<Tag, JsonObject> data = new TreeMap<>();
        boolean missing = false;
        for (Map.Entry<Tag, String> used : event.credentials().entrySet()) {
            missing |= !data(used.getKey(), used.getValue(), data);
        }
        return event.proof().attestedBy() == null ? proven(file, data, missing) : attested(file, event, data, missing);
    }

    private static Outcome proven(byte[] file, SortedMap<Tag, JsonObject> data, boolean missing)
            throws WalletException {
        ProofFile proof;
        try {
            proof = ProofFileCodec.read(file);
        } catch (ProofFileException e) {
            throw gone("it is no proof file any more");
        }
        LeakScanner.Report report = LeakCheck.scan(proof, data);
        return report.clean()
                ? new Outcome.Ready(file, proof, report.values(), missing)
                : new Outcome.Blocked(report.hits());
    }

    private static Outcome attested(byte[] file, HistoryEvent event, SortedMap<Tag, JsonObject> data, boolean missing)
            throws WalletException {
        ProofToken proof;
        try {
            proof = TokenReader.proof(new String(file, UTF_8)).unverifiedContent();
        } catch (TokenException e) {
            throw gone("it is no proof token any more");
        }
        LeakScanner.Report report = LeakCheck.scan(proof, event.outputs(), data);
        return report.clean()
                ? new Outcome.Attested(file, proof, report.values(), missing)
                : new Outcome.Blocked(report.hits());
    }

    private boolean data(Tag tag, String signedDigest, SortedMap<Tag, JsonObject> into) {
        for (HeldCredential credential : wallet.credentials()) {
            if (credential.signedDigest().equals(signedDigest)) {
                try {
                    into.put(tag, credential.verify().content().data());
                    return true;
                } catch (TokenException e) {
                    return false;
                }
            }
        }
        return false;
    }

    private byte[] read(ProofBody body) throws WalletException {
        BodyId id;
        try {
            id = new BodyId(body.body());
        } catch (IllegalArgumentException e) {
            throw gone("its name is none");
        }
        byte[] file = switch (wallet.vault().readBody(id)) {
            case BodyOutcome.Found(byte[] plaintext) -> plaintext;
            case BodyOutcome.NotListed ignored -> throw gone("the vault does not know it");
            case BodyOutcome.Missing ignored -> throw gone("its file is missing");
            case BodyOutcome.Damaged ignored -> throw gone("its file was altered");
            case BodyOutcome.StorageFailed(String reason) -> throw gone(reason);
        };
        if (!Hashes.sha256Hex(file).equals(body.sha256())) {
            throw gone("it is another proof");
        }
        return file;
    }

    private static WalletException gone(String why) {
        return new WalletException(
                Reason.PROOF_GONE, "The proof cannot be read: " + why + ". Take it from a backup, or prove again.");
    }

    /** Notes in the history that the proof left the wallet. */
    public HistoryEntry exported(HistoryEntry entry) throws WalletException {
        return new HistoryKeeping(wallet).exported(entry);
    }
}
