package holdfast.proving;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.credential.Tag;
import holdfast.dvr.Value;
import holdfast.json.JsonException;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonBoolean;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonWriter;
import holdfast.proving.ProofFileException.Reason;
import holdfast.token.Es256PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes and reads proof files. There is one text for each content: whatever is read must be what {@link #write} gives,
 * to the byte, so that no second spelling of a proof exists.
 */
public final class ProofFileCodec {
    /** The largest file, in bytes. */
    public static final int MAX_BYTES = JsonLimits.PROOF.maxBytes();

    private static final Set<String> MEMBERS = Set.of(
            "zkproof",
            "dvr_title",
            "dvr_id",
            "dvr_digest",
            "user_data_verifying_keys",
            "dvr_verifying_key",
            "time_stamp",
            "method",
            "date",
            "outputs",
            "size_classes",
            "branches",
            "shape",
            "parameters",
            "nonce",
            "audience");

    private ProofFileCodec() {}

    /** The file's bytes: UTF-8, without a final line break. */
    public static byte[] write(ProofFile proof) {
        return JsonWriter.compact(toJson(proof)).getBytes(UTF_8);
    }

    /** The object that is the file; it is also what a proving service signs as the {@code data} of its proof token. */
    public static JsonObject toJson(ProofFile proof) {
        JsonValue.Builder issuers = JsonObject.builder();
        proof.issuerKeys()
                .forEach((tag, key) -> issuers.put(tag.name(), key.twoLines().coordinates()));
        JsonValue.Builder outputs = JsonObject.builder();
        proof.outputs()
                .forEach(output -> outputs.put(output.key(), output.value().toJson()));
        JsonValue.Builder classes = JsonObject.builder();
        proof.sizeClasses().forEach((tag, blocks) -> classes.put(tag.name(), blocks));
        return JsonObject.builder()
                .put("zkproof", proof.zkproof().base64())
                .put("dvr_title", proof.title())
                .put("dvr_id", proof.id())
                .put("dvr_digest", proof.dvrDigest())
                .put("user_data_verifying_keys", issuers.build())
                .put("dvr_verifying_key", proof.verifierKey().twoLines().coordinates())
                .put("time_stamp", proof.timestamp().getEpochSecond())
                .put("method", proof.method())
                .put("date", proof.reference().toString())
                .put("outputs", outputs.build())
                .put("size_classes", classes.build())
                .put(
                        "branches",
                        JsonValue.array(
                                proof.branches().stream().map(JsonValue::of).toList()))
                .put("shape", proof.shape())
                .put(
                        "parameters",
                        JsonValue.array(proof.parameters().stream()
                                .map(ProofFileCodec::toJson)
                                .toList()))
                .putIfPresent("nonce", proof.nonce())
                .putIfPresent("audience", proof.audience())
                .build();
    }

    private static JsonObject toJson(CircuitParameters circuit) {
        return JsonObject.builder()
                .put("field", circuit.field())
                .put("rate", circuit.rate())
                .put("queries", circuit.queries())
                .put("block_enc", circuit.blockEnc())
                .put("circuit_id", circuit.circuitId())
                .build();
    }

    /** Whether an object looks like a proof file and not like a zkPass proof; for telling files apart. */
    public static boolean looksLikeProofFile(JsonObject object) {
        return object.get("zkproof") != null && object.get("method") != null;
    }

    /**
     * Reads a file.
     *
     * @throws ProofFileException when the bytes are not exactly what {@link #write} gives for some proof
     */
    public static ProofFile read(byte[] bytes) throws ProofFileException {
        if (bytes.length > MAX_BYTES) {
            throw new ProofFileException(Reason.TOO_LARGE, "it has more than " + MAX_BYTES + " bytes");
        }
        JsonObject object;
        try {
            object = JsonReader.readObject(bytes, JsonLimits.PROOF);
        } catch (JsonException e) {
            throw new ProofFileException(Reason.NOT_JSON, String.valueOf(e.getMessage()));
        }
        ProofFile proof = fromJson(object);
        if (!Arrays.equals(write(proof), bytes)) {
            throw new ProofFileException(
                    Reason.NOT_CANONICAL, "it is spelled in another way than proof files are written");
        }
        return proof;
    }

    /**
     * Reads the object of a file; the order of its members is not looked at.
     *
     * @throws ProofFileException when a member is missing, unknown or not of its form
     */
    public static ProofFile fromJson(JsonObject object) throws ProofFileException {
        Members members = new Members(object, "");
        members.requireKnown(MEMBERS);
        SortedMap<Tag, Es256PublicKey> issuers = new TreeMap<>();
        SortedMap<Tag, Integer> classes = new TreeMap<>();
        Members keys = members.object("user_data_verifying_keys");
        for (String name : keys.names()) {
            issuers.put(keys.tag(name), keys.publicKey(name));
        }
        Members sizes = members.object("size_classes");
        for (String name : sizes.names()) {
            classes.put(sizes.tag(name), sizes.number(name, 1, 4096));
        }
        return new ProofFile(
                members.base64("zkproof"),
                members.text("dvr_title"),
                members.text("dvr_id"),
                members.hex32("dvr_digest"),
                issuers,
                members.publicKey("dvr_verifying_key"),
                members.instant("time_stamp"),
                members.hex32("method"),
                members.date("date"),
                outputs(members.object("outputs")),
                classes,
                branches(members),
                members.text("shape"),
                parameters(members),
                members.optionalText("nonce"),
                members.optionalText("audience"));
    }

    private static List<ProvenOutput> outputs(Members object) throws ProofFileException {
        List<ProvenOutput> outputs = new ArrayList<>();
        for (String key : object.names()) {
            outputs.add(new ProvenOutput(key, value(object, key, object.value(key))));
        }
        return outputs;
    }

    private static Value value(Members object, String key, JsonValue json) throws ProofFileException {
        if (json instanceof JsonArray array) {
            List<Value.Scalar> items = new ArrayList<>();
            for (JsonValue item : array.items()) {
                if (!(value(object, key, item) instanceof Value.Scalar scalar)) {
                    throw object.invalid(key, "an array of arrays");
                }
                items.add(scalar);
            }
            return new Value.Items(items);
        }
        return switch (json) {
            case JsonValue.JsonString text -> new Value.Text(text.value());
            case JsonBoolean bool -> new Value.Bool(bool.value());
            case JsonValue.JsonNumber number
            when number.asLong().isPresent() -> new Value.Int(number.asLong().getAsLong());
            default -> throw object.invalid(key, "no value of the query language");
        };
    }

    private static List<Boolean> branches(Members members) throws ProofFileException {
        List<Boolean> branches = new ArrayList<>();
        for (JsonValue item : members.array("branches")) {
            if (!(item instanceof JsonBoolean bool)) {
                throw members.invalid("branches", "not true or false");
            }
            branches.add(bool.value());
        }
        return branches;
    }

    private static List<CircuitParameters> parameters(Members members) throws ProofFileException {
        List<CircuitParameters> circuits = new ArrayList<>();
        for (JsonValue item : members.array("parameters")) {
            if (!(item instanceof JsonObject object)) {
                throw members.invalid("parameters", "not an object");
            }
            Members circuit = new Members(object, "parameters.");
            circuit.requireKnown(Set.of("field", "rate", "queries", "block_enc", "circuit_id"));
            circuits.add(new CircuitParameters(
                    circuit.text("field"),
                    circuit.number("rate", 1, 1 << 10),
                    circuit.number("queries", 1, 1 << 16),
                    circuit.number("block_enc", 1, 1 << 24),
                    circuit.hex32("circuit_id")));
        }
        return circuits;
    }
}
