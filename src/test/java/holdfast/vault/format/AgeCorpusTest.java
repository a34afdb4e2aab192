package holdfast.vault.format;

import static holdfast.vault.format.Forge.filled;
import static holdfast.vault.format.Forge.join;
import static holdfast.vault.format.Forge.read;
import static org.assertj.core.api.Assertions.assertThat;

import holdfast.testing.Vectors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The failures that age's test corpus (C2SP CCTV) has, made in our format: one test for each kind of damage. Another
 * test holds this list against the corpus, so that no kind is forgotten.
 */
class AgeCorpusTest {
    private static final String ALTERED = "damaged: the encrypted content was altered or cut off";

    /** @param corpus the names in the corpus which this imitates, as a pattern */
    @SuppressWarnings("ArrayRecordComponent")
    private record Kind(String name, String corpus, String outcome, byte[] file) {}

    private static Kind kind(String name, String corpus, String outcome, byte[] file) {
        return new Kind(name, corpus, outcome, file);
    }

    private static byte[] cut(byte[] file, int bytes) {
        return Arrays.copyOf(file, file.length - bytes);
    }

    private static byte[] flipped(byte[] file, int at) {
        byte[] altered = file.clone();
        altered[at < 0 ? altered.length + at : at] ^= 1;
        return altered;
    }

    private static Forge withSlots(byte[]... slots) {
        Forge forge = new Forge();
        forge.slots = List.of(slots);
        return forge;
    }

    private static byte[] withCost(long memory, int passes, int lanes) {
        return withSlots(new Forge().slot(1, 1, memory, passes, lanes)).file();
    }

    private static Forge withContent(int length) {
        Forge forge = new Forge();
        forge.plaintext = Forge.body(new byte[length]);
        return forge;
    }

    /** A content whose plaintext has exactly {@code length} bytes, a multiple of 4096. */
    private static Forge exactly(int length) {
        Forge forge = withContent(length - 100);
        assertThat(forge.plaintext).hasSize(length);
        return forge;
    }

    private static List<Kind> headerKinds() {
        Forge plain = new Forge();
        byte[] file = plain.file();
        int header = plain.header().length;
        Forge newer = new Forge();
        newer.version = 2;
        Forge magic = new Forge();
        magic.magic = "age-encr".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        Forge none = withSlots();
        byte[] slot = plain.slot(1, 1, 19 * 1024, 1, 1);
        return List.of(
                kind("nothing at all", "empty", "TRUNCATED", new byte[0]),
                kind("later version", "version_unsupported", "UNKNOWN_VERSION", newer.file()),
                kind("other magic", "stanza_bad_start|header_crlf", "NOT_A_VAULT", magic.file()),
                kind("MAC altered", "hmac_bad|hmac_not_canonical", "not authentic", flipped(file, header - 1)),
                kind("MAC cut off", "hmac_truncated|hmac_missing", "TRUNCATED", Arrays.copyOf(file, header - 1)),
                kind(
                        "byte before the MAC",
                        "hmac_extra_space|hmac_no_space|hmac_garbage|hmac_trailing_space",
                        "not authentic",
                        join(plain.unsignedHeader(), new byte[1], Arrays.copyOfRange(file, header - 32, file.length))),
                kind("no slot", "stanza_no_arguments|stanza_missing_body|stanza_empty_body", "BAD_FIELD", none.file()),
                kind(
                        "header ends within a slot",
                        "stanza_missing_final_line|stanza_empty_last_line|stanza_multiple_short_lines",
                        "TRUNCATED",
                        Arrays.copyOf(file, 120)),
                kind(
                        "slot of a type nobody knows",
                        "stanza_invalid_character|stanza_empty_argument|.*_(upper|lower)case|x25519_grease|hybrid_grease",
                        "BAD_FIELD",
                        withSlots(slot, plain.slot(9, 1, 19 * 1024, 1, 1)).file()),
                kind(
                        "slot of a later version than the file",
                        "scrypt_work_factor_leading_.*",
                        "BAD_FIELD",
                        withSlots(plain.slot(1, 2, 19 * 1024, 1, 1)).file()),
                kind(
                        "two slots of one type",
                        "scrypt_double",
                        "BAD_FIELD",
                        withSlots(slot, slot).file()),
                kind(
                        "more slots than four",
                        ".*_extra_argument|stanza_long_line|stanza_spurious_cr",
                        "BAD_FIELD",
                        withSlots(slot, slot, slot, slot, slot).file()),
                kind(
                        "no slot for a passphrase",
                        "scrypt_and_x25519|hybrid_and_x25519",
                        "BAD_FIELD",
                        withSlots(plain.slot(2, 1, 19 * 1024, 1, 1)).file()));
    }

