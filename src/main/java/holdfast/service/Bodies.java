package holdfast.service;

import holdfast.json.JsonException;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.service.http.Incoming;
import holdfast.service.http.ServiceException;
import java.util.Optional;
import java.util.Set;

/** What the services ask of the JSON they are sent. */
final class Bodies {
    private Bodies() {}

    /** The one object that is the body, with no members but these. */
    static JsonObject object(Incoming request, Set<String> known) throws ServiceException {
        try {
            JsonObject body =
                    JsonReader.readObject(request.body(), JsonLimits.upTo(Math.max(1, request.body().length)));
            requireKnown(body, known);
            return body;
        } catch (JsonException e) {
            throw ServiceException.invalid("The body is not one JSON object without duplicate members.");
        }
    }

    static void requireKnown(JsonObject object, Set<String> known) throws ServiceException {
        for (String name : object.members().keySet()) {
            if (!known.contains(name)) {
                throw ServiceException.invalid("The body has a member that is not known here. Known are "
                        + String.join(", ", known.stream().sorted().toList()) + ".");
            }
        }
    }

    static String text(JsonObject object, String name) throws ServiceException {
        return optionalText(object, name)
                .orElseThrow(() -> ServiceException.invalid("The member " + name + " is missing."));
    }

    static Optional<String> optionalText(JsonObject object, String name) throws ServiceException {
        JsonValue value = object.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof JsonString(String text)) {
            return Optional.of(text);
        }
        throw ServiceException.invalid("The member " + name + " is not a string.");
    }
}
