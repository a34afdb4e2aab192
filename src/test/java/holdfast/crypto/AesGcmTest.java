package holdfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AesGcmTest {
    @Test
    void wycheproof_everyCaseOfOurSizes_agrees() throws Exception {
        int valid = 0;
        int invalid = 0;
        int refused = 0;
        for (Wycheproof.Case test : Wycheproof.cases("aes_gcm_test.json")) {
            byte[] key = test.bytes("key");
            byte[] nonce = test.bytes("iv");
            byte[] associated = test.bytes("aad");
            byte[] sealed = concat(test.bytes("ct"), test.bytes("tag"));
            if (key.length != 32 || nonce.length != 12) {
                assertThatIllegalArgumentException()
                        .as("%s", test)
                        .isThrownBy(() -> AesGcm.open(key, nonce, associated, sealed));
                refused++;
            } else if (test.isValid()) {
                assertThat(AesGcm.seal(key, nonce, associated, test.bytes("msg")))
                        .as("%s", test)
                        .isEqualTo(sealed);
                assertThat(AesGcm.open(key, nonce, associated, sealed))
                        .as("%s", test)
                        .hasValueSatisfying(plain -> assertThat(plain).isEqualTo(test.bytes("msg")));
                valid++;
            } else {
                assertThat(AesGcm.open(key, nonce, associated, sealed))
                        .as("%s", test)
                        .isEmpty();
                invalid++;
            }
        }
        assertThat(valid).isGreaterThan(30);
        assertThat(invalid).isGreaterThan(20);
        assertThat(refused).isGreaterThan(100);
    }

    @Test
    void open_anyBitFlipped_givesNothing() {
        byte[] key = new byte[32];
        byte[] nonce = new byte[12];
        byte[] associated = {1, 2, 3};
        byte[] sealed = AesGcm.seal(key, nonce, associated, new byte[] {9, 8, 7});
        for (int bit = 0; bit < 8 * sealed.length; bit++) {
            byte[] altered = sealed.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(AesGcm.open(key, nonce, associated, altered)).isEmpty();
        }
        assertThat(AesGcm.open(key, nonce, new byte[] {1, 2}, sealed)).isEmpty();
    }

    @Test
    void open_shorterThanATag_givesNothing() {
        assertThat(AesGcm.open(new byte[32], new byte[12], new byte[0], new byte[15]))
                .isEmpty();
    }

    @Test
    void seal_partOfAnArray_readsThatPartOnly() {
        byte[] whole = {0, 1, 2, 3, 4};
        byte[] part = AesGcm.seal(new byte[32], new byte[12], new byte[0], whole, 1, 3);
        assertThat(part).isEqualTo(AesGcm.seal(new byte[32], new byte[12], new byte[0], new byte[] {1, 2, 3}));
        byte[] shifted = concat(new byte[] {7}, part);
        assertThat(AesGcm.open(new byte[32], new byte[12], new byte[0], shifted, 1, part.length))
                .hasValueSatisfying(plain -> assertThat(plain).containsExactly(1, 2, 3));
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