    private static List<Kind> slotKinds() {
        Forge plain = new Forge();
        byte[] file = plain.file();
        int slot = 99;
        Forge otherVault = new Forge();
        otherVault.vaultId = filled(16, 0x34);
        Forge transplanted = withSlots(otherVault.slot(1, 1, 19 * 1024, 1, 1));
        return List.of(
                kind("slot's tag altered", ".*_bad_tag(?<!stream_bad_tag)", "not authentic", flipped(file, slot + 92)),
                kind("wrapped key altered", "hybrid_currupted_.*", "not authentic", flipped(file, slot + 50)),
                kind(
                        "slot's salt altered",
                        ".*_salt_(long|missing|short)|.*_not_canonical.*|stanza_not_canonical|stanza_base64_padding",
                        "not authentic",
                        flipped(file, slot + 11)),
                kind(
                        "slot of another vault",
                        "(x25519|hybrid)_identity|.*low_order",
                        "not authentic",
                        transplanted.file()),
                kind(
                        "wrapped key of another length",
                        ".*_long_file_key|.*_(long|short)_share",
                        "TRUNCATED",
                        cut(withSlots(cut(plain.slot(1, 1, 19 * 1024, 1, 1), 1)).header(), 0)),
                kind(
                        "cost beyond the bound",
                        "scrypt_work_factor_23|scrypt_work_factor_wrong",
                        "COST_OUT_OF_BOUNDS",
                        withCost(1024 * 1024 + 1, 1, 1)),
                kind(
                        "cost of zero",
                        "scrypt_work_factor_(zero|missing)",
                        "COST_OUT_OF_BOUNDS",
                        withCost(19 * 1024, 0, 1)),
                kind(
                        "cost below the bound",
                        "scrypt_work_factor_(hex|trailing_garbage)",
                        "COST_OUT_OF_BOUNDS",
                        withCost(8, 1, 1)),
                kind(
                        "cost beyond 2^31",
                        "scrypt_work_factor_(negative|overflow)",
                        "BAD_FIELD",
                        withCost(1L << 31, 1, 1)),
                kind("lanes of zero", "scrypt_work_factor_.*", "COST_OUT_OF_BOUNDS", withCost(19 * 1024, 1, 0)));
    }

    private static List<Kind> streamKinds() {
        Forge one = exactly(4096);
        Forge two = exactly(65_536 + 4096);
        Forge full = exactly(65_536);
        byte[] header = one.header();
        byte[] content = one.plaintext;
        List<byte[]> chunks = two.chunks();
        byte[] first = Arrays.copyOf(two.plaintext, 65_536);
        byte[] second = Arrays.copyOfRange(two.plaintext, 65_536, two.plaintext.length);
        List<Kind> kinds = new ArrayList<>(List.of(
                kind("no chunk", "stream_no_chunks", ALTERED, header),
                kind("body salt cut off", "stream_no_nonce|stream_short_nonce", "TRUNCATED", Arrays.copyOf(header, 80)),
                kind("tag altered", "stream_bad_tag", ALTERED, flipped(one.file(), -1)),
                kind("tag missing", "stream_missing_tag", ALTERED, cut(one.file(), 16)),
                kind("only half a tag", "stream_short_chunk", ALTERED, join(header, new byte[8])),
                kind(
                        "second chunk's tag altered",
                        "stream_bad_tag_second_chunk(_full)?",
                        ALTERED,
                        flipped(two.file(), -1)),
                kind("second chunk cut short", "stream_short_second_chunk", ALTERED, cut(two.file(), 4090)),
                kind("no chunk is the last", "stream_no_final", ALTERED, join(header, one.chunk(0, false, content))),
                kind(
                        "no chunk is the last, and it is full",
                        "stream_no_final_full",
                        ALTERED,
                        join(full.header(), full.chunk(0, false, full.plaintext))),
                kind(
                        "no second chunk is the last",
                        "stream_no_final_two_chunks(_full)?",
                        ALTERED,
                        join(two.header(), chunks.get(0), two.chunk(1, false, second))),
                kind("second chunk dropped", "stream_no_final_two_chunks", ALTERED, join(two.header(), chunks.get(0))),
                kind(
                        "two chunks are the last",
                        "stream_two_final_chunks(_full|_short)?",
                        ALTERED,
                        join(two.header(), two.chunk(0, true, first), chunks.get(1))),
                kind(
                        "the last chunk twice",
                        "stream_two_final_chunks_second",
                        ALTERED,
                        join(one.header(), one.chunks().get(0), one.chunks().get(0))),
                kind(
                        "last chunk without content",
                        "stream_last_chunk_empty",
                        ALTERED,
                        join(full.header(), full.chunk(0, false, full.plaintext), full.chunk(1, true, new byte[0]))),
                kind("one byte more", "stream_trailing_garbage_short", ALTERED, join(one.file(), new byte[1])),
                kind("many bytes more", "stream_trailing_garbage_long", ALTERED, join(one.file(), new byte[100_000])),
                kind(
                        "chunks swapped",
                        "stream_three_chunks",
                        ALTERED,
                        join(two.header(), chunks.get(1), chunks.get(0))),
                kind(
                        "no content, authentic",
                        "stream_empty_payload",
                        ALTERED,
                        join(header, one.chunk(0, true, new byte[0])))));
        return kinds;
    }

