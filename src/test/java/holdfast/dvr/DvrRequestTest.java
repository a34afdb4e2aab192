package holdfast.dvr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holdfast.credential.KeyRef;
import holdfast.credential.Tag;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.json.JsonWriter;
import holdfast.testing.Vectors;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DvrRequestTest {
    @ParameterizedTest
    @CsvSource({
        "sp1,02c83aeae14bc4dc580e7d687481a1cbb2279623029dfc703c174840c0bff898,"
                + "149d2143f9dfcb077362a2abf430280b406cf17f99559d291001392e822a000d",
        "r0,ce4336592a03fa9b12fe15847ed94650b62cac25a36545ed4433c3679468042c,"
                + "82fd4e7386da04afdee0d671f6cbe1f8db29f9e66f6e74eaf0d39716ff8a2fe9"
    })
    void digest_knownAnswer_isReproduced(String zkvm, String method, String digest) throws Exception {
        String query =
                JsonWriter.compact(JsonReader.read(Vectors.bytes("zkpass/digest-query.json"), JsonLimits.STANDARD));
        SortedMap<Tag, UserDataRequest> requests = new TreeMap<>();
        requests.put(Tag.NONE, new UserDataRequest("https://hostname/api/user_data/", sampleKey("issuer-key")));
        DvrRequest request =
                new DvrRequest(zkvm, "My DVR", "12345678", "1.5.0", method, query, requests, sampleKey("verifier-key"));
        assertThat(request.digest()).isEqualTo(digest);
    }

    @Test
    void construct_emptyTagBesideAnother_isRefused() {
        UserDataRequest data = new UserDataRequest(null, new KeyRef.KeysetEndpoint("https://a.example", "k"));
        SortedMap<Tag, UserDataRequest> requests = new TreeMap<>();
        requests.put(Tag.NONE, data);
        requests.put(new Tag("bank"), data);
        assertThatThrownBy(() -> new DvrRequest("libzk", "", "", "", "", "[]", requests, null))
                .hasMessageContaining("empty tag");
    }

    private static KeyRef sampleKey(String name) throws Exception {
        JsonObject jwks =
                JsonReader.readObject(Vectors.bytes("zkpass/sample-jwks/" + name + ".json"), JsonLimits.STANDARD);
        JsonObject key =
                (JsonObject) ((JsonArray) jwks.members().get("keys")).items().get(0);
        return new KeyRef.PublicKey(text(key, "x"), text(key, "y"));
    }

    private static String text(JsonObject object, String member) {
        return ((JsonString) object.members().get(member)).value();
    }
}
