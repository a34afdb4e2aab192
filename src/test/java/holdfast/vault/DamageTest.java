package holdfast.vault;

import static holdfast.vault.Given.COST;
import static holdfast.vault.Given.id;
import static holdfast.vault.Given.passphrase;
import static holdfast.vault.Given.saved;
import static holdfast.vault.Given.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import holdfast.crypto.Hashes;
import holdfast.vault.format.Bytes;
import holdfast.vault.format.VaultFormats;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever is done to a vault's file, it is noticed and nothing of its content is given out. */
class DamageTest {
    private static final int SLOT = 93;
    private static final int SLOTS_AT = 99;
    private static final int HEADER = SLOTS_AT + 2 * SLOT + 32;
    private static final int CHUNK = 65_536 + 16;

    /**
     * Argon2id for the salts and costs of the sound file; any other salt or cost gives another key. The bounds are
     * checked before this is asked, so each file goes the whole way of the product.
     */
    private static final class Stretcher implements KeyStretcher {
        private final Map<Bytes, Bytes> known = new HashMap<>();
        private boolean sound = true;

        @Override
        public byte[] stretch(byte[] secret, byte[] salt, holdfast.crypto.Argon2Cost cost) {
            Bytes question = Bytes.copyOf(Hashes.sha256(salt, utf8(cost.toString()), secret));
            return sound
                    ? known.computeIfAbsent(question, q -> Bytes.copyOf(Given.USUAL.stretch(secret, salt, cost)))
                            .toArray()
                    : known.getOrDefault(question, question).toArray();
        }
    }

