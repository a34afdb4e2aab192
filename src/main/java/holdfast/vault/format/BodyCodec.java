package holdfast.vault.format;

import holdfast.crypto.SecretBytes;
import holdfast.vault.format.FormatException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The plaintext of version 1: counts, records, proof bodies, then zeros up to a multiple of 4096 bytes. */
final class BodyCodec {
    /** Records change in steps of this size only as an onlooker sees them. */
    static final int PADDING = 4096;

    private static final int RECORD_ID_LENGTH = 16;
    private static final int MAX_TYPE_LENGTH = 32;
    private static final String TYPE_CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789.-";
    private static final int FIXED = 4 + 8 + 8 + 4 + 4;
    private static final int RECORD_FIXED = RECORD_ID_LENGTH + 1 + 4;
    private static final int BODY_LENGTH = VaultHeader.HASH_LENGTH + KeySlot.KEY_LENGTH + 4 + 8;

    private BodyCodec() {}

    /** Length of the plaintext with its padding. */
    static long plaintextLength(VaultBody body) {
        long length = FIXED + (long) BODY_LENGTH * body.bodies().size();
        for (RawRecord record : body.records()) {
            length += RECORD_FIXED
                    + record.type().length()
                    + (long) record.payload().length();
        }
        return Math.ceilDiv(length, PADDING) * (long) PADDING;
    }

    /** @throws IllegalArgumentException for a record type outside its rules */
    static byte[] encode(VaultBody body) {
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(plaintextLength(body)));
        out.putInt(0);
        out.putLong(body.savedAt());
        out.putLong(body.keysSince());
        out.putInt(body.records().size());
        for (RawRecord record : body.records()) {
            if (!isType(record.type())) {
                throw new IllegalArgumentException("a record type is 1 to 32 of a-z 0-9 . - and not: " + record.type());
            }
            out.put(record.id().toArray());
            out.put((byte) record.type().length());
            out.put(record.type().getBytes(StandardCharsets.US_ASCII));
            out.putInt(record.payload().length());
            record.payload().expose(out::put);
        }
        out.putInt(body.bodies().size());
        for (BodyRef ref : body.bodies()) {
            out.put(ref.hash().toArray());
            ref.key().expose(out::put);
            out.putInt(ref.length());
            out.putLong(ref.droppedAt());
        }
        out.putInt(0, out.position());
        return out.array();
    }

    /** @throws FormatException when the plaintext is not exactly what {@link #encode} gives for some body */
    static VaultBody decode(byte[] plaintext) throws FormatException {
        int length = new Cursor(plaintext, 0, plaintext.length).u31("length");
        if (length < FIXED || Math.ceilDiv((long) length, PADDING) * PADDING != plaintext.length) {
            throw new FormatException(Reason.BAD_FIELD, "the length of the content does not fit the file");
        }
        for (int i = length; i < plaintext.length; i++) {
            if (plaintext[i] != 0) {
                throw new FormatException(Reason.BAD_FIELD, "the padding is not empty");
            }
        }
        Cursor in = new Cursor(plaintext, 4, length);
        long savedAt = in.u63("time of saving");
        long keysSince = in.u63("generation of the keys");
        List<RawRecord> records = records(in);
        List<BodyRef> bodies = bodies(in);
        if (in.remaining() != 0) {
            throw new FormatException(Reason.BAD_FIELD, in.remaining() + " bytes are left over");
        }
        return new VaultBody(savedAt, keysSince, records, bodies);
    }

    private static List<RawRecord> records(Cursor in) throws FormatException {
        int count = in.u31("number of records");
        List<RawRecord> records = new ArrayList<>(Math.min(count, in.remaining() / RECORD_FIXED));
        Set<Bytes> ids = new HashSet<>();
        for (int i = 0; i < count; i++) {
            Bytes id = in.bytes(RECORD_ID_LENGTH, "record id");
            if (!ids.add(id)) {
                throw new FormatException(Reason.BAD_FIELD, "two records have one id");
            }
            String type = new String(in.take(in.u8("type length"), "record type"), StandardCharsets.ISO_8859_1);
            if (!isType(type)) {
                throw new FormatException(Reason.BAD_FIELD, "a record has an invalid type");
            }
            records.add(new RawRecord(id, type, SecretBytes.takeOver(in.take(in.u31("payload length"), "payload"))));
        }
        return records;
    }

    private static List<BodyRef> bodies(Cursor in) throws FormatException {
        int count = in.u31("number of proof bodies");
        List<BodyRef> bodies = new ArrayList<>(Math.min(count, in.remaining() / BODY_LENGTH));
        Set<Bytes> hashes = new HashSet<>();
        for (int i = 0; i < count; i++) {
            BodyRef ref = new BodyRef(
                    in.bytes(VaultHeader.HASH_LENGTH, "proof hash"),
                    SecretBytes.takeOver(in.take(KeySlot.KEY_LENGTH, "proof key")),
                    in.u31("proof length"),
                    in.u63("proof dropped at"));
            if (!hashes.add(ref.hash())) {
                throw new FormatException(Reason.BAD_FIELD, "a proof body is listed twice");
            }
            bodies.add(ref);
        }
        return bodies;
    }

    static boolean isType(String type) {
        return !type.isEmpty()
                && type.length() <= MAX_TYPE_LENGTH
                && type.chars().allMatch(c -> TYPE_CHARACTERS.indexOf(c) >= 0);
    }
}
