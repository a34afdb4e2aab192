package holdfast.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holdfast.json.JsonValue.JsonObject;
import holdfast.proving.ProofFileCodec;
import holdfast.service.ServiceFixture.Got;
import holdfast.token.KeyResolver;
import holdfast.token.TokenReader;
import holdfast.token.TokenVerifier;
import holdfast.wallet.FakeProver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who gets what from an issuer. */
class IssuerServiceTest {
    private final ServiceFixture fixture = new ServiceFixture();
    private final ServiceKey key = new ServiceKey(fixture.issuer, "k-1");
    private final Clients.Added holder = Clients.none().add("sari", Set.of("sari"), Set.of(), fixture.random);
    private final Clients.Added lender = holder.clients().add("lender", Set.of(), Set.of("sari"), fixture.random);
    private final List<String> lookedUp = new ArrayList<>();

    private ServiceHost host() throws Exception {
        return ServiceHost.start(
                base -> new IssuerService(
                        key,
                        Clients.parse(lender.clients().write().getBytes(UTF_8)),
                        (type, subject) -> {
                            lookedUp.add(type + "/" + subject);
                            return type.equals("bank") && subject.equals("sari")
                                    ? Optional.of(ServiceFixture.DATA)
                                    : Optional.empty();
                        },
                        base,
                        new IssuerService.Tools(new FakeProver(), KeyResolver.none(), fixture.clock, fixture.random)),
                fixture.settings(),
                fixture.serviceLog(),
                fixture.metrics);
    }

    @Test
    void credential_ofOneself_isSignedUnderThePublishedKey() throws Exception {
        try (ServiceHost host = host()) {
            Got got = fixture.get(
                    host.base() + "/credentials/bank", "Authorization", ServiceFixture.basic("sari", holder.secret()));
            assertThat(got.status()).isEqualTo(200);
            var token = TokenReader.userData(got.text());
            assertThat(new TokenVerifier(KeyResolver.none())
                            .verify(token, fixture.issuer.publicKey())
                            .content()
                            .data())
                    .isEqualTo(ServiceFixture.DATA);
            assertThat(token.keyName().jku()).isEqualTo(host.base() + ServiceHost.KEY_SET_PATH);
            assertThat(fixture.get(
                                    host.base() + "/credentials/clinic",
                                    "Authorization",
                                    ServiceFixture.basic("sari", holder.secret()))
                            .status())
                    .isEqualTo(404);
        }
        assertThat(fixture.log.toString()).doesNotContain("sari", "ping", "bank");
    }

    @Test
    void credential_ofAnother_isRefused_beforeItIsLookedUp() throws Exception {
        try (ServiceHost host = host()) {
            for (String[] who : new String[][] {
                {"sari", holder.secret(), "?subject=budi"},
                {"sari", holder.secret(), "?subject=nobody"},
                {"lender", lender.secret(), "?subject=sari"},
                {"lender", lender.secret(), ""},
            }) {
                Got got = fixture.get(
                        host.base() + "/credentials/bank" + who[2],
                        "Authorization",
                        ServiceFixture.basic(who[0], who[1]));
                assertThat(got.status()).as("%s%s", who[0], who[2]).isEqualTo(403);
            }
            assertThat(fixture.get(host.base() + "/credentials/bank").status()).isEqualTo(401);
            assertThat(lookedUp).isEmpty();
        }
    }

    private JsonObject body(String subject) throws Exception {
        return JsonObject.builder()
                .put("dvr_token", fixture.request("ask", ServiceFixture.QUERY).compact())
                .put("subject", subject)
                .put("credentials", JsonObject.builder().put("", "bank").build())
                .put("nonce", "n-7")
                .build();
    }

    @Test
    void prove_forAKnownVerifier_answersWithAProofAndNoData() throws Exception {
        try (ServiceHost host = host()) {
            Got got = fixture.post(
                    host.base() + "/prove",
                    body("sari"),
                    "Authorization",
                    ServiceFixture.basic("lender", lender.secret()));
            assertThat(got.status()).as(got.text()).isEqualTo(200);
            assertThat(got.text()).doesNotContain("nobody reads");
            var proof = ProofFileCodec.fromJson((JsonObject) got.json().get("output"));
            assertThat(proof.nonce()).isEqualTo("n-7");
            assertThat(proof.outputs().getFirst().key()).isEqualTo("result");
        }
    }

    @Test
    void prove_aboutSomebodyElse_orByAHolder_isRefused_beforeItIsLookedUp() throws Exception {
        try (ServiceHost host = host()) {
            assertThat(fixture.post(
                                    host.base() + "/prove",
                                    body("budi"),
                                    "Authorization",
                                    ServiceFixture.basic("lender", lender.secret()))
                            .status())
                    .isEqualTo(403);
            assertThat(fixture.post(
                                    host.base() + "/prove",
                                    body("sari"),
                                    "Authorization",
                                    ServiceFixture.basic("sari", holder.secret()))
                            .status())
                    .isEqualTo(403);
            assertThat(lookedUp).isEmpty();
        }
    }

    @Test
    void prove_tagsThatAreNotTheRequests_areRefused() throws Exception {
        try (ServiceHost host = host()) {
            for (JsonObject credentials : List.of(
                    JsonObject.builder().put("bank", "bank").build(),
                    JsonObject.builder().put("1", "bank").build(),
                    JsonObject.builder().build())) {
                JsonObject body = JsonObject.builder()
                        .putAll(body("sari").members())
                        .put("credentials", credentials)
                        .build();
                Got got = fixture.post(
                        host.base() + "/prove", body, "Authorization", ServiceFixture.basic("lender", lender.secret()));
                assertThat(got.status()).as("%s", credentials).isEqualTo(400);
            }
        }
    }

    @Test
    void clients_fileKeepsNoSecret_andNamesAreChecked() {
        assertThat(lender.clients().write()).doesNotContain(holder.secret(), lender.secret());
        assertThatThrownBy(() -> Clients.none().add("a:b", Set.of(), Set.of(), fixture.random))
                .hasMessageContaining("no colon");
        assertThatThrownBy(() -> Clients.parse("{\"a\":{}}".getBytes(UTF_8))).hasMessageContaining("secret_sha256");
    }
}
