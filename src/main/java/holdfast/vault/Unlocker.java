package holdfast.vault;

import holdfast.crypto.Hashes;
import holdfast.crypto.SecretBytes;
import holdfast.vault.format.Bytes;
import holdfast.vault.format.FormatException;
import holdfast.vault.format.FormatV1;
import holdfast.vault.format.KeySlot;
import holdfast.vault.format.ReadResult;
import holdfast.vault.format.VaultFormat;
import holdfast.vault.format.VaultFormats;
import holdfast.vault.format.VaultHeader;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Opens files with one secret. The generations of a vault mostly share their slots, so what Argon2id gave is kept until
 * this is closed.
 */
final class Unlocker implements AutoCloseable {
    private static final int DATA_KEY_LENGTH = 32;

    private final Folder folder;
    private final VaultFormats formats;
    private final KeyStretcher stretcher;
    private final SecureRandom random;
    private final VaultSecret secret;
    private final List<Derived> derived = new ArrayList<>();

    private record Derived(KeySlot slot, SecretBytes key) {}

    Unlocker(Folder folder, VaultFormats formats, KeyStretcher stretcher, SecureRandom random, VaultSecret secret) {
        this.folder = folder;
        this.formats = formats;
        this.stretcher = stretcher;
        this.random = random;
        this.secret = secret;
    }

    Attempt open(String name) {
        Optional<byte[]> file;
        try {
            file = folder.read(name, FormatV1.MAX_FILE_LENGTH);
        } catch (IOException e) {
            return new Attempt.Unreadable(Problems.of(e));
        }
        return file.isEmpty() ? new Attempt.Absent() : open(name, file.get());
    }

    private Attempt open(String name, byte[] file) {
        Bytes hash = Bytes.copyOf(Hashes.sha256(file));
        VaultFormat format;
        VaultHeader header;
        try {
            format = formats.detect(file);
            header = format.parse(file);
        } catch (FormatException e) {
            String message = String.valueOf(e.getMessage());
            return e.reason() == FormatException.Reason.UNKNOWN_VERSION
                    ? new Attempt.UnknownVersion(message)
                    : new Attempt.Broken(hash, message);
        }
        Optional<KeySlot> slot = header.slots().stream()
                .filter(s -> s.type() == secret.slotType())
                .findFirst();
        if (slot.isEmpty()) {
            return new Attempt.NoSlot(hash);
        }
        // A key that does not fit becomes a random one and fails at the MAC, like an altered header: one path for both.
        byte[] slotKey = slotKey(slot.get());
        SecretBytes dataKey = slot.get()
                .unwrap(header.vaultId(), slotKey)
                .orElseGet(() -> SecretBytes.random(DATA_KEY_LENGTH, random));
        KeySlot.wipe(slotKey);
        return switch (format.read(file, header, dataKey)) {
            case ReadResult.Content(var body) -> new Attempt.Opened(name, hash, header, dataKey, body);
            case ReadResult.NotAuthentic() -> {
                dataKey.close();
                yield new Attempt.Refused(hash);
            }
            case ReadResult.Damaged(String what) -> {
                dataKey.close();
                yield new Attempt.Broken(hash, what);
            }
        };
    }

    private byte[] slotKey(KeySlot slot) {
        for (Derived known : derived) {
            if (known.slot().derivesLike(slot)) {
                return known.key().exposeCopy();
            }
        }
        byte[] key = secret.keyingMaterial()
                .expose(bytes -> stretcher.stretch(bytes, slot.salt().toArray(), slot.cost()));
        derived.add(new Derived(slot, SecretBytes.copyOf(key)));
        return key;
    }

    @Override
    public void close() {
        derived.forEach(known -> known.key().close());
    }
}
