package holdfast.service;

import holdfast.credential.KeyRef;
import holdfast.credential.Tag;
import holdfast.dvr.Query;
import holdfast.dvr.QueryException;
import holdfast.dvr.UserDataRequest;
import holdfast.json.JsonException;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonNull;
import holdfast.json.JsonValue.JsonNumber;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.json.JsonWriter;
import holdfast.proving.SizeClass;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a verifier asks, again and again.
 *
 * @param query the query's JSON text, compact
 * @param userData for each tag, where the data comes from and who signs it
 * @param largestClass the largest size class of a credential, in blocks of SHA-256, for which a proof is looked at. It is the
 *     proof that says its class, and the verifier's work and memory grow with it
 */
public record RequestTemplate(String title, String query, SortedMap<Tag, UserDataRequest> userData, int largestClass) {
    /** Tokens of about 4,000 bytes; a verifier then takes less than 1 GiB for a credential. */
    public static final int USUAL_CLASS = 64;

    private static final String LARGEST_CLASS = "largest_size_class";

    public RequestTemplate {
        userData = Collections.unmodifiableSortedMap(new TreeMap<>(userData));
    }

    /**
     * Reads {@code {"title":…,"query":[…],"credentials":{"TAG":{"user_data_url":…,"user_data_verifying_key":…}}}}, the
     * last as in a request. {@code largest_size_class} may stand beside them.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong with it
     */
    public static RequestTemplate parse(byte[] file) {
        try {
            JsonObject object = JsonReader.readObject(file, JsonLimits.STANDARD);
            if (object.get("title") instanceof JsonString(String title)
                    && object.get("query") instanceof JsonArray query
                    && object.get("credentials") instanceof JsonObject credentials
                    && object.members().size() == (object.members().containsKey(LARGEST_CLASS) ? 4 : 3)) {
                RequestTemplate template = new RequestTemplate(
                        title, JsonWriter.compact(query), userData(credentials), largestClass(object));
                Query.parse(template.query(), template.userData().keySet());
                return template;
            }
            throw new IllegalArgumentException(
                    "it must have the members title, query and credentials, largest_size_class"
                            + " if wanted, and no other");
        } catch (JsonException e) {
            throw new IllegalArgumentException("it is not JSON as it is read here: " + e.getMessage(), e);
        } catch (QueryException e) {
            throw new IllegalArgumentException("its query is none: " + e.getMessage(), e);
        }
    }

    private static int largestClass(JsonObject object) {
        JsonValue value = object.get(LARGEST_CLASS);
        if (value == null) {
            return USUAL_CLASS;
        }
        long number = value instanceof JsonNumber given ? given.asLong().orElse(0) : 0;
        if (number < 1 || number > SizeClass.LARGEST) {
            throw new IllegalArgumentException(
                    "largest_size_class must be a number of blocks from 1 to " + SizeClass.LARGEST);
        }
        return (int) number;
    }

    private static SortedMap<Tag, UserDataRequest> userData(JsonObject credentials) {
        SortedMap<Tag, UserDataRequest> userData = new TreeMap<>();
        for (Map.Entry<String, JsonValue> entry : credentials.members().entrySet()) {
            if (!(entry.getValue() instanceof JsonObject source)) {
                throw new IllegalArgumentException("credentials must have an object for each tag");
            }
            KeyRef key = KeyRef.fromJson(source.members().getOrDefault("user_data_verifying_key", JsonNull.NULL))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "user_data_verifying_key is neither PublicKey nor KeysetEndpoint"));
            String url = source.get("user_data_url") instanceof JsonString(String text) ? text : null;
            userData.put(new Tag(entry.getKey()), new UserDataRequest(url, key));
        }
        return userData;
    }
}
