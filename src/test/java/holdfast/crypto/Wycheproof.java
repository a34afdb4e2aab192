package holdfast.crypto;

import holdfast.json.JsonException;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonNumber;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.testing.Vectors;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Reads the test groups of the Wycheproof project. */
final class Wycheproof {
    private Wycheproof() {}

    /** One test with the members of its group. */
    record Case(JsonObject group, JsonObject test) {
        byte[] bytes(String name) {
            return HexFormat.of().parseHex(((JsonString) test.get(name)).value());
        }

        int number(String name) {
            return Integer.parseInt(((JsonNumber) (test.get(name) == null ? group : test).get(name)).text());
        }

        boolean isValid() {
            return ((JsonString) test.get("result")).value().equals("valid");
        }

        @Override
        public String toString() {
            return "test " + number("tcId");
        }
    }

    static List<Case> cases(String file) throws JsonException {
        byte[] json = Vectors.bytes("wycheproof/testvectors_v1/" + file);
        JsonObject root = (JsonObject) JsonReader.read(json, new JsonLimits(json.length, 32, 128));
        List<Case> cases = new ArrayList<>();
        for (var group : ((JsonArray) root.get("testGroups")).items()) {
            for (var test : ((JsonArray) ((JsonObject) group).get("tests")).items()) {
                cases.add(new Case((JsonObject) group, (JsonObject) test));
            }
        }
        return cases;
    }
}
