package holdfast.wallet;

import holdfast.credential.KeyRef;
import holdfast.credential.Tag;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonBoolean;
import holdfast.json.JsonValue.JsonNumber;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.token.Es256PublicKey;
import holdfast.token.TokenException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of a record. Each must be there, of its type, and known: {@link #end} refuses what nobody asked for.
 * A member that may be absent is simply not there; null is never written.
 */
final class Fields {
    private final JsonObject object;
    private final Set<String> unread;

    Fields(JsonObject object) {
        this.object = object;
        this.unread = new HashSet<>(object.members().keySet());
    }

    /** @throws RecordException when there is a member that was not asked for */
    void end() throws RecordException {
        if (!unread.isEmpty()) {
            throw new RecordException(
                    "unknown members " + unread.stream().sorted().toList());
        }
    }

    boolean has(String name) {
        return object.get(name) != null;
    }

    JsonValue value(String name) throws RecordException {
        unread.remove(name);
        JsonValue value = object.get(name);
        if (value == null) {
            throw new RecordException("no member " + name);
        }
        return value;
    }

    String text(String name) throws RecordException {
        if (value(name) instanceof JsonString(String text)) {
            return text;
        }
        throw invalid(name);
    }

    @Nullable
    String optionalText(String name) throws RecordException {
        return has(name) ? text(name) : null;
    }

    long number(String name) throws RecordException {
        if (value(name) instanceof JsonNumber number && number.asLong().isPresent()) {
            return number.asLong().getAsLong();
        }
        throw invalid(name);
    }

    boolean bool(String name) throws RecordException {
        if (value(name) instanceof JsonBoolean(boolean bool)) {
            return bool;
        }
        throw invalid(name);
    }

    JsonObject object(String name) throws RecordException {
        if (value(name) instanceof JsonObject inner) {
            return inner;
        }
        throw invalid(name);
    }

    Instant instant(String name) throws RecordException {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException e) {
            throw invalid(name);
        }
    }

    @Nullable
    Instant optionalInstant(String name) throws RecordException {
        return has(name) ? instant(name) : null;
    }

    EntryId id(String name) throws RecordException {
        try {
            return new EntryId(text(name));
        } catch (IllegalArgumentException e) {
            throw invalid(name);
        }
    }

    List<String> texts(String name) throws RecordException {
        if (!(value(name) instanceof JsonArray array)) {
            throw invalid(name);
        }
        List<String> texts = new ArrayList<>();
        for (JsonValue item : array.items()) {
            if (!(item instanceof JsonString(String text))) {
                throw invalid(name);
            }
            texts.add(text);
        }
        return texts;
    }

    <E extends Enum<E>> E constant(String name, Class<E> type) throws RecordException {
        String text = text(name);
        for (E constant : type.getEnumConstants()) {
            if (code(constant).equals(text)) {
                return constant;
            }
        }
        throw invalid(name);
    }

    /** How a constant is spelled in records and in machine-readable output. */
    static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Tag tag(String name) throws RecordException {
        if (!Tag.isValid(name)) {
            throw new RecordException("no tag: " + name);
        }
        return new Tag(name);
    }

    /** A key, as {@link #keyJson} writes it. */
    Es256PublicKey key(String name) throws RecordException {
        try {
            List<String> lines = texts(name);
            if (lines.size() != 2) {
                throw invalid(name);
            }
            return Es256PublicKey.ofTwoLines(new KeyRef.PublicKey(lines.get(0), lines.get(1)));
        } catch (TokenException e) {
            throw invalid(name);
        }
    }

    static JsonValue keyJson(Es256PublicKey key) {
        KeyRef.PublicKey lines = key.twoLines();
        return textsJson(List.of(lines.x(), lines.y()));
    }

    static JsonValue textsJson(List<String> texts) {
        return JsonValue.array(texts.stream().map(JsonValue::of).toList());
    }

    /** The name of a key, as {@link #putKeyName} writes it; null where there is none. */
    KeyRef.@Nullable KeysetEndpoint keyName(String name) throws RecordException {
        if (!has(name)) {
            return null;
        }
        List<String> parts = texts(name);
        if (parts.size() != 2) {
            throw invalid(name);
        }
        return new KeyRef.KeysetEndpoint(parts.get(0), parts.get(1));
    }

    static void putKeyName(JsonValue.Builder into, String name, KeyRef.@Nullable KeysetEndpoint keyName) {
        if (keyName != null) {
            into.put(name, textsJson(List.of(keyName.jku(), keyName.kid())));
        }
    }

    RecordException invalid(String name) {
        return new RecordException("member " + name + " has another form");
    }
}
