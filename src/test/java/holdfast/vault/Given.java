package holdfast.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.crypto.Hashes;
import holdfast.vault.format.Bytes;
import holdfast.vault.format.VaultFormat;
import holdfast.vault.format.VaultFormats;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** What the tests of the vault start from. */
final class Given {
    /** The least that is allowed: tests check formats and files, not how long a guess takes. */
    static final KdfCost COST = new KdfCost(19 * 1024, 1, 1);

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static final Map<Bytes, Bytes> DERIVED = new ConcurrentHashMap<>();

    /** Argon2id, run once per secret, salt and cost. */
    static final KeyStretcher REMEMBERED = (secret, salt, cost) -> {
        byte[] costBytes = ByteBuffer.allocate(12)
                .putInt(cost.memoryKib())
                .putInt(cost.passes())
                .putInt(cost.lanes())
                .array();
        Bytes question = Bytes.copyOf(Hashes.sha256(costBytes, salt, secret));
        return DERIVED.computeIfAbsent(question, q -> Bytes.copyOf(KeyStretcher.ARGON2ID.stretch(secret, salt, cost)))
                .toArray();
    };

    /** No work at all, for tests that need thousands of new slots. */
    static final KeyStretcher QUICK = (secret, salt, cost) -> Hashes.sha256(salt, secret);

    /** Mutation tests run each test a thousand times, and are not about the function. */
    static final KeyStretcher USUAL = Boolean.getBoolean("holdfast.quickKdf") ? QUICK : REMEMBERED;

    private Given() {}

    static Passphrase passphrase(String text) {
        try {
            return Passphrase.of(text.toCharArray());
        } catch (InvalidSecretException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }

    static RecordId id(int number) {
        return new RecordId("%032x".formatted(number));
    }

    static String text(StoredRecord record) {
        return new String(record.exposePayload(), UTF_8);
    }

    static VaultParts parts(Path folder) {
        return parts(folder, new SecureRandom(), new TestClock(), new Seen());
    }

    static VaultParts parts(
            Path folder, SecureRandom random, Clock clock, GenerationMemory memory, VaultFormat... older) {
        return new VaultParts(
                new DiskFolder(folder, random, clock), new VaultFormats(List.of(older)), USUAL, random, clock, memory);
    }

    /** The same with Argon2id itself, whatever other tests do with. */
    static VaultParts withArgon2(VaultParts parts) {
        return new VaultParts(
                parts.folder(), parts.formats(), REMEMBERED, parts.random(), parts.clock(), parts.memory());
    }

    static Vault opened(OpenOutcome outcome) {
        if (outcome instanceof OpenOutcome.Opened opened) {
            return opened.vault();
        }
        throw new AssertionError("not opened: " + outcome);
    }

    static Vault created(CreateOutcome outcome) {
        if (outcome instanceof CreateOutcome.Created created) {
            return created.vault();
        }
        throw new AssertionError("not created: " + outcome);
    }

    static long saved(SaveOutcome outcome) {
        if (outcome instanceof SaveOutcome.Saved saved) {
            return saved.generation();
        }
        throw new AssertionError("not saved: " + outcome);
    }

    /** A clock that stands until it is set. */
    static final class TestClock extends Clock {
        private Instant now = NOON;

        void set(Instant instant) {
            now = instant;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** Remembers generations as long as the test runs. */
    static final class Seen implements GenerationMemory {
        private final Map<VaultId, Long> highest = new HashMap<>();

        @Override
        public OptionalLong highest(VaultId vault) {
            Long seen = highest.get(vault);
            return seen == null ? OptionalLong.empty() : OptionalLong.of(seen);
        }

        @Override
        public void remember(VaultId vault, long generation) {
            highest.merge(vault, generation, Math::max);
        }
    }
}
