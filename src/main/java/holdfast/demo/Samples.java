package holdfast.demo;

import holdfast.credential.Tag;
import holdfast.dvr.Path;
import holdfast.json.JsonException;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.json.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The sample people and requests that come with the program.
 *
 * @param credentials by id
 * @param requests by id
 */
public record Samples(SequencedMap<String, Credential> credentials, SequencedMap<String, Request> requests) {
    /**
     * What an issuer would sign for a person.
     *
     * @param kind which of the demo issuers signs it: bank, clinic, laboratory, university, transport
     * @param data the object under {@code data} in the token
     */
    public record Credential(String id, String person, String kind, String title, JsonObject data) {}

    /**
     * What a verifier would ask.
     *
     * @param verifier name of the demo verifier
     * @param query the query's JSON text, compact
     * @param kinds for each tag, the kind of credential it asks for
     * @param answers sample credentials that the request can be run on: tag to credential id
     */
    public record Request(
            String id,
            String title,
            String verifier,
            String query,
            SortedMap<Tag, String> kinds,
            List<SortedMap<Tag, String>> answers) {}

    public Samples {
        credentials = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(credentials));
        requests = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(requests));
    }

    /** Reads the samples from the program's own resources. */
    public static Samples load() {
        JsonObject index = (JsonObject) resource("samples.json");
        SequencedMap<String, Credential> credentials = new LinkedHashMap<>();
        for (JsonObject entry : objects(index, "credentials")) {
            String id = text(entry, "id");
            JsonObject data = (JsonObject) resource("credentials/" + id + ".json");
            credentials.put(
                    id, new Credential(id, text(entry, "person"), text(entry, "kind"), text(entry, "title"), data));
        }
        SequencedMap<String, Request> requests = new LinkedHashMap<>();
        for (JsonObject entry : objects(index, "requests")) {
            String id = text(entry, "id");
            String query = JsonWriter.compact(resource("requests/" + id + ".json"));
            List<SortedMap<Tag, String>> answers = new ArrayList<>();
            for (JsonObject answer : objects(entry, "answers")) {
                answers.add(byTag(answer));
            }
            requests.put(
                    id,
                    new Request(
                            id,
                            text(entry, "title"),
                            text(entry, "verifier"),
                            query,
                            byTag((JsonObject) member(entry, "credentials")),
                            List.copyOf(answers)));
        }
        return new Samples(credentials, requests);
    }

    /** The person whose credentials an answer uses. */
    public String person(SortedMap<Tag, String> answer) {
        Credential first = credentials.get(answer.firstEntry().getValue());
        if (first == null) {
            throw new IllegalArgumentException("no sample credential " + answer.firstEntry());
        }
        return first.person();
    }

    /** How many values of credentials are not marked as public by their issuers. */
    public static int privateValues(List<? extends JsonValue> data) {
        return data.stream().mapToInt(Samples::privateValues).sum();
    }

    private static int privateValues(JsonValue value) {
        return switch (value) {
            case JsonObject object ->
                object.members().entrySet().stream()
                        .filter(member ->
                                !Path.isMarker(member.getKey()) && object.get(Path.marker(member.getKey())) == null)
                        .mapToInt(member -> privateValues(member.getValue()))
                        .sum();
            case JsonArray array -> privateValues(array.items());
            default -> 1;
        };
    }

    private static SortedMap<Tag, String> byTag(JsonObject object) {
        SortedMap<Tag, String> byTag = new TreeMap<>();
        object.members().forEach((tag, value) -> byTag.put(new Tag(tag), ((JsonString) value).value()));
        return Collections.unmodifiableSortedMap(byTag);
    }

    private static List<JsonObject> objects(JsonObject parent, String name) {
        return ((JsonArray) member(parent, name))
                .items().stream().map(JsonObject.class::cast).toList();
    }

    private static String text(JsonObject object, String name) {
        return ((JsonString) member(object, name)).value();
    }

    private static JsonValue member(JsonObject object, String name) {
        JsonValue value = object.get(name);
        if (value == null) {
            throw new IllegalStateException("the samples have no member " + name);
        }
        return value;
    }

    private static JsonValue resource(String name) {
        String path = "/holdfast/samples/" + name;
        try (InputStream in = Samples.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its resource " + path);
            }
            return JsonReader.read(in.readAllBytes(), JsonLimits.STANDARD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JsonException e) {
            throw new IllegalStateException("the program's resource " + path + " is damaged", e);
        }
    }
}
