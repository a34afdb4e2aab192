package holdfast.proving.remote;

import holdfast.credential.Tag;
import holdfast.dvr.DvrRequest;
import holdfast.json.JsonException;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.json.JsonWriter;
import holdfast.net.LocalNetwork;
import holdfast.token.Es256PrivateKey;
import holdfast.token.Es256PublicKey;
import holdfast.token.NestedTokens;
import holdfast.token.ProofToken;
import holdfast.token.TokenException;
import holdfast.token.TokenSigner;
import holdfast.token.UnverifiedToken;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;

/** A proving service that answers as it is told, and remembers what it was asked. */
public final class FakeService implements AutoCloseable {
    static final String POST = "/api/1.0/dvr/1.0/proof";

    final SecureRandom random = new SecureRandom();
    final Es256PrivateKey encryption = Es256PrivateKey.generate(random);
    final Es256PrivateKey signing = Es256PrivateKey.generate(random);
    public final List<String> asked = new CopyOnWriteArrayList<>();
    final List<JsonObject> bodies = new CopyOnWriteArrayList<>();
    final List<String> authorizations = new CopyOnWriteArrayList<>();

    /** Answers to the next posts and polls, in order. */
    public final Queue<MockResponse> answers = new ConcurrentLinkedQueue<>();
    /** Answers to the next questions for keys; then the keys. */
    final Queue<MockResponse> keyAnswers = new ConcurrentLinkedQueue<>();

    /** What is answered for a nonce; null without an enclave. */
    volatile @Nullable Attestor attestor;

    private final MockWebServer server = new MockWebServer();

    /** Makes attestations. */
    public interface Attestor {
        byte[] document(byte[] nonce);
    }

    public FakeService(LocalNetwork network) throws IOException {
        server.useHttps(network.server(LocalNetwork.HOST).getSocketFactory());
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request);
            }
        });
        server.start(LocalNetwork.loopback(), 0);
    }

    public String address() {
        return "https://" + LocalNetwork.HOST + ":" + server.getPort();
    }

    private MockResponse answer(RecordedRequest request) {
        String path = request.getTarget();
        asked.add(request.getMethod() + " " + path.split("\\?", 2)[0]);
        if (path.equals("/.well-known/jwks.json")) {
            MockResponse planned = keyAnswers.poll();
            return planned != null ? planned : json(200, keys());
        }
        if (path.startsWith("/attestation?nonce=")) {
            Attestor enclave = attestor;
            return enclave == null
                    ? json(404, "{\"status\":404,\"code\":\"INVALID_URL\"}")
                    : new MockResponse.Builder()
                            .body(new okio.Buffer()
                                    .write(enclave.document(Base64.getUrlDecoder()
                                            .decode(path.substring("/attestation?nonce=".length())))))
                            .build();
        }
        String authorization = request.getHeaders().get("Authorization");
        authorizations.add(authorization == null ? "" : authorization);
        if (request.getMethod().equals("POST")) {
            bodies.add(read(request.getBody() == null ? "" : request.getBody().utf8()));
        }
        MockResponse planned = answers.poll();
        return planned != null ? planned : json(500, "{\"status\":500,\"code\":\"CUSTOM_ERROR\"}");
    }

    String keys() {
        return JsonWriter.compact(JsonValue.array(List.of(
                forEncryption(),
                signing.publicKey().jwk(ZkPassService.SIGNING_KEY),
                signing.publicKey().jwk("VerifyingPubK"))));
    }

    private JsonObject forEncryption() {
        return read(JsonWriter.compact(encryption.publicKey().jwk(ZkPassService.ENCRYPTION_KEY))
                .replace("\"sig\"", "\"enc\"")
                .replace("\"ES256\"", "\"ECDH-ES\""));
    }

    static JsonObject read(String text) {
        try {
            return JsonReader.readObject(text, JsonLimits.PROOF);
        } catch (JsonException e) {
            throw new AssertionError(e);
        }
    }

    static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    /** {@code {"status":200,"output":…}} with a text. */
    public static MockResponse output(String token) {
        return json(
                200,
                JsonWriter.compact(JsonObject.builder()
                        .put("status", 200)
                        .put("output", token)
                        .build()));
    }

    static MockResponse queued(String path) {
        return json(202, "{\"status\":202,\"queue_status_url\":\"" + path + "\"}");
    }

    static MockResponse pending() {
        return json(202, "{\"status\":202,\"status_code\":\"PENDING\"}");
    }

    /** What an honest service signs for a request. */
    public ProofToken proof(
            DvrRequest request, Es256PublicKey verifier, SortedMap<Tag, Es256PublicKey> issuers, Instant when) {
        return new ProofToken(
                Base64.getEncoder().encodeToString(new byte[300]),
                request.title(),
                request.id(),
                request.digest(),
                issuers,
                verifier,
                when);
    }

    public String signed(ProofToken proof) throws TokenException {
        return new TokenSigner(signing, null, random).proof(proof).compact();
    }

    /** The credentials of the last request for a proof, decrypted. */
    SortedMap<Tag, String> credentials() throws TokenException {
        SortedMap<Tag, String> texts = new TreeMap<>();
        for (var entry : NestedTokens.decryptUserData(member("user_data_token"), encryption)
                .entrySet()) {
            texts.put(entry.getKey(), entry.getValue().compact());
        }
        return texts;
    }

    UnverifiedToken<DvrRequest> request() throws TokenException {
        return NestedTokens.decryptRequest(member("dvr_token"), encryption);
    }

    JsonObject session() throws TokenException {
        return NestedTokens.decryptObject(member("session_token"), encryption);
    }

    private String member(String name) {
        return ((JsonString) bodies.getLast().get(name)).value();
    }

    public List<String> posts() {
        List<String> posts = new ArrayList<>(asked);
        posts.removeIf(one -> !one.startsWith("POST"));
        return posts;
    }

    @Override
    public void close() {
        server.close();
    }
}