    /** Content that opens but was written by no sound program: a kind age cannot have, since it holds any bytes. */
    private static List<Kind> contentKinds() {
        List<Kind> kinds = new ArrayList<>();
        byte[] good = Forge.body(new byte[3]);
        kinds.add(content("padding is not empty", flipped(good, -1)));
        kinds.add(content("a whole padding too much", Arrays.copyOf(good, 8192)));
        kinds.add(content("length beyond the file", flipped(good, 2)));
        kinds.add(content("length of nothing", new byte[4096]));
        kinds.add(content("not padded", Arrays.copyOf(good, 100)));
        kinds.add(content("more records than there are", flipped(good, 23)));
        kinds.add(content("time with its highest bit set", set(good, 4, 0x80)));
        kinds.add(content("type with a capital", set(good, 41, 'N')));
        kinds.add(content("payload longer than the rest", set(good, 45, 0x7f)));
        byte[] record = Arrays.copyOfRange(good, 24, 24 + 16 + 5 + 4 + 3);
        kinds.add(content(
                "two records of one id",
                Forge.padded(join(new byte[16], Forge.number(4, 2), record, record, new byte[4]))));
        byte[] ref = join(filled(32, 1), filled(32, 2), Forge.number(4, 9), new byte[8]);
        kinds.add(content(
                "a proof body listed twice",
                Forge.padded(join(new byte[16], new byte[4], Forge.number(4, 2), ref, ref))));
        kinds.add(content("something after the end", Forge.padded(join(new byte[24], new byte[1]))));
        return kinds;
    }

    private static Kind content(String name, byte[] plaintext) {
        Forge forge = new Forge();
        forge.plaintext = plaintext;
        return kind(name, "-", "damaged: the content is authentic but malformed", forge.file());
    }

    private static byte[] set(byte[] bytes, int at, int value) {
        byte[] altered = bytes.clone();
        altered[at] = (byte) value;
        return altered;
    }

    private static List<Kind> kinds() {
        return Stream.of(headerKinds(), slotKinds(), streamKinds(), contentKinds())
                .flatMap(List::stream)
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> damage_ofEachKind_isFound() {
        return kinds().stream()
                .map(kind -> DynamicTest.dynamicTest(
                        kind.name(), () -> assertThat(read(kind.file())).startsWith(kind.outcome())));
    }

    @Test
    void wrongKey_isNotAuthentic() {
        assertThat(read(new Forge().file(), filled(32, 0x12))).isEqualTo("not authentic");
    }

    /** What the corpus expects to succeed: one, two and three chunks, full and not, and very many. */
    @Test
    @Tag("slow")
    void soundFile_ofVeryManyChunks_opens() {
        assertThat(read(exactly(257 * 65_536).file())).isEqualTo("content");
    }

    @Test
    void soundFiles_ofEverySize_open() {
        for (int length : new int[] {4096, 65_536 - 4096, 65_536, 65_536 + 4096, 2 * 65_536, 3 * 65_536}) {
            assertThat(read(exactly(length).file())).as("%d bytes", length).isEqualTo("content");
        }
        Forge both = withSlots(new Forge().slot(1, 1, 19 * 1024, 1, 1), new Forge().slot(2, 1, 19 * 1024, 1, 1));
        assertThat(read(both.file())).isEqualTo("content");
        Forge earlierSlot = withSlots(new Forge().slot(1, 0, 19 * 1024, 1, 1));
        assertThat(read(earlierSlot.file()))
                .as("a slot carried along from an older version")
                .isEqualTo("content");
    }

    @Test
    void corpus_everyName_isImitatedOrCannotOccur() {
        // Sound files; text armor, which the vault has not (its one text, the recovery key, has tests of its own).
        Pattern elsewhere = Pattern.compile("armor_.*|hybrid|scrypt|x25519|x25519_multiple_recipients"
                + "|hybrid_multiple_recipients|hybrid_x25519_arg|stanza_valid_characters|stream_two_chunks"
                + "|stream_three_chunks|stream_last_chunk_full(_second)?|stream_25[78]_chunks(_full)?"
                + "|(scrypt|x25519|hybrid)_no_match");
        List<Kind> kinds = kinds();
        Set<String> forgotten = new TreeSet<>();
        for (Path file : Vectors.files("cctv-age/testdata")) {
            String name = file.getFileName().toString();
            boolean imitated = kinds.stream().anyMatch(kind -> Pattern.matches(kind.corpus(), name));
            if (!imitated && !elsewhere.matcher(name).matches()) {
                forgotten.add(name);
            }
        }
        assertThat(forgotten).isEmpty();
    }
}