    private final SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(1));
    private final Stretcher stretcher = new Stretcher();
    private final RecoveryKey recovery = RecoveryKey.generate(new SecureRandom());
    private final VaultStore store = new VaultStore(new VaultParts(
            disk,
            VaultFormats.released(),
            stretcher,
            new SecureRandom(),
            new Given.TestClock(),
            GenerationMemory.none()));

    /** Two generations of a vault with so many random bytes in it; the newest file. */
    private byte[] create(int bytes) {
        byte[] payload = new byte[bytes];
        new SplittableRandom(2).nextBytes(payload);
        try (Vault vault = Given.created(store.create(passphrase("p"), COST, recovery))) {
            saved(vault.save(vault.edit().put(id(1), "note", payload)));
            saved(vault.save(vault.edit().put(id(2), "note", utf8("another"))));
        }
        Given.opened(store.openReadOnly(passphrase("p"))).close();
        Given.opened(store.openReadOnly(recovery)).close();
        stretcher.sound = false;
        return disk.content(Names.MAIN);
    }

    /** What is said of {@code file} when it is the only one. */
    private String said(byte[] file) {
        Names.allEarlier().forEach(disk::remove);
        disk.write(Names.MAIN, file);
        String byPassphrase = said(store.openReadOnly(passphrase("p")));
        String byRecoveryKey = said(store.openReadOnly(recovery));
        assertThat(byRecoveryKey).as("the same with either secret").isEqualTo(byPassphrase);
        return byPassphrase;
    }

    private static String said(OpenOutcome outcome) {
        return switch (outcome) {
            case OpenOutcome.WrongSecret() -> "wrong";
            case OpenOutcome.Unreadable(String problem) -> problem;
            case OpenOutcome.NewerVersion newer -> "newer";
            case OpenOutcome.NoSuchSlot() -> "no slot";
            case OpenOutcome other -> throw new AssertionError(other);
        };
    }

    @Test
    @Tag("slow")
    void everyBitFlipped_isNoticed() {
        byte[] file = create(10);
        assertThat(file).hasSize(HEADER + 4096 + 16);
        Map<String, Integer> counts = new TreeMap<>();
        for (int bit = 0; bit < 8 * file.length; bit++) {
            byte[] altered = file.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            String region = bit / 8 < 8 ? "magic" : bit / 8 < 10 ? "version" : bit / 8 < HEADER ? "header" : "content";
            String said = said(altered);
            counts.merge(region + ": " + said.replaceAll("(?<=damaged).*", ""), 1, Integer::sum);
        }
        int header = 8 * (HEADER - 10);
        int shape = counts.get("header: the vault's file is damaged");
        assertThat(counts)
                .containsOnly(
                        Map.entry("magic: the vault's file is damaged", 64),
                        Map.entry("version: newer", 16),
                        Map.entry("header: the vault's file is damaged", shape),
                        Map.entry("header: wrong", header - shape),
                        Map.entry("content: the vault's file is damaged", 8 * (4096 + 16)));
        // Highest bit of the generation, slot count, types, slot versions, memory, passes, lanes: what has bounds.
        assertThat(shape).isBetween(80, 2 * 8 * (1 + 2 + 4 + 1 + 1) + 9);
    }

    @Test
    @Tag("slow")
    void everyLengthTruncated_isNoticed() {
        byte[] file = create(10);
        for (int length = 0; length < file.length; length++) {
            assertThat(said(Arrays.copyOf(file, length))).as("%d bytes", length).contains("damaged");
        }
    }

    @Test
    void anyByteAppended_isNoticed() {
        byte[] file = create(10);
        for (int value = 0; value < 256; value++) {
            byte[] longer = Arrays.copyOf(file, file.length + 1);
            longer[file.length] = (byte) value;
            assertThat(said(longer)).contains("altered or cut off");
        }
    }

    @Test
    @Tag("slow")
    void chunksMovedDroppedRepeated_areNoticed() {
        byte[] file = create(3 * 65_536);
        int[] starts = {HEADER, HEADER + CHUNK, HEADER + 2 * CHUNK, HEADER + 3 * CHUNK, file.length};
        int checked = 0;
        // Every arrangement of up to five of the four chunks; only 0, 1, 2, 3 is sound.
        for (int code = 0; code < 5 * 5 * 5 * 5 * 5; code++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(file, 0, HEADER);
            for (int rest = code; rest > 0; rest /= 5) {
                if (rest % 5 > 0) {
                    out.write(file, starts[rest % 5 - 1], starts[rest % 5] - starts[rest % 5 - 1]);
                }
            }
            if (!Arrays.equals(out.toByteArray(), file) && new SplittableRandom(code).nextInt(20) == 0) {
                assertThat(said(out.toByteArray())).as("arrangement %d", code).contains("altered or cut off");
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(100);
    }

    @Test
    void chunksSplicedBetweenGenerations_areNoticed() {
        byte[] file = create(3 * 65_536);
        byte[] earlier = disk.content(Names.earlier(1));
        assertThat(earlier).hasSameSizeAs(file);
        for (int chunk = 0; chunk < 4; chunk++) {
            byte[] spliced = file.clone();
            int from = HEADER + chunk * CHUNK;
            System.arraycopy(earlier, from, spliced, from, Math.min(CHUNK, file.length - from));
            assertThat(said(spliced)).as("chunk %d", chunk).contains("altered or cut off");
        }
        byte[] body = Arrays.copyOf(earlier, file.length);
        System.arraycopy(file, 0, body, 0, HEADER);
        assertThat(said(body)).as("whole content").contains("altered or cut off");
        byte[] salt = file.clone();
        System.arraycopy(earlier, 66, salt, 66, 32);
        assertThat(said(salt)).as("body salt").isEqualTo("wrong");
        byte[] generation = file.clone();
        System.arraycopy(earlier, 26, generation, 26, 40);
        assertThat(said(generation)).as("generation and hash").isEqualTo("wrong");
    }

    @Test
    void slotsSwappedReplacedOrTaken_areNoticed() {
        byte[] file = create(10);
        byte[] swapped = file.clone();
        System.arraycopy(file, SLOTS_AT, swapped, SLOTS_AT + SLOT, SLOT);
        System.arraycopy(file, SLOTS_AT + SLOT, swapped, SLOTS_AT, SLOT);
        assertThat(said(swapped)).isEqualTo("wrong");
        byte[] twice = file.clone();
        System.arraycopy(file, SLOTS_AT, twice, SLOTS_AT + SLOT, SLOT);
        assertThat(said(twice)).contains("two key slots have one type");
        ByteArrayOutputStream one = new ByteArrayOutputStream();
        one.write(file, 0, SLOTS_AT + SLOT);
        one.write(file, HEADER - 32, file.length - HEADER + 32);
        byte[] taken = one.toByteArray();
        taken[SLOTS_AT - 1] = 1;
        Names.allEarlier().forEach(disk::remove);
        disk.write(Names.MAIN, taken);
        assertThat(store.openReadOnly(passphrase("p"))).isInstanceOf(OpenOutcome.WrongSecret.class);
        assertThat(store.openReadOnly(recovery)).isInstanceOf(OpenOutcome.NoSuchSlot.class);
    }

    @Test
    void slotFromBeforeAChangeOfPassphrase_isNoticed() {
        byte[] before = create(10);
        stretcher.sound = true;
        try (Vault vault = Given.opened(store.open(passphrase("p")))) {
            saved(vault.changePassphrase(passphrase("q"), COST, recovery));
        }
        stretcher.sound = false;
        byte[] mixed = disk.content(Names.MAIN).clone();
        System.arraycopy(before, SLOTS_AT, mixed, SLOTS_AT, SLOT);
        assertThat(said(mixed)).isEqualTo("wrong");
    }

    @Test
    void costOutsideTheBounds_isRefusedBeforeTheFunctionRuns() {
        byte[] file = create(10);
        for (int[] memory : List.of(new int[] {0, 0, 0, 1}, new int[] {0x7f, 0, 0, 0}, new int[] {0, 0x10, 0, 1})) {
            byte[] costly = file.clone();
            for (int i = 0; i < 4; i++) {
                costly[SLOTS_AT + 27 + i] = (byte) memory[i];
            }
            VaultStore strict = new VaultStore(new VaultParts(
                    disk,
                    VaultFormats.released(),
                    (secret, salt, cost) -> {
                        throw new AssertionError("the function was run with " + cost);
                    },
                    new SecureRandom(),
                    new Given.TestClock(),
                    GenerationMemory.none()));
            disk.write(Names.MAIN, costly);
            Names.allEarlier().forEach(disk::remove);
            assertThat(said(strict.openReadOnly(passphrase("p")))).contains("Argon2id memory in KiB must be");
        }
    }

    @Test
    void heapTooSmall_isSaid() {
        create(10);
        VaultStore poor = new VaultStore(new VaultParts(
                disk,
                VaultFormats.released(),
                (secret, salt, cost) -> {
                    throw new OutOfMemoryError("Java heap space");
                },
                new SecureRandom(),
                new Given.TestClock(),
                GenerationMemory.none()));
        assertThat(poor.open(passphrase("p"))).isInstanceOf(OpenOutcome.NotEnoughMemory.class);
        SimulatedDisk empty = new SimulatedDisk(new SplittableRandom(1));
        VaultStore fresh = new VaultStore(new VaultParts(
                empty,
                VaultFormats.released(),
                (secret, salt, cost) -> {
                    throw new OutOfMemoryError("Java heap space");
                },
                new SecureRandom(),
                new Given.TestClock(),
                GenerationMemory.none()));
        assertThat(fresh.create(passphrase("p"), COST, null)).isInstanceOf(CreateOutcome.NotEnoughMemory.class);
        assertThat(empty.list(Folder.TOP)).isEmpty();
    }
}
