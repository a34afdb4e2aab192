package holdfast.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import holdfast.cli.CliRunner.Result;
import holdfast.credential.KeyRef;
import holdfast.credential.Tag;
import holdfast.dvr.DvrRequest;
import holdfast.dvr.UserDataRequest;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonObject;
import holdfast.net.LocalNetwork;
import holdfast.proving.ProofSystem;
import holdfast.proving.remote.FakeService;
import holdfast.token.Es256PrivateKey;
import holdfast.token.Es256PublicKey;
import holdfast.token.JwkSet;
import holdfast.token.TokenReader;
import holdfast.token.TokenSigner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that reach out: what they reach, what they say before, and what they never reach. */
class NetworkCommandsTest {
    private static final String PASSPHRASE = "correct horse\n";
    private static final String QUERY =
            "[{\"assign\":{\"ok\":{\">=\":[{\"dvar\":\"age\"},21]}}},{\"output\":{\"result\":{\"lvar\":\"ok\"}}}]";

    @TempDir
    private Path folder;

    private final SecureRandom random = new SecureRandom();
    private final Es256PrivateKey bank = Es256PrivateKey.generate(random);
    private final Es256PrivateKey shop = Es256PrivateKey.generate(random);
    private final LocalNetwork network = new LocalNetwork();
    private final MockWebServer server = new MockWebServer();
    private final CliRunner cli = new CliRunner();
    private FakeService prover;

