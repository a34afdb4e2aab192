package holdfast.proving;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.credential.Tag;
import holdfast.crypto.Hashes;
import holdfast.dvr.DvrRequest;
import holdfast.dvr.Value;
import holdfast.token.Es256PublicKey;
import holdfast.token.VerifiedToken;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a proof is bound to: SHA-256 over everything public about it. It seeds the transcript, so a proof made for one
 * session verifies in no other.
 *
 * <p>Each field is 4 bytes of length, big-endian, and its bytes; a list is preceded by its count, and a field that is
 * absent has the length 2^32 - 1 and no bytes, so that no two statements share a text. No JSON, no Unicode normalisation
 * and no number formatting enters it. docs/FORMAT.md lists the fields.
 */
public final class SessionId {
    private static final String DOMAIN = "holdfast-libzk-1";
    private static final int ABSENT = -1;

    private final MessageDigest digest = Hashes.sha256();

    private SessionId() {}

    /**
     * @param request the verifier's own copy of the request
     * @param issuerKeys the keys that the verifier resolved for each tag; what the file says of keys is not used
     * @param proof the claims; its {@code zkproof}, title, id and keys do not enter
     * @return 32 bytes
     */
    public static byte[] of(
            VerifiedToken<DvrRequest> request, SortedMap<Tag, Es256PublicKey> issuerKeys, ProofFile proof) {
        SessionId id = new SessionId();
        id.digest.update(DOMAIN.getBytes(US_ASCII));
        id.field(proof.method());
        id.count(proof.parameters().size());
        for (CircuitParameters circuit : proof.parameters()) {
            id.field(circuit.field());
            id.number(circuit.rate());
            id.number(circuit.queries());
            id.number(circuit.blockEnc());
            id.field(HexFormat.of().parseHex(circuit.circuitId()));
        }
        id.field(Hashes.sha256(request.compact().getBytes(US_ASCII)));
        id.field(HexFormat.of().parseHex(request.content().digest()));
        id.count(issuerKeys.size());
        issuerKeys.forEach((tag, key) -> {
            id.field(tag.name());
            Integer sizeClass = proof.sizeClasses().get(tag);
            id.number(sizeClass == null ? ABSENT : sizeClass);
            id.field(concat(key.x(), key.y()));
        });
        id.field(proof.reference().format(DateTimeFormatter.BASIC_ISO_DATE));
        id.optional(proof.audience());
        id.optional(proof.nonce());
        id.branches(proof);
        id.field(proof.shape());
        id.outputs(proof);
        id.field(ByteBuffer.allocate(Long.BYTES)
                .putLong(proof.timestamp().getEpochSecond())
                .array());
        return id.digest.digest();
    }

    private void branches(ProofFile proof) {
        byte[] vector = new byte[proof.branches().size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (byte) (proof.branches().get(i) ? 1 : 0);
        }
        field(vector);
    }

    private void outputs(ProofFile proof) {
        count(proof.outputs().size());
        for (ProvenOutput output : proof.outputs()) {
            field(output.key());
            value(output.value());
        }
    }

    private void value(Value value) {
        switch (value) {
            case Value.Bool bool -> {
                type('b');
                field(new byte[] {(byte) (bool.value() ? 1 : 0)});
            }
            case Value.Int number -> {
                type('i');
                field(ByteBuffer.allocate(Long.BYTES).putLong(number.value()).array());
            }
            case Value.Text text -> {
                type('s');
                field(text.value());
            }
            case Value.Items items -> {
                type('a');
                count(items.values().size());
                items.values().forEach(this::value);
            }
        }
    }

    private void type(char type) {
        field(new byte[] {(byte) type});
    }

    private void number(int number) {
        field(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    }

    private void count(int count) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(count).flip());
    }

    private void optional(@Nullable String text) {
        if (text == null) {
            count(ABSENT);
        } else {
            field(text);
        }
    }

    private void field(String text) {
        field(text.getBytes(UTF_8));
    }

    private void field(byte[] bytes) {
        count(bytes.length);
        digest.update(bytes);
    }

    private static byte[] concat(byte[] a, byte[] b) {
        return ByteBuffer.allocate(a.length + b.length).put(a).put(b).array();
    }
}
