package holdfast.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.crypto.ConstantTime;
import holdfast.crypto.Hashes;
import holdfast.json.JsonException;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.json.JsonWriter;
import holdfast.service.http.Incoming;
import holdfast.service.http.ServiceException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who may use a service. Secrets are made by the service and have 256 random bits, so that one round of SHA-256 is all
 * that need be kept of them; they are compared in constant time, and a name that is not known costs the same.
 */
public final class Clients {
    private static final int LIMIT = 1 << 20;
    private static final byte[] NOBODY = new byte[Hashes.LENGTH];

    private final Map<String, Client> byKey;

    /**
     * Somebody who may.
     *
     * @param secretHash SHA-256 of the secret's text
     * @param fetch whose credentials they may fetch from an issuer: their own
     * @param prove about whom an issuer proves to them
     */
    record Client(String key, HashOf secretHash, Set<String> fetch, Set<String> prove) {
        Client {
            fetch = Set.copyOf(fetch);
            prove = Set.copyOf(prove);
        }
    }

    /** A digest, hex. */
    record HashOf(String hex) {
        static HashOf text(String secret) {
            return new HashOf(HexFormat.of().formatHex(Hashes.sha256(secret.getBytes(UTF_8))));
        }
    }

    private Clients(Map<String, Client> byKey) {
        this.byKey = new LinkedHashMap<>(byKey);
    }

    public static Clients none() {
        return new Clients(Map.of());
    }

    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong with it
     */
    public static Clients parse(byte[] file) {
        try {
            Map<String, Client> clients = new LinkedHashMap<>();
            for (Map.Entry<String, JsonValue> entry : JsonReader.readObject(file, JsonLimits.upTo(LIMIT))
                    .members()
                    .entrySet()) {
                clients.put(entry.getKey(), client(entry.getKey(), entry.getValue()));
            }
            return new Clients(clients);
        } catch (JsonException e) {
            throw new IllegalArgumentException("it is not JSON as it is read here: " + e.getMessage(), e);
        }
    }

    private static Client client(String key, JsonValue value) {
        if (key.isEmpty()
                || key.contains(":")
                || !(value instanceof JsonObject object)
                || !(object.get("secret_sha256") instanceof JsonString(String hash))
                || !hash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("each of its members must be a name without a colon, with an object that"
                    + " has secret_sha256; make them with: holdfast serve add-client");
        }
        return new Client(key, new HashOf(hash), names(object, "fetch"), names(object, "prove"));
    }

    private static Set<String> names(JsonObject object, String member) {
        Set<String> names = new TreeSet<>();
        JsonValue value = object.get(member);
        if (value == null) {
            return names;
        }
        if (value instanceof JsonArray array) {
            for (JsonValue item : array.items()) {
                if (item instanceof JsonString(String name)) {
                    names.add(name);
                    continue;
                }
                throw new IllegalArgumentException(member + " must be an array of names");
            }
            return names;
        }
        throw new IllegalArgumentException(member + " must be an array of names");
    }

    /** The file's text. */
    public String write() {
        JsonValue.Builder file = JsonObject.builder();
        byKey.forEach((key, client) -> file.put(
                key,
                JsonObject.builder()
                        .put("secret_sha256", client.secretHash().hex())
                        .put("fetch", array(client.fetch()))
                        .put("prove", array(client.prove()))
                        .build()));
        return JsonWriter.pretty(file.build()) + "\n";
    }

    private static JsonArray array(Set<String> names) {
        return JsonValue.array(new TreeSet<>(names).stream().map(JsonValue::of).toList());
    }

    /** A client with a new secret. */
    public record Added(Clients clients, String secret) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "Added";
        }
    }

    /**
     * With one more client, or with a new secret for one that is there.
     *
     * @throws IllegalArgumentException for an empty name, or one with a colon or a control character
     */
    public Added add(String key, Set<String> fetch, Set<String> prove, SecureRandom random) {
        if (key.isEmpty() || key.length() > 256 || key.chars().anyMatch(c -> c == ':' || c < ' ')) {
            throw new IllegalArgumentException("a client's name has 1 to 256 characters and no colon");
        }
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Map<String, Client> more = new LinkedHashMap<>(byKey);
        more.put(key, new Client(key, HashOf.text(secret), fetch, prove));
        return new Added(new Clients(more), secret);
    }

    /** Who sends this, by HTTP Basic. */
    Client authenticate(Incoming request) throws ServiceException {
        String header = request.header("Authorization").orElseThrow(ServiceException::unauthorized);
        if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
            throw ServiceException.unauthorized();
        }
        String pair;
        try {
            pair = new String(Base64.getDecoder().decode(header.substring(6).strip()), UTF_8);
        } catch (IllegalArgumentException e) {
            throw ServiceException.unauthorized();
        }
        int colon = pair.indexOf(':');
        if (colon < 0) {
            throw ServiceException.unauthorized();
        }
        Client client = byKey.get(pair.substring(0, colon));
        byte[] given = Hashes.sha256(pair.substring(colon + 1).getBytes(UTF_8));
        byte[] kept = client == null
                ? NOBODY
                : HexFormat.of().parseHex(client.secretHash().hex());
        boolean same = ConstantTime.equal(given, kept);
        if (client == null || !same) {
            throw ServiceException.unauthorized();
        }
        return client;
    }
}
