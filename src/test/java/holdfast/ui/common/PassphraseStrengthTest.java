package holdfast.ui.common;

import static holdfast.ui.common.PassphraseStrength.EMPTY;
import static holdfast.ui.common.PassphraseStrength.FAIR;
import static holdfast.ui.common.PassphraseStrength.STRONG;
import static holdfast.ui.common.PassphraseStrength.WEAK;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassphraseStrengthTest {
    @Test
    void strength_nothingTyped_isEmpty() {
        assertThat(PassphraseStrength.of("")).isEqualTo(EMPTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sunshine",
                "Password123456",
                "qwertyuiopasdfghjkl",
                "abcdefghijklmnopqrstuvwxyz",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "lantern lantern lantern lantern lantern lantern",
                "rahasia-indonesia-sayang"
            })
    void strength_wornOrRepeatedOrInARow_isWeak(String typed) {
        assertThat(PassphraseStrength.of(typed)).isEqualTo(WEAK);
    }

    @Test
    void strength_fourWords_isFair() {
        assertThat(PassphraseStrength.of("copper lantern walks sideways")).isEqualTo(FAIR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"copper lantern walks sideways under marble bridges", "t7Kx!mR2w$Zq9vLp"})
    void strength_sixWordsOrSixteenRandomCharacters_isStrong(String typed) {
        assertThat(PassphraseStrength.of(typed)).isEqualTo(STRONG);
    }
}
