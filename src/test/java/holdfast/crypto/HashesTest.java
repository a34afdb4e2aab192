package holdfast.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HashesTest {
    @Test
    void hkdf_wycheproof_agrees() throws Exception {
        int valid = 0;
        int refused = 0;
        for (Wycheproof.Case test : Wycheproof.cases("hkdf_sha256_test.json")) {
            byte[] material = test.bytes("ikm");
            byte[] salt = test.bytes("salt");
            byte[] info = test.bytes("info");
            int size = test.number("size");
            if (test.isValid()) {
                assertThat(Hashes.hkdfSha256(material, salt, info, size))
                        .as("%s", test)
                        .isEqualTo(test.bytes("okm"));
                valid++;
            } else {
                assertThatIllegalArgumentException()
                        .as("%s", test)
                        .isThrownBy(() -> Hashes.hkdfSha256(material, salt, info, size))
                        .withMessageContaining("1 to 8160");
                refused++;
            }
        }
        assertThat(valid).isGreaterThan(70);
        assertThat(refused).isPositive();
    }

    @Test
    void hkdf_noBytesAskedFor_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hashes.hkdfSha256(new byte[32], new byte[0], new byte[0], 0));
    }

    @Test
    void hmac_wycheproof_agrees() throws Exception {
        int valid = 0;
        int invalid = 0;
        for (Wycheproof.Case test : Wycheproof.cases("hmac_sha256_test.json")) {
            byte[] message = test.bytes("msg");
            byte[] mac = Hashes.hmacSha256(test.bytes("key"), message, message.length);
            byte[] tag = test.bytes("tag");
            boolean same = ConstantTime.equal(Arrays.copyOf(mac, tag.length), tag);
            assertThat(same).as("%s", test).isEqualTo(test.isValid());
            if (same) {
                valid++;
            } else {
                invalid++;
            }
        }
        assertThat(valid).isGreaterThan(50);
        assertThat(invalid).isGreaterThan(50);
    }

    @Test
    void hmac_lengthBelowTheMessage_countsThatManyBytes() {
        byte[] key = {1};
        assertThat(Hashes.hmacSha256(key, new byte[] {5, 6, 7}, 2))
                .isEqualTo(Hashes.hmacSha256(key, new byte[] {5, 6}, 2));
    }

    @Test
    void hkdf_shortestAndLongest_areDerived() {
        byte[] longest = Hashes.hkdfSha256(new byte[32], new byte[0], new byte[0], 8160);
        assertThat(longest).hasSize(8160);
        assertThat(Hashes.hkdfSha256(new byte[32], new byte[0], new byte[0], 1)).isEqualTo(new byte[] {longest[0]});
    }

    @Test
    void sha256_ofParts_isThatOfTheirConcatenation() {
        // FIPS 180-4, "abc"
        assertThat(Hashes.sha256Hex("abc".getBytes(US_ASCII)))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(HexFormat.of().formatHex(Hashes.sha256("a".getBytes(US_ASCII), "bc".getBytes(US_ASCII))))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
