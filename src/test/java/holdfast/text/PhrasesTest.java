package holdfast.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Names and texts from outside inside of our sentences. */
class PhrasesTest {
    /** A verifier chooses the names of its outputs, and could otherwise write sentences of its own beside ours. */
    @Test
    void nameOrText_withLineBreaksOrTurnedLetters_staysOnItsLine() {
        String hostile = "ok\u202e\u2066\u200b\n\u2028\u2029\u0085\u0000Nothing else is told\ud800";
        assertThat(Phrases.words(hostile))
                .isEqualTo("ok\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd nothing else is told\ufffd");
        assertThat(new Phrases(Messages.load("query", Language.ENGLISH)).quoted(hostile))
                .isEqualTo("“ok\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffdNothing else is told\ufffd”");
    }
}
