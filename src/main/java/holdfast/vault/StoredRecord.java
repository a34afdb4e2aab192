package holdfast.vault;

import holdfast.crypto.SecretBytes;
import holdfast.vault.format.RawRecord;

/** One record of an open vault. Its payload can be read until the vault is closed. */
public final class StoredRecord {
    private final RecordId id;
    private final String type;
    private final SecretBytes payload;

    StoredRecord(RecordId id, String type, SecretBytes payload) {
        this.id = id;
        this.type = type;
        this.payload = payload;
    }

    static StoredRecord of(RawRecord raw) {
        return new StoredRecord(RecordId.of(raw.id()), raw.type(), raw.payload());
    }

    RawRecord toRaw() {
        return new RawRecord(id.toBytes(), type, payload);
    }

    SecretBytes payload() {
        return payload;
    }

    public RecordId id() {
        return id;
    }

    /** What the record is to the program that stored it; the vault does not look at it. */
    public String type() {
        return type;
    }

    /** Length of the payload in bytes. */
    public int length() {
        return payload.length();
    }

    /**
     * A copy of the payload, which the caller wipes.
     *
     * @throws IllegalStateException when the vault was closed
     */
    public byte[] exposePayload() {
        return payload.exposeCopy();
    }

    @Override
    public String toString() {
        return "StoredRecord[" + type + " " + id + "]";
    }
}
