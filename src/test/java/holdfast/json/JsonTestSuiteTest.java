package holdfast.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import holdfast.json.JsonException.Reason;
import holdfast.testing.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** The suite of github.com/nst/JSONTestSuite: what every parser must accept, must refuse, and may decide. */
class JsonTestSuiteTest {
    private static final String FOLDER = "JSONTestSuite/test_parsing";

    /** Valid by RFC 8259, refused here because two readers may see different values. */
    private static final Set<String> DUPLICATES =
            Set.of("y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json");

    @Test
    void suite_mustRefuse_isRefused() throws IOException {
        List<Path> files = files("n_");
        SoftAssertions softly = new SoftAssertions();
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            softly.assertThatThrownBy(() -> JsonReader.read(bytes, JsonLimits.PROOF))
                    .as(file.getFileName().toString())
                    .isInstanceOf(JsonException.class);
        }
        softly.assertAll();
        assertThat(files).hasSize(188);
    }

    @Test
    void suite_mustAccept_isAcceptedButForDuplicates() throws IOException {
        Set<String> duplicates = new TreeSet<>();
        for (Path file : files("y_")) {
            byte[] bytes = Files.readAllBytes(file);
            String name = file.getFileName().toString();
            try {
                JsonValue value = JsonReader.read(bytes, JsonLimits.STANDARD);
                String written = JsonWriter.compact(value);
                assertThatCode(() -> assertThat(JsonReader.read(written, JsonLimits.STANDARD))
                                .isEqualTo(value))
                        .as(name)
                        .doesNotThrowAnyException();
            } catch (JsonException e) {
                assertThat(e.reason()).as(name).isEqualTo(Reason.DUPLICATE_MEMBER);
                duplicates.add(name);
            }
        }
        assertThat(duplicates).isEqualTo(DUPLICATES);
    }

    @Test
    void suite_implementationDefined_neverFailsOtherwise() throws IOException {
        List<Path> files = files("i_");
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            try {
                JsonReader.read(bytes, JsonLimits.STANDARD);
            } catch (JsonException e) {
                assertThat(e.getMessage()).as(file.toString()).isNotBlank();
            }
        }
    }

    private static List<Path> files(String prefix) {
        return new ArrayList<>(Vectors.files(FOLDER).stream()
                .filter(file -> file.getFileName().toString().startsWith(prefix))
                .toList());
    }
}
