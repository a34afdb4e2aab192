package holdfast.proving;

import holdfast.credential.KeyRef;
import holdfast.credential.Tag;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonNumber;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.proving.ProofFileException.Reason;
import holdfast.token.Es256PublicKey;
import holdfast.token.TokenException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Typed access to the members of an object of a proof file. Everything wrong is named by its member. */
final class Members {
    private static final Pattern HEX_32 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    /** The end of the year 9999. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private final JsonObject object;
    private final String prefix;

    /** @param prefix how messages name the object: its own name and a dot, or nothing */
    Members(JsonObject object, String prefix) {
        this.object = object;
        this.prefix = prefix;
    }

    List<String> names() {
        return List.copyOf(object.members().keySet());
    }

    void requireKnown(Set<String> known) throws ProofFileException {
        for (String name : object.members().keySet()) {
            if (!known.contains(name)) {
                throw new ProofFileException(
                        Reason.MEMBER_UNKNOWN,
                        "the member \"" + prefix + name + "\" is not known; a newer version may have made it");
            }
        }
    }

    JsonValue value(String name) throws ProofFileException {
        JsonValue value = object.get(name);
        if (value == null) {
            throw new ProofFileException(Reason.MEMBER_MISSING, "the member \"" + prefix + name + "\" is missing");
        }
        return value;
    }

    Members object(String name) throws ProofFileException {
        if (value(name) instanceof JsonObject inner) {
            return new Members(inner, prefix + name + ".");
        }
        throw invalid(name, "not an object");
    }

    List<JsonValue> array(String name) throws ProofFileException {
        if (value(name) instanceof JsonArray array) {
            return array.items();
        }
        throw invalid(name, "not an array");
    }

    String text(String name) throws ProofFileException {
        if (value(name) instanceof JsonString text) {
            return text.value();
        }
        throw invalid(name, "not a string");
    }

    @Nullable
    String optionalText(String name) throws ProofFileException {
        return object.get(name) == null ? null : text(name);
    }

    String hex32(String name) throws ProofFileException {
        String text = text(name);
        if (!HEX_32.matcher(text).matches()) {
            throw invalid(name, "not 64 lower-case hex digits");
        }
        return text;
    }

    ProofFile.Bytes base64(String name) throws ProofFileException {
        String text = text(name);
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            ProofFile.Bytes canonical = new ProofFile.Bytes(bytes);
            if (canonical.base64().equals(text)) {
                return canonical;
            }
        } catch (IllegalArgumentException e) {
            throw invalid(name, "not base64");
        }
        throw invalid(name, "not canonical base64");
    }

    int number(String name, int min, int max) throws ProofFileException {
        long number = value(name) instanceof JsonNumber n ? n.asLong().orElse(Long.MIN_VALUE) : Long.MIN_VALUE;
        if (number < min || number > max) {
            throw invalid(name, "not a whole number from " + min + " to " + max);
        }
        return (int) number;
    }

    Instant instant(String name) throws ProofFileException {
        long seconds = value(name) instanceof JsonNumber n ? n.asLong().orElse(-1) : -1;
        if (seconds < 0 || seconds > LAST_SECOND) {
            throw invalid(name, "not a time in whole seconds");
        }
        return Instant.ofEpochSecond(seconds);
    }

    LocalDate date(String name) throws ProofFileException {
        String text = text(name);
        try {
            if (DATE.matcher(text).matches()) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException e) {
            throw invalid(name, "a day that does not exist");
        }
        throw invalid(name, "not a date of the form YYYY-MM-DD");
    }

    Tag tag(String name) throws ProofFileException {
        if (!Tag.isValid(name)) {
            throw invalid(name, "not a tag");
        }
        return new Tag(name);
    }

    Es256PublicKey publicKey(String name) throws ProofFileException {
        Members key = object(name);
        key.requireKnown(Set.of("x", "y"));
        try {
            return Es256PublicKey.ofTwoLines(new KeyRef.PublicKey(key.text("x"), key.text("y")));
        } catch (TokenException e) {
            throw invalid(name, "not a key: " + e.getMessage());
        }
    }

    ProofFileException invalid(String name, String why) {
        return new ProofFileException(Reason.MEMBER_INVALID, "the member \"" + prefix + name + "\" is " + why);
    }
}
