package holdfast.vault;

import holdfast.crypto.SecretBytes;
import holdfast.vault.Saver.Keep;
import holdfast.vault.format.BodyRef;
import holdfast.vault.format.Bytes;
import holdfast.vault.format.KeySlot;
import holdfast.vault.format.RawRecord;
import holdfast.vault.format.VaultBody;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One state of an open vault, in memory.
 *
 * @param onDisk hash of {@code vault.hfv} as it was when this state was loaded or saved; nothing when it was absent
 * @param based hash of the file this state was read from; mostly the same
 * @param keep what the next save does with the old file
 */
record VaultState(
        Bytes vaultId,
        long generation,
        Optional<Bytes> onDisk,
        Bytes based,
        List<KeySlot> slots,
        SecretBytes dataKey,
        long savedAt,
        long keysSince,
        Map<RecordId, StoredRecord> records,
        List<BodyRef> bodies,
        Keep keep) {
    VaultState {
        slots = List.copyOf(slots);
        records = Collections.unmodifiableMap(records);
        bodies = List.copyOf(bodies);
    }

    static VaultState of(Attempt.Opened opened, Optional<Bytes> onDisk, Keep keep) {
        Map<RecordId, StoredRecord> records = new LinkedHashMap<>();
        for (RawRecord raw : opened.body().records()) {
            StoredRecord record = StoredRecord.of(raw);
            records.put(record.id(), record);
        }
        return new VaultState(
                opened.header().vaultId(),
                opened.header().generation(),
                onDisk,
                opened.hash(),
                opened.header().slots(),
                opened.dataKey(),
                opened.body().savedAt(),
                opened.body().keysSince(),
                records,
                opened.body().bodies(),
                keep);
    }

    VaultBody toBody() {
        List<RawRecord> raw = records.values().stream().map(StoredRecord::toRaw).toList();
        return new VaultBody(savedAt, keysSince, raw, bodies);
    }

    VaultState onDisk(Bytes hash) {
        return new VaultState(
                vaultId,
                generation,
                Optional.of(hash),
                hash,
                slots,
                dataKey,
                savedAt,
                keysSince,
                records,
                bodies,
                new Keep.AsGeneration());
    }
}
