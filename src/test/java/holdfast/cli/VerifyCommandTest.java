package holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.cli.CliRunner.Result;
import holdfast.credential.Tag;
import holdfast.dvr.DvrRequest;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonObject;
import holdfast.token.Es256PublicKey;
import holdfast.token.KeyReader;
import holdfast.token.ProofToken;
import holdfast.token.TokenReader;
import holdfast.token.TokenSigner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The options of verify on proof tokens of a service, which need no proving. */
class VerifyCommandTest {
    private static final String URL = "https://bank.example/jwks.json";

    @TempDir
    private Path folder;

    private final CliRunner cli = new CliRunner();

    @BeforeEach
    void makeKeysAndRequest() throws Exception {
        for (String who : List.of("bank", "shop", "service", "stranger")) {
            ok(cli.run("keygen", "--kid", "k-1", "--out", path(who)));
        }
        Files.writeString(path("query.json"), "[{\"output\":{\"result\":true}}]");
        request("r0", URL + "#k-1", "request.jwt");
    }

    private void request(String zkvm, Object issuer, String out) {
        ok(cli.run(
                "request",
                "--key",
                path("shop/private.pem"),
                "--query",
                path("query.json"),
                "--title",
                "Adults only",
                "--zkvm",
                zkvm,
                "--issuer",
                issuer,
                "--out",
                path(out)));
    }

    /** What a zkPass service would answer to a request. */
    private Path token(String request, Instant made) throws Exception {
        var dvr = TokenReader.request(Files.readString(path(request)).strip()).unverifiedContent();
        TreeMap<Tag, Es256PublicKey> issuers = new TreeMap<>();
        issuers.put(Tag.NONE, KeyReader.readPublic(Files.readString(path("bank/public.pem"))));
        TokenSigner service = new TokenSigner(
                KeyReader.readPrivate(Files.readString(path("service/private.pem"))), null, new SecureRandom());
        String token = service.proof(new ProofToken(
                        "AQID",
                        dvr.title(),
                        dvr.id(),
                        dvr.digest(),
                        issuers,
                        KeyReader.readPublic(Files.readString(path("shop/public.pem"))),
                        made))
                .compact();
        return Files.writeString(path("proof.jwt"), token);
    }

    private Result verify(Object... more) {
        List<Object> args = new ArrayList<>(
                List.of("verify", "--request", path("request.jwt"), "--proof", path("proof.jwt"), "--json"));
        args.addAll(List.of(more));
        return cli.run(args.toArray());
    }

    private Object[] trusted(Object... more) {
        List<Object> args = new ArrayList<>(
                List.of("--service-key", path("service/public.pem"), "--jwks", URL + "=" + path("bank/jwks.json")));
        args.addAll(List.of(more));
        return args.toArray();
    }

    @Test
    void token_ofATrustedService_isAcceptedAndLabelledUnverified() throws Exception {
        token("request.jwt", now());
        Result accepted = ok(verify(trusted()));
        JsonObject json = json(accepted);
        assertThat(json.get("accepted")).isEqualTo(JsonValue.of(true));
        assertThat(json.get("provenBy")).isEqualTo(JsonValue.of("service-attested"));
        assertThat(json.get("outputs")).isEqualTo(JsonObject.builder().build());
        Result text = cli.run(
                "verify",
                "--request",
                path("request.jwt"),
                "--proof",
                path("proof.jwt"),
                "--service-key",
                path("service/public.pem"),
                "--jwks",
                URL + "=" + path("bank/jwks.json"));
        assertThat(text.out())
                .contains("ACCEPTED, service-attested")
                .contains("its outputs are not verified here")
                .doesNotContain("Proven:");
    }

    @Test
    void token_withoutOrUnderAnotherServiceKey_isRefused() throws Exception {
        token("request.jwt", now());
        Result none = verify("--jwks", URL + "=" + path("bank/jwks.json"));
        assertThat(none.code()).isEqualTo(1);
        assertThat(failed(none)).containsExactly("service-signature");
        Result other = verify("--service-key", path("stranger/public.pem"));
        assertThat(other.code()).isEqualTo(1);
        assertThat(failed(other)).containsExactly("service-signature");
    }

