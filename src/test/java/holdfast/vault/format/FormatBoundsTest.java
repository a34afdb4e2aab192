package holdfast.vault.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holdfast.crypto.Argon2Cost;
import holdfast.crypto.SecretBytes;
import holdfast.vault.format.FormatException.Reason;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The exact places where something still counts and where it no longer does. */
class FormatBoundsTest {
    private final SecureRandom random = new SecureRandom();
    private final Bytes vaultId = Bytes.copyOf(Forge.filled(16, 1));
    private final SecretBytes dataKey = SecretBytes.copyOf(Forge.DATA_KEY);

    private KeySlot slot(SlotType type) {
        Argon2Cost cost = new Argon2Cost(19 * 1024, 1, 1);
        return KeySlot.wrap(type, 1, vaultId, KeySlot.newSalt(random), cost, Forge.SLOT_KEY, dataKey, random);
    }

    private byte[] write(List<KeySlot> slots, VaultBody body) {
        return new FormatV1().write(vaultId, 1, Bytes.zeros(32), Bytes.zeros(32), slots, dataKey, body);
    }

    private static RawRecord record(int number, String type, int length) {
        return new RawRecord(Bytes.ofHex("%032x".formatted(number)), type, SecretBytes.takeOver(new byte[length]));
    }

    private static VaultBody body(List<RawRecord> records, List<BodyRef> bodies) {
        return new VaultBody(1, 1, records, bodies);
    }

