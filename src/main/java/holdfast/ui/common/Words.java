package holdfast.ui.common;

import holdfast.text.Language;
import holdfast.text.Messages;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.ResourceBundle;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words of one feature in one language, with the common ones behind them. Read from
 * {@code holdfast/ui/<feature>/<feature>_<language>.properties}; also what {@code %key} means in the feature's FXML.
 */
public final class Words extends ResourceBundle {
    private static final String COMMON = "common";

    private final Messages own;
    private final Messages common;

    private Words(Messages own, Messages common) {
        this.own = own;
        this.common = common;
    }

    public static Words of(String feature, Language language) {
        return new Words(messages(feature, language), messages(COMMON, language));
    }

    private static Messages messages(String feature, Language language) {
        return Messages.at("/holdfast/ui/" + feature + "/" + feature, language);
    }

    public Language language() {
        return own.language();
    }

    public boolean has(String key) {
        return own.has(key) || common.has(key);
    }

    /**
     * The sentence of a key.
     *
     * @param arguments names of placeholders, each followed by what stands for it
     * @throws IllegalArgumentException when there is no such sentence, or it has a placeholder that is not given
     */
    public String text(String key, Object... arguments) {
        return (own.has(key) ? own : common).text(key, arguments);
    }

    /** For FXML, which gives no placeholders a value: only sentences without any may stand there. */
    @Override
    protected @Nullable Object handleGetObject(String key) {
        String sentence = own.sentences().get(key);
        return sentence == null ? common.sentences().get(key) : sentence;
    }

    @Override
    public Enumeration<String> getKeys() {
        Set<String> keys = new LinkedHashSet<>(own.sentences().keySet());
        keys.addAll(common.sentences().keySet());
        return Collections.enumeration(keys);
    }
}
