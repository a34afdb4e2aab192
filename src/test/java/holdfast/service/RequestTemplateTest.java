package holdfast.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holdfast.credential.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTemplateTest {
    private static RequestTemplate parse(String more) {
        String file = "{\"title\":\"Age\",\"query\":[{\"output\":{\"result\":true}}],\"credentials\":{\"\":{"
                + "\"user_data_verifying_key\":{\"KeysetEndpoint\":{\"jku\":\"https://bank.example/jwks.json\",\"kid\":\"k-1\"}}}}"
                + more + "}";
        return RequestTemplate.parse(file.getBytes(UTF_8));
    }

    @Test
    void parse_largestSizeClass_isWhatTheFileSays_or64() {
        assertThat(parse("").largestClass()).isEqualTo(64);
        assertThat(parse(",\"largest_size_class\":256").largestClass()).isEqualTo(256);
        assertThat(parse("").userData()).containsOnlyKeys(Tag.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "257", "\"64\"", "1.5", "null"})
    void parse_largestSizeClassThatIsNone_isRefused(String value) {
        assertThatThrownBy(() -> parse(",\"largest_size_class\":" + value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("largest_size_class must be a number of blocks from 1 to 256");
    }

    @Test
    void parse_anotherMember_isRefused() {
        assertThatThrownBy(() -> parse(",\"largest\":64")).hasMessageContaining("and no other");
        assertThatThrownBy(() -> parse(",\"largest_size_class\":64,\"more\":1")).hasMessageContaining("and no other");
    }
}
