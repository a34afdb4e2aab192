package holdfast.attestation;

import static holdfast.attestation.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import holdfast.attestation.AttestationException.Reason;
import holdfast.attestation.CborValue.CborArray;
import holdfast.attestation.CborValue.CborBytes;
import holdfast.attestation.CborValue.CborInteger;
import holdfast.attestation.CborValue.CborMap;
import holdfast.attestation.CborValue.CborNull;
import holdfast.attestation.CborValue.CborTag;
import holdfast.attestation.CborValue.CborText;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of RFC 8949 appendix A as far as they are of the accepted kinds, and its section 3 for the rest. */
class CborReaderTest {
    @ParameterizedTest
    @CsvSource({
        "00, 0",
        "01, 1",
        "0a, 10",
        "17, 23",
        "1818, 24",
        "1864, 100",
        "1903e8, 1000",
        "1a000f4240, 1000000",
        "1b000000e8d4a51000, 1000000000000",
        "1b7fffffffffffffff, 9223372036854775807",
        "20, -1",
        "29, -10",
        "3863, -100",
        "3903e7, -1000",
        "3b7fffffffffffffff, -9223372036854775808"
    })
    void integer_isRead(String hex, long value) throws Exception {
        assertThat(read(hex)).isEqualTo(new CborInteger(value));
    }

    @Test
    void strings_areReadInBothForms() throws Exception {
        assertThat(read("40")).isEqualTo(bytes(""));
        assertThat(read("4401020304")).isEqualTo(bytes("01020304"));
        assertThat(read("5f42010243030405ff")).isEqualTo(bytes("0102030405"));
        assertThat(read("5fff")).isEqualTo(bytes(""));
        assertThat(read("64f0908591")).isEqualTo(new CborText("\ud800\udd51"));
        assertThat(read("7f657374726561646d696e67ff")).isEqualTo(new CborText("streaming"));
    }

    @Test
    void arraysAndMaps_areReadInBothForms() throws Exception {
        CborArray nested = new CborArray(List.of(
                new CborInteger(1),
                new CborArray(List.of(new CborInteger(2), new CborInteger(3))),
                new CborArray(List.of(new CborInteger(4), new CborInteger(5)))));
        for (String hex :
                List.of("8301820203820405", "9f018202039f0405ffff", "83018202039f0405ff", "9f01820203820405ff")) {
            assertThat(read(hex)).as(hex).isEqualTo(nested);
        }
        CborMap map = new CborMap(Map.of(
                new CborText("a"),
                new CborInteger(1),
                new CborText("b"),
                new CborArray(List.of(new CborInteger(2), new CborInteger(3)))));
        for (String hex : List.of("a26161016162820203", "bf61610161629f0203ffff")) {
            assertThat(read(hex)).as(hex).isEqualTo(map);
        }
        assertThat(read("f6")).isEqualTo(CborNull.NULL);
        assertThat(read("d280")).isEqualTo(new CborTag(18, new CborArray(List.of())));
    }

    @ParameterizedTest
    @CsvSource({
        // Ends too early: nothing, half a number, a string, an array, a map, an open indefinite item.
        "'', CBOR_TRUNCATED",
        "18, CBOR_TRUNCATED",
        "1903, CBOR_TRUNCATED",
        "41, CBOR_TRUNCATED",
        "81, CBOR_TRUNCATED",
        "a1, CBOR_TRUNCATED",
        "a100, CBOR_TRUNCATED",
        "9f, CBOR_TRUNCATED",
        "5f, CBOR_TRUNCATED",
        "5f41, CBOR_TRUNCATED",
        "bf00, CBOR_TRUNCATED",
        // Lengths that would take all memory.
        "5a7fffffff, CBOR_TRUNCATED",
        "5b7fffffffffffffff, CBOR_TRUNCATED",
        "9b7fffffffffffffff, CBOR_TRUNCATED",
        "bb7fffffffffffffff, CBOR_TRUNCATED",
        "7b7fffffffffffffff, CBOR_TRUNCATED",
        "5bffffffffffffffff, CBOR_UNSUPPORTED",
        "1bffffffffffffffff, CBOR_UNSUPPORTED",
        "3bffffffffffffffff, CBOR_UNSUPPORTED",
        // Longer than need be.
        "1817, CBOR_INVALID",
        "1900ff, CBOR_INVALID",
        "1a0000ffff, CBOR_INVALID",
        "1b00000000ffffffff, CBOR_INVALID",
        "580100, CBOR_INVALID",
        // Reserved and misplaced heads.
        "1c, CBOR_INVALID",
        "1f, CBOR_INVALID",
        "3f, CBOR_INVALID",
        "5e, CBOR_INVALID",
        "df00, CBOR_INVALID",
        "ff, CBOR_INVALID",
        "81ff, CBOR_INVALID",
        "a1ff, CBOR_INVALID",
        "bf00ff, CBOR_INVALID",
        // Chunks of another type, or again indefinite.
        "5f6161ff, CBOR_INVALID",
        "7f4161ff, CBOR_INVALID",
        "5f5f4100ffff, CBOR_INVALID",
        "5f00ff, CBOR_INVALID",
        // Not UTF-8: a bare continuation, a surrogate, overlong, one character in two chunks.
        "6180, CBOR_INVALID",
        "63eda080, CBOR_INVALID",
        "62c080, CBOR_INVALID",
        "7f61c361bcff, CBOR_INVALID",
        // Of no use here: floats, booleans, undefined, other simple values, tags inside.
        "f90000, CBOR_UNSUPPORTED",
        "fa47c35000, CBOR_UNSUPPORTED",
        "fb3ff199999999999a, CBOR_UNSUPPORTED",
        "f4, CBOR_UNSUPPORTED",
        "f7, CBOR_UNSUPPORTED",
        "f820, CBOR_UNSUPPORTED",
        "81c000, CBOR_UNSUPPORTED",
        "d2d200, CBOR_UNSUPPORTED",
        "a1400000, CBOR_UNSUPPORTED",
        "a18000, CBOR_UNSUPPORTED",
        // The same key twice, in either form of map and of text.
        "a200010002, CBOR_DUPLICATE_KEY",
        "bf616101616102ff, CBOR_DUPLICATE_KEY",
        "a26161017f6161ff02, CBOR_DUPLICATE_KEY",
        "0000, CBOR_TRAILING_DATA",
        "80ff, CBOR_TRAILING_DATA"
    })
    void item_outsideTheAcceptedKind_isRefused(String hex, Reason reason) {
        assertRefused(reason, () -> read(hex));
    }

    @Test
    void item_tooDeepOrTooMany_isRefused() throws Exception {
        assertThat(read("81".repeat(6) + "00")).isInstanceOf(CborArray.class);
        assertRefused(Reason.CBOR_TOO_COMPLEX, () -> read("81".repeat(7) + "00"));
        assertRefused(Reason.CBOR_TOO_COMPLEX, () -> read("81".repeat(20_000)));
        assertRefused(Reason.CBOR_TOO_COMPLEX, () -> read("9f".repeat(20_000)));
        assertThat(read("9f" + "00".repeat(511) + "ff")).isInstanceOf(CborArray.class);
        assertRefused(Reason.CBOR_TOO_COMPLEX, () -> read("9f" + "00".repeat(512) + "ff"));
    }

    private static CborValue read(String hex) throws AttestationException {
        return CborReader.read(HexFormat.of().parseHex(hex));
    }

    private static CborBytes bytes(String hex) {
        return new CborBytes(HexFormat.of().parseHex(hex));
    }
}
