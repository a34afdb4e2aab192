package holdfast.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.credential.Tag;
import holdfast.demo.network.DemoCertificate;
import holdfast.dvr.DvrRequest;
import holdfast.dvr.UserDataRequest;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.json.JsonWriter;
import holdfast.proving.ProofFile;
import holdfast.proving.ProofFileCodec;
import holdfast.proving.ProofSystem;
import holdfast.proving.Prover;
import holdfast.service.http.Bounds;
import holdfast.service.http.Metrics;
import holdfast.service.http.ServiceLog;
import holdfast.service.queue.JobQueue;
import holdfast.token.Es256PrivateKey;
import holdfast.token.KeyResolver;
import holdfast.token.NestedTokens;
import holdfast.token.TokenReader;
import holdfast.token.TokenSigner;
import holdfast.token.TokenVerifier;
import holdfast.token.UserData;
import holdfast.token.VerifiedToken;
import holdfast.verification.RequestAuthor;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An issuer, a verifier, a client of a prover, and the means to talk to services over TLS on this computer. */
final class ServiceFixture {
    /** A query and data as small as they come: one of the smallest circuits. */
    static final String QUERY = """
            [{"assign":{"fine":{"==":[{"dvar":"healthcheck"},"ping"]}}},{"output":{"result":{"lvar":"fine"}}}]""";

    static final JsonObject DATA = JsonObject.builder()
            .put("healthcheck", "ping")
            .put("secret", "nobody reads this")
            .build();

    final SecureRandom random = new SecureRandom();
    final Clock clock = Clock.systemUTC();
    final DemoCertificate certificate = DemoCertificate.make(Instant.now(), random);
    final Es256PrivateKey issuer = Es256PrivateKey.generate(random);
    final Es256PrivateKey verifier = Es256PrivateKey.generate(random);
    final ProverService.Keys proverKeys =
            new ProverService.Keys(Es256PrivateKey.generate(random), Es256PrivateKey.generate(random));
    final Clients.Added client = Clients.none().add("shop", Set.of(), Set.of(), random);
    final StringWriter log = new StringWriter();
    final Metrics metrics = new Metrics();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(trusting())
            .connectTimeout(Duration.ofSeconds(60))
            .build();

    private SSLContext trusting() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(certificate.trust());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    ServiceLog serviceLog() {
        return new ServiceLog(new PrintWriter(log, true), clock);
    }

    /** Patient with callers: on a busy machine they are slow without meaning it. */
    ServiceHost.Settings settings() {
        Bounds bounds = new Bounds(
                Bounds.STANDARD.connections(),
                Bounds.STANDARD.bytes(),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                Bounds.STANDARD.whole());
        return new ServiceHost.Settings(0, certificate.server(), null, true, bounds);
    }

    ServiceHost prover(Prover prover, JobQueue queue, int parallel, Duration patience) throws Exception {
        ServiceLog lines = serviceLog();
        return ServiceHost.start(
                base -> new ProverService(
                        proverKeys,
                        client.clients(),
                        new ProverService.Settings(parallel, patience),
                        base,
                        new ProverService.Tools(prover, KeyResolver.none(), queue, clock, random, lines, metrics)),
                settings(),
                lines,
                metrics);
    }

    VerifiedToken<UserData> credential(JsonObject data) throws Exception {
        return new TokenSigner(issuer, null, random).userData(data);
    }

    VerifiedToken<DvrRequest> request(String title, String query) throws Exception {
        SortedMap<Tag, UserDataRequest> tags = new TreeMap<>();
        tags.put(Tag.NONE, new UserDataRequest(null, issuer.publicKey().twoLines()));
        return new RequestAuthor(verifier.publicKey(), new TokenSigner(verifier, null, random))
                .sign(new RequestAuthor.Draft(ProofSystem.LIBZK, title, "id of " + title, query, tags));
    }

    /** The body of a proof request with a nonce. */
    JsonObject body(VerifiedToken<DvrRequest> request, String nonce) throws Exception {
        var key = proverKeys.encryption().publicKey();
        return JsonObject.builder()
                .put(
                        "user_data_token",
                        NestedTokens.encryptUserData(Map.of(Tag.NONE, credential(DATA)), key, null, random))
                .put("dvr_token", NestedTokens.encryptRequest(request, key, null, random))
                .put(
                        "session_token",
                        NestedTokens.encryptObject(
                                JsonObject.builder().put("nonce", nonce).build(), key, null, random))
                .build();
    }

    String authorization() {
        return basic("shop", client.secret());
    }

    static String basic(String key, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((key + ":" + secret).getBytes(UTF_8));
    }

    /** An answer, read as JSON where it is. */
    record Got(int status, HttpResponse<byte[]> response) {
        String text() {
            return new String(response.body(), UTF_8);
        }

        JsonObject json() throws Exception {
            return JsonReader.readObject(response.body(), JsonLimits.PROOF);
        }

        String text(String name) throws Exception {
            JsonValue value = json().get(name);
            return value instanceof JsonString(String text) ? text : String.valueOf(value);
        }
    }

    Got get(String address, String... headers) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(address)).GET(), headers);
    }

    Got post(String address, JsonObject body, String... headers) throws Exception {
        return post(address, JsonWriter.compact(body).getBytes(UTF_8), headers);
    }

    Got post(String address, byte[] body, String... headers) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(address)).POST(BodyPublishers.ofByteArray(body)), headers);
    }

    private Got send(HttpRequest.Builder request, String... headers) throws Exception {
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<byte[]> response =
                http.send(request.timeout(Duration.ofMinutes(5)).build(), BodyHandlers.ofByteArray());
        return new Got(response.statusCode(), response);
    }

    /** What is inside a proof token, after its signature was verified under the service's key. */
    ProofFile proof(String token) throws Exception {
        JsonObject data = new TokenVerifier(KeyResolver.none())
                .verify(TokenReader.proofFile(token), proverKeys.signing().publicKey())
                .content();
        return ProofFileCodec.fromJson(data);
    }
}
