package holdfast.wallet;

import holdfast.credential.Tag;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonNumber;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.proving.LeakScanner;
import holdfast.proving.LeakScanner.Region;
import holdfast.proving.LeakScanner.Report;
import holdfast.proving.LeakScanner.Secret;
import holdfast.proving.ProofFile;
import holdfast.token.ProofToken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Searches a proof for the private values of the credentials it was made from. Left out are the outputs, which are meant
 * to be seen, and the members that repeat the verifier's own words: those are compared with the request instead.
 */
public final class LeakCheck {
    private LeakCheck() {}

    /**
     * Searches a proof.
     *
     * @param data of the credentials it was made from
     */
    public static Report scan(ProofFile proof, Map<Tag, JsonObject> data) {
        Set<String> shown = new HashSet<>();
        proof.outputs().forEach(output -> texts(output.value().toJson(), shown));
        return LeakScanner.scan(secrets(data, shown), LeakScanner.regions(proof, data));
    }

    /**
     * The same for what a service vouches for: its outputs are inside its proof, where they may stand in clear.
     *
     * @param outputs what the request shows of this data
     */
    public static Report scan(ProofToken proof, JsonObject outputs, Map<Tag, JsonObject> data) {
        Set<String> shown = new HashSet<>();
        outputs.members().values().forEach(value -> texts(value, shown));
        return LeakScanner.scan(secrets(data, shown), List.of(new Region("zkproof", proof.proof())));
    }

    private static List<Secret> secrets(Map<Tag, JsonObject> data, Set<String> shown) {
        List<Secret> secrets = new ArrayList<>();
        data.forEach((tag, object) -> {
            for (Secret secret : LeakScanner.secrets(tag, object)) {
                if (!shown.contains(secret.text())) {
                    secrets.add(secret);
                }
            }
        });
        return secrets;
    }

    private static void texts(JsonValue value, Set<String> into) {
        switch (value) {
            case JsonString string -> into.add(string.value());
            case JsonNumber number -> into.add(number.text());
            case JsonArray array -> array.items().forEach(item -> texts(item, into));
            default -> {}
        }
    }
}
