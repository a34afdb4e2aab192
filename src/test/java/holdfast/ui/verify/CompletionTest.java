package holdfast.ui.verify;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.demo.Samples;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.junit.jupiter.api.Test;

class CompletionTest {
    private static final List<String> PATHS = List.of("person.firstName", "person.dateOfBirth", "credit.score");

    @Test
    void field_begun_isOfferedItsEnds() {
        String text = "[{\"output\": {\"age\": {\"dvar\": \"person.";

        assertThat(Completion.offers(PATHS, text + "\"}}}]", text.length()))
                .containsExactly("firstName", "dateOfBirth");
    }

    @Test
    void field_unknown_isOfferedPiecesOfTheLanguage() {
        String text = "{\"dvar\": \"nobody";

        assertThat(Completion.offers(PATHS, text, text.length())).contains("{ \"and\": [ ] }");
    }

    @Test
    void caret_betweenPieces_isOfferedPiecesAndWholeFields() {
        String text = "[{\"dvar\": \"person.firstName\"}, ";

        assertThat(Completion.offers(PATHS, text, text.length()))
                .contains("{ \"or\": [ ] }", "{ \"dvar\": \"credit.score\" }");
    }

    @Test
    void paths_ofASample_areItsValuesWithoutTheIssuersMarks() {
        SequencedSet<String> paths = new LinkedHashSet<>();
        Completion.paths("", Samples.load().credentials().get("sari-bank").data(), paths);

        assertThat(paths)
                .contains("person.firstName", "credit.score", "accounts[0].balance")
                .noneMatch(path -> path.contains("zkpass_public"));
    }
}