    @Test
    void issuersKeyByAddress_isTakenFromTheGivenSetOnly() throws Exception {
        token("request.jwt", now());
        assertThat(failed(verify("--service-key", path("service/public.pem")))).containsExactly("issuer-key");
        Result other =
                verify("--service-key", path("service/public.pem"), "--jwks", URL + "=" + path("stranger/jwks.json"));
        assertThat(other.code()).isEqualTo(1);
        assertThat(failed(other)).containsExactly("issuer-key");
    }

    @Test
    void age_isBoundedByMaxAge() throws Exception {
        token("request.jwt", now().minus(Duration.ofHours(3)));
        assertThat(failed(verify(trusted()))).containsExactly("freshness");
        ok(verify(trusted("--max-age", "4h")));
        assertThat(failed(verify(trusted("--max-age", "30m")))).containsExactly("freshness");
        assertThat(verify(trusted("--max-age", "soon")).code()).isEqualTo(2);
        token("request.jwt", now().plus(Duration.ofMinutes(10)));
        assertThat(failed(verify(trusted("--max-age", "4h")))).containsExactly("freshness");
    }

    @Test
    void nonceAndAudience_thatATokenCannotBind_areRefused() throws Exception {
        token("request.jwt", now());
        assertThat(failed(verify(trusted("--nonce", "n", "--audience", "a")))).containsExactly("nonce", "audience");
    }

    @Test
    void request_forLibzk_isNotAnsweredByAServicesWord() throws Exception {
        request("libzk", path("bank/public.pem"), "request.jwt");
        token("request.jwt", now());
        assertThat(failed(verify(trusted()))).containsExactly("proof-system");
    }

    @Test
    void method_thatIsNotKnown_isAcceptedOnlyWhenAllowed() throws Exception {
        request("sp1", path("bank/public.pem"), "request.jwt");
        token("request.jwt", now());
        ok(verify(trusted()));
        DvrRequest known = TokenReader.request(
                        Files.readString(path("request.jwt")).strip())
                .unverifiedContent();
        DvrRequest other = new DvrRequest(
                known.zkvm(),
                known.title(),
                known.id(),
                known.queryEngineVersion(),
                "0".repeat(64),
                known.query(),
                known.userDataRequests(),
                known.verifyingKey());
        TokenSigner shop = new TokenSigner(
                KeyReader.readPrivate(Files.readString(path("shop/private.pem"))), null, new SecureRandom());
        Files.writeString(path("request.jwt"), shop.request(other).compact());
        token("request.jwt", now());
        assertThat(failed(verify(trusted()))).containsExactly("method");
        ok(verify(trusted("--allow-method", "0".repeat(64))));
    }

    @Test
    void input_thatIsNone_endsWithTwoAndNamesTheFile() throws Exception {
        Files.writeString(path("proof.jwt"), "{\"zkproof\":1}");
        Result file = verify(trusted());
        assertThat(file.code()).isEqualTo(2);
        assertThat(file.err()).contains("proof.jwt").contains("Ask the holder");
        Files.writeString(path("proof.jwt"), "no token");
        assertThat(verify(trusted()).code()).isEqualTo(2);
        Result missing = cli.run("verify", "--request", path("nothing"), "--proof", path("proof.jwt"));
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("There is no file");
    }

    private static Instant now() {
        return CliRunner.CLOCK.instant();
    }

    private Path path(String name) {
        return folder.resolve(name);
    }

    private static Result ok(Result result) {
        assertThat(result.code()).as(result.out() + result.err()).isZero();
        return result;
    }

    private static JsonObject json(Result result) throws Exception {
        return JsonReader.readObject(result.out(), JsonLimits.STANDARD);
    }

    private static List<String> failed(Result result) throws Exception {
        return ((JsonArray) json(result).members().get("checks"))
                .items().stream()
                        .map(JsonObject.class::cast)
                        .filter(check -> JsonValue.of(false).equals(check.get("passed")))
                        .map(check -> ((JsonValue.JsonString) check.members().get("name")).value())
                        .toList();
    }
}