    private static void assertRefused(Reason reason, Reading reading) {
        assertThatThrownBy(reading::read)
                .isInstanceOfSatisfying(
                        FormatException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private interface Reading {
        void read() throws FormatException;
    }

    /** Whether a vault is too large is decided by this, before it is written. */
    @Test
    void fileLength_isWhatIsWritten() {
        List<BodyRef> refs =
                List.of(new BodyRef(Bytes.copyOf(Forge.filled(32, 7)), SecretBytes.takeOver(new byte[32]), 5, 0));
        List<List<KeySlot>> slots = List.of(
                List.of(slot(SlotType.PASSPHRASE)), List.of(slot(SlotType.PASSPHRASE), slot(SlotType.RECOVERY_KEY)));
        for (List<KeySlot> chosen : slots) {
            for (int length : new int[] {0, 4035, 4036, 4037, 65_536 - 4096, 65_536, 200_000}) {
                for (List<BodyRef> bodies : List.of(List.<BodyRef>of(), refs)) {
                    VaultBody body = body(List.of(record(1, "note", length), record(2, "a", 3)), bodies);
                    assertThat(write(chosen, body)).hasSize((int) FormatV1.fileLength(chosen.size(), body));
                }
            }
        }
    }

    @Test
    void plaintextLength_fullToTheLastByte_takesNoFurtherBlock() {
        int fixed = 4 + 8 + 8 + 4 + 4 + 16 + 1 + 4 + "note".length();
        assertThat(BodyCodec.plaintextLength(body(List.of(record(1, "note", 4096 - fixed)), List.of())))
                .isEqualTo(4096);
        assertThat(BodyCodec.plaintextLength(body(List.of(record(1, "note", 4097 - fixed)), List.of())))
                .isEqualTo(8192);
        assertThat(BodyCodec.plaintextLength(
                        body(List.of(record(1, "note", 4096 - fixed + 1), record(2, "b", 0)), List.of())))
                .isEqualTo(8192);
    }

    @Test
    void file_ofTheGreatestLength_isReadAndOneByteMoreIsNot() {
        byte[] greatest = Arrays.copyOf(new Forge().file(), FormatV1.MAX_FILE_LENGTH);
        assertThat(Forge.read(greatest)).startsWith("damaged");
        assertRefused(Reason.BAD_FIELD, () -> new FormatV1().parse(Arrays.copyOf(greatest, greatest.length + 1)));
        assertThat(new FormatV1().version()).isEqualTo(FormatV1.VERSION);
    }

    @Test
    void write_largerThanAFileMayBe_isRefused() {
        // The greatest payload that fits.
        List<KeySlot> slots = List.of(slot(SlotType.PASSPHRASE));
        int payload = 0;
        for (int step = 1 << 25; step > 0; step /= 2) {
            VaultBody more = body(List.of(record(1, "note", payload + step)), List.of());
            payload += FormatV1.fileLength(1, more) <= FormatV1.MAX_FILE_LENGTH ? step : 0;
        }
        VaultBody tooMuch = body(List.of(record(1, "note", payload + 1)), List.of());
        assertThatThrownBy(() -> write(slots, tooMuch))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("larger than");
    }

    @Test
    void cursor_numbersAtTheirBounds() throws FormatException {
        byte[] bytes = {0x7f, -1, -1, -1, -128, 0, 0, 0, 0x7f, -1, -1, -1, -1, -1, -1, -1};
        Cursor in = new Cursor(bytes, 0, bytes.length);
        assertThat(in.u31("a")).isEqualTo(Integer.MAX_VALUE);
        assertRefused(Reason.BAD_FIELD, () -> in.u31("b"));
        assertThat(in.position()).isEqualTo(8);
        assertThat(in.u63("c")).isEqualTo(Long.MAX_VALUE);
        assertThat(in.remaining()).isZero();
        assertThat(in.take(0, "nothing")).isEmpty();
        assertRefused(Reason.TRUNCATED, () -> in.u8("d"));
        assertRefused(Reason.BAD_FIELD, () -> new Cursor(new byte[] {-128, 0, 0, 0, 0, 0, 0, 0}, 0, 8).u63("e"));
    }

    @Test
    void cursor_neverLeavesItsPart() {
        Cursor in = new Cursor(new byte[10], 2, 6);
        assertThat(in.remaining()).isEqualTo(4);
        assertRefused(Reason.TRUNCATED, () -> in.take(5, "a"));
        assertRefused(Reason.TRUNCATED, () -> in.take(-1, "b"));
        assertRefused(Reason.TRUNCATED, () -> in.take(Integer.MIN_VALUE, "c"));
        assertThat(in.position()).isEqualTo(2);
        assertThatThrownBy(() -> in.take(-1, "b")).hasMessageContaining("4294967295 bytes, 4 are left");
    }

    @Test
    void recordType_atTheBoundsOfItsLength() {
        assertThat(FormatV1.isRecordType("a".repeat(32))).isTrue();
        assertThat(FormatV1.isRecordType("a".repeat(33))).isFalse();
        assertThat(FormatV1.isRecordType("")).isFalse();
        assertThatThrownBy(() -> write(List.of(slot(SlotType.PASSPHRASE)), body(List.of(record(1, "A", 0)), List.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void slot_derivesLike_needsTheSaltAndTheCost() {
        KeySlot slot = slot(SlotType.PASSPHRASE);
        KeySlot sameSalt = new KeySlot(
                SlotType.RECOVERY_KEY,
                1,
                slot.id(),
                slot.salt(),
                new Argon2Cost(19 * 1024, 2, 1),
                slot.nonce(),
                slot.wrapped());
        KeySlot same = new KeySlot(
                SlotType.RECOVERY_KEY, 0, Bytes.zeros(8), slot.salt(), slot.cost(), slot.nonce(), slot.wrapped());
        assertThat(slot.derivesLike(sameSalt)).isFalse();
        assertThat(slot.derivesLike(slot(SlotType.PASSPHRASE))).isFalse();
        assertThat(slot.derivesLike(same)).isTrue();
        byte[] key = {1, 2, 3};
        KeySlot.wipe(key);
        assertThat(key).containsOnly(0);
    }

    @Test
    void body_wiped_holdsNoPayloadAndNoKey() {
        List<RawRecord> records = new ArrayList<>(List.of(record(1, "note", 3)));
        BodyRef ref = new BodyRef(Bytes.zeros(32), SecretBytes.takeOver(new byte[32]), 5, 0);
        VaultBody body = body(records, List.of(ref));
        records.clear();
        assertThat(body.records()).hasSize(1);
        body.wipe();
        assertThat(body.records().getFirst().payload().isWiped()).isTrue();
        assertThat(ref.key().isWiped()).isTrue();
        assertThat(ref.dropped(9).droppedAt()).isEqualTo(9);
    }

    @Test
    void bytes_compareByContent() {
        Bytes one = Bytes.copyOf(new byte[] {1, -1});
        assertThat(one).isEqualTo(Bytes.ofHex("01ff")).hasSameHashCodeAs(Bytes.ofHex("01ff"));
        assertThat(one.hashCode()).isNotEqualTo(Bytes.ofHex("01fe").hashCode());
        assertThat(one).isGreaterThan(Bytes.ofHex("017f")).isNotEqualTo("01ff").hasToString("01ff");
        assertThat(one.compareTo(Bytes.ofHex("01ff"))).isZero();
    }
}
