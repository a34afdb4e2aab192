package holdfast.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One bundle of sentences in one language. Placeholders have names, {@code {field}}, so that a translator sees what
 * stands there and may change their order; quotes and apostrophes mean themselves.
 */
public final class Messages {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z0-9-]+)}");

    private final Language language;
    private final String bundle;
    private final SortedMap<String, String> sentences;

    private Messages(Language language, String bundle, SortedMap<String, String> sentences) {
        this.language = language;
        this.bundle = bundle;
        this.sentences = Collections.unmodifiableSortedMap(sentences);
    }

    /**
     * Reads a bundle from the program's resources.
     *
     * @param bundle its name without language and extension, for example {@code query}
     */
    public static Messages load(String bundle, Language language) {
        return at("/holdfast/text/" + bundle, language);
    }

    /**
     * Reads a bundle from anywhere in the program's resources.
     *
     * @param bundle its path without language and extension, for example {@code /holdfast/text/query}
     */
    public static Messages at(String bundle, Language language) {
        String path = bundle + "_" + language.tag() + ".properties";
        try (InputStream in = Messages.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its resource " + path);
            }
            Properties properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            SortedMap<String, String> sentences = new TreeMap<>();
            properties.stringPropertyNames().forEach(key -> sentences.put(key, properties.getProperty(key)));
            return new Messages(language, bundle, sentences);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Language language() {
        return language;
    }

    /** Every key with its sentence. */
    public SortedMap<String, String> sentences() {
        return sentences;
    }

    /** Whether there is a sentence of that key. */
    public boolean has(String key) {
        return sentences.containsKey(key);
    }

    /**
     * The sentence of a key.
     *
     * @param arguments names of placeholders, each followed by what stands for it
     * @throws IllegalArgumentException when there is no such sentence, or it has a placeholder that is not given
     */
    public String text(String key, Object... arguments) {
        Map<String, String> values = new TreeMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            values.put(String.valueOf(arguments[i]), String.valueOf(arguments[i + 1]));
        }
        return text(key, values);
    }

    /**
     * The sentence of a key.
     *
     * @param arguments by the names of the placeholders; more may be given than the sentence uses
     * @throws IllegalArgumentException when there is no such sentence, or it has a placeholder that is not given
     */
    public String text(String key, Map<String, String> arguments) {
        String sentence = sentences.get(key);
        if (sentence == null) {
            throw new IllegalArgumentException("no sentence " + key + " in " + bundle + "_" + language.tag());
        }
        return PLACEHOLDER.matcher(sentence).replaceAll(match -> {
            String value = arguments.get(match.group(1));
            if (value == null) {
                throw new IllegalArgumentException("the sentence " + key + " needs " + match.group());
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
