package holdfast.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonWriter;
import holdfast.net.AllowList.Allowance;
import holdfast.net.NetException.Reason;
import holdfast.token.Es256PrivateKey;
import holdfast.token.TokenSigner;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateCheckTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC);
    private static final String HASH = "ab".repeat(32);

    private final LocalNetwork network = new LocalNetwork();
    private final MockWebServer server = new MockWebServer();
    private final SecureRandom random = new SecureRandom();
    private final Es256PrivateKey releaseKey = Es256PrivateKey.generate(random);
    private UpdateSource source;
    private UpdateCheck check;

    @BeforeEach
    void start() throws Exception {
        server.useHttps(network.server(LocalNetwork.HOST).getSocketFactory());
        server.start(LocalNetwork.loopback(), 0);
        source = new UpdateSource(
                HttpAddress.parse("https://" + LocalNetwork.HOST + ":" + server.getPort() + "/release.jwt"),
                releaseKey.publicKey());
        check = new UpdateCheck(source, network.client(), NOW, LocalNetwork.PATIENT);
    }

    @AfterEach
    void stop() {
        server.close();
        network.close();
    }

    private static String manifest(String version) {
        return """
               {"kind":"holdfast-release","version":"%s","published":"2026-11-01T00:00:00Z",
                "valid_until":"2027-02-01T00:00:00Z","notes":"https://holdfast.example/releases",
                "files":[{"name":"holdfast_1.2.3_amd64.deb","bytes":60000000,"sha256":"%s"}]}""".formatted(version, HASH);
    }

    private String signed(String manifest, Es256PrivateKey key) throws Exception {
        JsonObject json = JsonReader.readObject(manifest.getBytes(StandardCharsets.UTF_8), JsonLimits.STANDARD);
        return new TokenSigner(key, null, random).userData(json).compact();
    }

    private void serve(String body) {
        server.enqueue(new MockResponse.Builder().body(body).build());
    }

    private UpdateOutcome checked(String running) {
        return check.check(ReleaseVersion.parse(running).orElseThrow());
    }

    private void assertRefused(UpdateOutcome.Reason reason) {
        assertThat(checked("1.0.0"))
                .isInstanceOfSatisfying(
                        UpdateOutcome.Refused.class,
                        refused -> assertThat(refused.reason())
                                .as(refused.detail())
                                .isEqualTo(reason));
    }

    private void assertUnreachable(Reason reason) {
        assertThat(checked("1.0.0"))
                .isInstanceOfSatisfying(
                        UpdateOutcome.Unreachable.class,
                        out -> assertThat(out.cause().reason()).isEqualTo(reason));
    }

    @Test
    void laterRelease_isOfferedWithItsFiles() throws Exception {
        serve(signed(manifest("1.2.3"), releaseKey) + "\n");
        assertThat(checked("1.2.2")).isInstanceOfSatisfying(UpdateOutcome.Newer.class, newer -> {
            assertThat(newer.release().version()).hasToString("1.2.3");
            assertThat(newer.release().files())
                    .containsExactly(new ReleaseManifest.File("holdfast_1.2.3_amd64.deb", 60_000_000, HASH));
        });
        assertThat(network.ledger.lines())
                .singleElement()
                .satisfies(line -> assertThat(line.attempt().purpose()).isEqualTo(Purpose.UPDATE));
    }

    @Test
    void sameRelease_isCurrent() throws Exception {
        serve(signed(manifest("1.2.3"), releaseKey));
        assertThat(checked("1.2.3")).isInstanceOf(UpdateOutcome.Current.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.4", "1.3.0", "2.0.0", "1.10.0", "1.2.4-SNAPSHOT"})
    void earlierRelease_isNeverOffered(String running) throws Exception {
        serve(signed(manifest("1.2.3"), releaseKey));
        assertThat(checked(running)).isInstanceOf(UpdateOutcome.Earlier.class);
    }

    @Test
    void manifestOfAnotherKey_isRefused() throws Exception {
        serve(signed(manifest("9.0.0"), Es256PrivateKey.generate(random)));
        assertRefused(UpdateOutcome.Reason.NOT_SIGNED);
    }

    @Test
    void manifest_withAnyCharacterChanged_isRefused() throws Exception {
        String token = signed(manifest("9.0.0"), releaseKey);
        for (int at = 0; at < token.length(); at += 31) {
            char other = token.charAt(at) == 'A' ? 'B' : 'A';
            serve(token.substring(0, at) + other + token.substring(at + 1));
            assertRefused(UpdateOutcome.Reason.NOT_SIGNED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "not a token", "a.b.c"})
    void answerThatIsNoToken_isRefused(String body) {
        serve(body);
        assertRefused(UpdateOutcome.Reason.NOT_SIGNED);
    }

    @ParameterizedTest
    @CsvSource({
        "holdfast-release, other-release",
        "1.2.3\", 1.2.3-SNAPSHOT\"",
        "1.2.3\", 01.2.3\"",
        "2026-11-01T00:00:00Z, yesterday",
        "https://holdfast.example, javascript://x",
        "60000000, 0",
        "holdfast_1.2.3_amd64.deb, ../../etc/passwd",
        "abab, ABAB",
        "'\"kind\"', '\"more\":1,\"kind\"'",
    })
    void signedManifest_ofAnotherForm_isRefused(String part, String other) throws Exception {
        String changed = manifest("1.2.3").replaceFirst(java.util.regex.Pattern.quote(part), other);
        assertThat(changed).isNotEqualTo(manifest("1.2.3"));
        serve(signed(changed, releaseKey));
        assertRefused(UpdateOutcome.Reason.FORM);
    }

    @Test
    void manifest_whoseTimeIsOver_isRefused() throws Exception {
        serve(signed(manifest("9.0.0").replace("2027-02-01T00:00:00Z", "2026-11-20T10:00:00Z"), releaseKey));
        assertRefused(UpdateOutcome.Reason.EXPIRED);
    }

    @Test
    void manifest_fromTheFuture_isRefused() throws Exception {
        serve(signed(manifest("9.0.0").replace("2026-11-01", "2026-11-22"), releaseKey));
        assertRefused(UpdateOutcome.Reason.FUTURE);
    }

    @Test
    void oversizedAnswer_isNotRead() {
        serve("a".repeat(Limits.FETCH.maxBytes() + 1));
        assertUnreachable(Reason.TOO_LARGE);
    }

    @Test
    void redirectAndFailure_areNotFollowed() {
        server.enqueue(new MockResponse.Builder()
                .code(302)
                .addHeader("Location", "https://elsewhere.test/")
                .build());
        assertUnreachable(Reason.REDIRECTED);
        server.enqueue(new MockResponse.Builder().code(500).build());
        assertUnreachable(Reason.STATUS);
    }

    @Test
    void permission_coversOneAddressAndPurpose() throws Exception {
        AllowList only = UpdateCheck.only(source);
        assertThat(only.find(source.address(), Purpose.UPDATE)).contains(Allowance.PUBLIC);
        assertThat(only.find(source.address(), Purpose.KEY_SET)).isEmpty();
        assertThat(only.find(HttpAddress.parse(source.address() + "?x"), Purpose.UPDATE))
                .isEmpty();
    }

    @Test
    void version_ordersByNumberAndSnapshotBeforeRelease() {
        assertThat(List.of("1.2.4", "1.10.0", "1.2.3", "1.2.4-SNAPSHOT", "0.9.9").stream()
                        .map(text -> ReleaseVersion.parse(text).orElseThrow())
                        .sorted()
                        .map(ReleaseVersion::toString))
                .containsExactly("0.9.9", "1.2.3", "1.2.4-SNAPSHOT", "1.2.4", "1.10.0");
        assertThat(List.of("", "1", "1.2", "1.2.3.4", "1.2.03", "1.2.-3", "1.2.3-rc1", "10000.0.0", " 1.2.3"))
                .allSatisfy(
                        text -> assertThat(ReleaseVersion.parse(text)).as(text).isEmpty());
    }

    @Test
    void source_asTheReleaseScriptWritesIt_isRead() throws Exception {
        String text = "address=https://holdfast.example/release.jwt\nkey="
                + JsonWriter.compact(releaseKey.publicKey().jwk("release")) + "\n";
        UpdateSource read = UpdateSource.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(read.key()).isEqualTo(releaseKey.publicKey());
        assertThatThrownBy(() -> UpdateSource.read(new ByteArrayInputStream(new byte[0])))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("address");
    }
}
