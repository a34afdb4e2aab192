package holdfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SecretBytesTest {
    @Test
    void close_takenOver_wipesTheArrayItself() {
        byte[] bytes = {1, 2, 3};
        SecretBytes secret = SecretBytes.takeOver(bytes);
        assertThat(secret.isWiped()).isFalse();
        secret.close();
        assertThat(bytes).containsOnly(0);
        assertThat(secret.isWiped()).isTrue();
    }

    @Test
    void copyOf_sourceWiped_keepsItsOwn() {
        byte[] bytes = {1, 2, 3};
        SecretBytes secret = SecretBytes.copyOf(bytes);
        bytes[0] = 9;
        assertThat(secret.exposeCopy()).containsExactly(1, 2, 3);
        secret.exposeCopy()[0] = 9;
        assertThat(secret.exposeCopy()).containsExactly(1, 2, 3);
        assertThat(secret.length()).isEqualTo(3);
    }

    @Test
    void expose_afterClose_isRefused() {
        SecretBytes secret = SecretBytes.copyOf(new byte[] {1});
        secret.close();
        secret.close();
        assertThatIllegalStateException().isThrownBy(secret::exposeCopy).withMessage("the secret was wiped");
        assertThatIllegalStateException().isThrownBy(() -> secret.expose(bytes -> bytes.length));
    }

    @Test
    void toString_always_saysNothing() {
        assertThat(SecretBytes.copyOf(new byte[] {65, 66})).hasToString("SecretBytes[redacted]");
    }

    @Test
    void sameAs_comparesContents() {
        SecretBytes secret = SecretBytes.copyOf(new byte[] {1, 2});
        assertThat(secret.sameAs(SecretBytes.copyOf(new byte[] {1, 2}))).isTrue();
        assertThat(secret.sameAs(SecretBytes.copyOf(new byte[] {1, 3}))).isFalse();
        assertThat(secret.sameAs(SecretBytes.copyOf(new byte[] {1}))).isFalse();
    }

    @Test
    void random_twice_differs() {
        SecureRandom random = new SecureRandom();
        assertThat(SecretBytes.random(32, random).length()).isEqualTo(32);
        assertThat(SecretBytes.random(32, random).sameAs(SecretBytes.random(32, random)))
                .isFalse();
    }
}