    @BeforeEach
    void start() throws Exception {
        cli.home(folder.resolve("home")).network(network.guarded(CliRunner.CLOCK));
        server.useHttps(network.server(LocalNetwork.HOST).getSocketFactory());
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                try {
                    return answer(request);
                } catch (Exception e) {
                    return new MockResponse.Builder().code(500).build();
                }
            }
        });
        server.start(LocalNetwork.loopback(), 0);
        prover = new FakeService(network);
        assertThat(with(PASSPHRASE, "vault", "create", "--memory", 19, "--passes", 1, "--lanes", 1)
                        .code())
                .isZero();
    }

    @AfterEach
    void stop() {
        prover.close();
        server.close();
        network.close();
    }

    private MockResponse answer(RecordedRequest request) throws Exception {
        return switch (request.getMethod() + " " + request.getTarget()) {
            case "GET /jwks.json" -> text(JwkSet.write(Map.of("bank", bank.publicKey(), "shop", shop.publicKey())));
            case "GET /credentials/account" -> {
                String login = request.getHeaders().get("Authorization");
                yield "Basic c2FyaTpwYXNz".equals(login)
                        ? text(new TokenSigner(bank, name("bank"), random)
                                .userData(JsonReader.readObject("{\"age\":32,\"name\":\"Sari\"}", JsonLimits.STANDARD))
                                .compact())
                        : new MockResponse.Builder().code(401).build();
            }
            case "GET /requests/7" ->
                text("{\"dvr_token\":\"" + request("r0") + "\",\"nonce\":\"n-1\",\"reply\":\"" + address("/proofs")
                        + "\"}");
            case "POST /proofs" -> text("{\"accepted\":true,\"result\":\"/results/7\"}");
            default -> new MockResponse.Builder().code(404).build();
        };
    }

    private static MockResponse text(String body) {
        return new MockResponse.Builder().body(body).build();
    }

    private String address(String path) {
        return "https://" + LocalNetwork.HOST + ":" + server.getPort() + path;
    }

    private KeyRef.KeysetEndpoint name(String kid) {
        return new KeyRef.KeysetEndpoint(address("/jwks.json"), kid);
    }

    private String request(String zkvm) throws Exception {
        SortedMap<Tag, UserDataRequest> wanted = new TreeMap<>();
        wanted.put(Tag.NONE, new UserDataRequest(null, name("bank")));
        return new TokenSigner(shop, name("shop"), random)
                .request(new DvrRequest(
                        zkvm,
                        "Personal loan",
                        "loan-1",
                        ProofSystem.LANGUAGE_VERSION,
                        ProofSystem.methodVersion(),
                        QUERY,
                        wanted,
                        null))
                .compact();
    }

    private Result with(String secrets, Object... args) {
        List<Object> all = new ArrayList<>(Arrays.asList(args));
        all.add("--passphrase-fd");
        all.add(0);
        return cli.stdin(secrets).run(all.toArray());
    }

    private Result wallet(Object... args) {
        return with(PASSPHRASE, args);
    }

    private static void done(Result result) {
        assertThat(result.code()).as(result.out() + result.err()).isZero();
    }

    private void addCredential() {
        done(with(
                PASSPHRASE + "pass\n",
                "credentials",
                "add",
                "--from",
                address("/credentials/account"),
                "--account",
                "sari",
                "--allow-loopback",
                "--name",
                "Account"));
    }

    private String addRequest() {
        Result added = wallet(
                "requests",
                "add",
                "--from",
                "holdfast:request?url=" + address("/requests/7") + "&nonce=n-1",
                "--allow-loopback");
        done(added);
        return added.out().substring(0, 32);
    }

    @Test
    void nothing_isReachedBeforeItIsAllowed() {
        Result credential = wallet("credentials", "add", "--from", address("/credentials/account"));
        assertThat(credential.code()).isEqualTo(1);
        assertThat(credential.err())
                .contains("Not allowed yet: " + address("/credentials/account"))
                .contains("--allow");
        Result request = wallet("requests", "add", "--from", address("/requests/7"), "--language", "id");
        assertThat(request.code()).isEqualTo(1);
        assertThat(request.err()).contains("permintaan dari verifikator");
        assertThat(wallet("network", "allowed").out()).isEmpty();
        assertThat(wallet("network").out()).contains("No connection was ever made");
        // A public permission does not reach this computer.
        Result forbidden = wallet("requests", "add", "--from", address("/requests/7"), "--allow");
        assertThat(forbidden.code()).isEqualTo(1);
        assertThat(forbidden.err()).contains("this computer");
        assertThat(server.getRequestCount()).isZero();
        assertThat(wallet("network").out()).contains("not connected: points into a private network");
    }

    @Test
    void credentialAndRequest_areFetchedWithTheirKeys_andEveryConnectionIsListed() throws Exception {
        addCredential();
        addRequest();
        assertThat(wallet("credentials", "list").out()).contains("Account").contains(LocalNetwork.HOST);
        assertThat(wallet("requests", "list", "--json").out())
                .contains("\"nonce\": \"n-1\"")
                .contains("/proofs");
        JsonArray lines =
                (JsonArray) JsonReader.read(wallet("network", "--json").out(), JsonLimits.STANDARD);
        assertThat(lines.items())
                .extracting(line -> ((JsonObject) line).get("address"))
                .containsExactly(
                        JsonValue.of(address("/credentials/account")),
                        JsonValue.of(address("/jwks.json")),
                        JsonValue.of(address("/requests/7")),
                        JsonValue.of(address("/jwks.json")));
        assertThat(server.getRequestCount()).isEqualTo(4);
        assertThat(wallet("network", "--last", 1).out().lines()).hasSize(1);
        Result allowed = wallet("network", "allowed");
        assertThat(allowed.out().lines()).hasSize(3);
        done(wallet("network", "forbid", allowed.out().substring(0, 8)));
        assertThat(wallet("network", "allowed").out().lines()).hasSize(2);
        done(wallet("network", "allow", "proof", address("/proofs")));
        assertThat(wallet("network", "allow", "everything", address("/proofs")).code())
                .isEqualTo(2);
    }

    @Test
    void wrongPassword_isTheIssuersAnswer_andNothingIsStored() {
        Result refused = with(
                PASSPHRASE + "wrong\n",
                "credentials",
                "add",
                "--from",
                address("/credentials/account"),
                "--account",
                "sari",
                "--allow-loopback");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("401");
        assertThat(wallet("credentials", "list").out()).doesNotContain("account");
    }

    @Test
    void link_thatContradictsTheAnswer_isRefused() {
        Result refused = wallet(
                "requests",
                "add",
                "--from",
                "holdfast:request?url=" + address("/requests/7") + "&nonce=another",
                "--allow-loopback");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("different things about the nonce");
        assertThat(wallet("requests", "list", "--json").out()).isEqualToIgnoringWhitespace("[]");
    }

    @Test
    void provers_areListedCheckedAndRemoved_withoutTheirSecrets() {
        done(with(
                PASSPHRASE + "s3cret\n",
                "provers",
                "add",
                "office",
                prover.address(),
                "--account",
                "sari",
                "--loopback"));
        assertThat(wallet("provers", "list").out())
                .contains("office")
                .contains(prover.address())
                .doesNotContain("s3cret");
        assertThat(wallet("provers", "list", "--json").out()).doesNotContain("s3cret");
        Result checked = wallet("provers", "check", "office");
        done(checked);
        assertThat(checked.out())
                .contains("Nothing is known about the program")
                .contains("first time")
                .contains("Nothing about you was sent");
        assertThat(prover.posts()).isEmpty();
        done(wallet("provers", "remove", "OFFICE"));
        assertThat(wallet("provers", "list").out()).contains("no remote prover");
        assertThat(wallet("provers", "remove", "office").code()).isEqualTo(2);
        assertThat(wallet("provers", "add", "p", "https://prover.example", "--enclave", "00:11:22")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void remoteProof_needsAnAgreement_isLabelled_andSent() throws Exception {
        addCredential();
        String id = addRequest();
        done(with(
                PASSPHRASE + "s3cret\n",
                "provers",
                "add",
                "office",
                prover.address(),
                "--account",
                "sari",
                "--loopback"));
        Result asked = wallet("prove", "--request", id, "--remote", "office");
        assertThat(asked.code()).isEqualTo(1);
        assertThat(asked.out())
                .contains("Account: age, name")
                .contains("request \"Personal loan\"")
                .contains("service-attested");
        assertThat(asked.err()).contains("Nothing about you was sent").contains("--agree");
        assertThat(prover.posts()).isEmpty();

        SortedMap<Tag, Es256PublicKey> issuers = new TreeMap<>(Map.of(Tag.NONE, bank.publicKey()));
        DvrRequest request = TokenReader.request(request("r0")).unverifiedContent();
        prover.answers.add(FakeService.output(
                prover.signed(prover.proof(request, shop.publicKey(), issuers, CliRunner.CLOCK.instant()))));
        Result proven =
                wallet("prove", "--request", id, "--remote", "office", "--agree", "--out", folder.resolve("proof.jwt"));
        done(proven);
        assertThat(proven.out()).contains("Attested by the service");
        assertThat(Files.readString(folder.resolve("proof.jwt"))).startsWith("ey");
        assertThat(prover.posts()).hasSize(1);
        assertThat(wallet("history", "list", "--json").out())
                .contains("\"attested_by\"")
                .contains("\"prover\": \"" + prover.address() + "\"");

        Result sent = wallet("proofs", "send", 1, "--to", address("/proofs"), "--allow-loopback");
        done(sent);
        assertThat(sent.out()).contains("accepted").contains("/results/7");
        assertThat(wallet("history", "list", "--json").out())
                .contains("\"sent\"")
                .contains("/proofs");
    }

    @Test
    void remoteProof_fromFiles_listsItsConnections_andFailsWithASentence() throws Exception {
        addCredential();
        Files.writeString(folder.resolve("r0.dvr.jwt"), request("r0"), UTF_8);
        Files.writeString(
                folder.resolve("sari.jwt"),
                new TokenSigner(bank, null, random)
                        .userData(JsonReader.readObject("{\"age\":32,\"name\":\"Sari\"}", JsonLimits.STANDARD))
                        .compact(),
                UTF_8);
        Files.writeString(
                folder.resolve("jwks.json"),
                JwkSet.write(Map.of("bank", bank.publicKey(), "shop", shop.publicKey())),
                UTF_8);
        List<Object> args = List.of(
                "prove",
                "--request",
                folder.resolve("r0.dvr.jwt"),
                "--credential",
                folder.resolve("sari.jwt"),
                "--jwks",
                address("/jwks.json") + "=" + folder.resolve("jwks.json"),
                "--remote",
                prover.address(),
                "--out",
                folder.resolve("proof.jwt"),
                "--loopback",
                "--agree");
        Result failed = cli.run(args.toArray());
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.err())
                .contains("The prover's program refused to prove this")
                .contains("[remote-custom-error]")
                .contains("Connection: POST " + prover.address());
        assertThat(folder.resolve("proof.jwt")).doesNotExist();
        List<Object> indonesian = new ArrayList<>(args);
        indonesian.addAll(List.of("--language", "id"));
        assertThat(cli.run(indonesian.toArray()).err()).contains("Program layanan pembuktian menolak");

        List<Object> notAllowed = new ArrayList<>(args);
        notAllowed.remove("--loopback");
        assertThat(cli.run(notAllowed.toArray()).err())
                .contains("points into a network that its sender should not reach");
        assertThat(prover.posts()).hasSize(2);
    }

    @Test
    void everyNetworkSubcommand_help_hasDescriptionAndExample() {
        for (String group : List.of("network", "provers", "proofs")) {
            cli.commandLine().getSubcommands().get(group).getSubcommands().forEach((name, command) -> {
                Result help = cli.run(group, name, "--help");
                assertThat(help.code()).as(name).isZero();
                assertThat(help.out())
                        .as(name)
                        .contains("Usage: holdfast " + group)
                        .contains("Example: ");
            });
        }
    }
}
