package holdfast.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holdfast.credential.KeyRef;
import holdfast.credential.Tag;
import holdfast.dvr.DvrRequest;
import holdfast.dvr.UserDataRequest;
import holdfast.net.Cancellation;
import holdfast.net.HttpAddress;
import holdfast.net.LedgerLine;
import holdfast.net.LocalNetwork;
import holdfast.net.NetException;
import holdfast.net.Purpose;
import holdfast.net.RequestLink;
import holdfast.proving.Proof;
import holdfast.proving.ProofTask;
import holdfast.proving.ProvingException;
import holdfast.proving.RemoteFailure;
import holdfast.proving.ServiceAccount;
import holdfast.proving.ServiceKeys;
import holdfast.token.Es256PrivateKey;
import holdfast.token.Es256PublicKey;
import holdfast.token.JwkSet;
import holdfast.token.KeyResolver;
import holdfast.token.ProofToken;
import holdfast.token.TokenException;
import holdfast.token.TokenReader;
import holdfast.token.TokenSigner;
import holdfast.wallet.HeldRequest.Delivery;
import holdfast.wallet.HistoryEvent.Kind;
import holdfast.wallet.RemoteConsent.KeyState;
import holdfast.wallet.WalletException.Reason;
import holdfast.wallet.WalletStore.Access;
import holdfast.wallet.WalletStore.SecretKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a wallet does across a network: only where it may, only what it may, and all of it written down. */
class NetworkUseTest {
    private static final String QUERY =
            "[{\"assign\":{\"ok\":{\">=\":[{\"dvar\":\"age\"},21]}}},{\"output\":{\"result\":{\"lvar\":\"ok\"}}}]";
    private static final String SECRET = "a-private-value-of-some-length";

    @TempDir
    private Path folder;

    private final Given given = new Given();
    private final LocalNetwork network = new LocalNetwork();
    private final MockWebServer server = new MockWebServer();
    private Wallet wallet;
    private Connections connections;

    @BeforeEach
    void start() throws Exception {
        server.useHttps(network.server(LocalNetwork.HOST).getSocketFactory());
        server.start(LocalNetwork.loopback(), 0);
        wallet = given.wallet(folder.resolve("vault"));
        connections = new Connections(wallet, network.guarded(given.clock));
    }

    @AfterEach
    void stop() {
        wallet.close();
        server.close();
        network.close();
    }

    private HttpAddress address(String path) throws NetException {
        return HttpAddress.parse("https://" + LocalNetwork.HOST + ":" + server.getPort() + path);
    }

    private Wanted wanted(Purpose purpose, String path) throws NetException {
        return new Wanted(purpose, address(path));
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    @Test
    void address_isReachedOnlyAfterItWasAllowed_forThatPurposeOnly() throws Exception {
        Fetching fetching = new Fetching(connections);
        assertThat(fetching.credential(address("/credentials/a"), Fetching.Login.none(), new Cancellation()))
                .isEqualTo(new Fetching.Outcome.NotAllowed<String>(wanted(Purpose.USER_DATA, "/credentials/a")));
        connections.allow(wanted(Purpose.USER_DATA, "/credentials/a"), true);
        answer(200, "a.b.c\n");
        assertThat(fetching.credential(address("/credentials/a"), Fetching.Login.none(), new Cancellation()))
                .isEqualTo(new Fetching.Outcome.Fetched<>("a.b.c"));
        assertThat(fetching.credential(address("/credentials/b"), Fetching.Login.none(), new Cancellation()))
                .isInstanceOf(Fetching.Outcome.NotAllowed.class);
        assertThat(fetching.request(address("/credentials/a"), new Cancellation()))
                .isInstanceOf(Fetching.Outcome.NotAllowed.class);
        connections.forbid(wallet.addresses().getFirst());
        assertThat(fetching.credential(address("/credentials/a"), Fetching.Login.none(), new Cancellation()))
                .isInstanceOf(Fetching.Outcome.NotAllowed.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void publicPermission_doesNotReachThisComputer() throws Exception {
        connections.allow(wanted(Purpose.USER_DATA, "/a"), false);
        assertThatThrownBy(() ->
                        new Fetching(connections).credential(address("/a"), Fetching.Login.none(), new Cancellation()))
                .isInstanceOfSatisfying(
                        NetException.class, e -> assertThat(e.reason()).isEqualTo(NetException.Reason.HOST_FORBIDDEN));
        assertThat(server.getRequestCount()).isZero();
        assertThat(connections.ledger())
                .singleElement()
                .satisfies(line -> assertThat(line.result())
                        .isEqualTo(new LedgerLine.Result.Refused(NetException.Reason.HOST_FORBIDDEN)));
    }

    @Test
    void login_isShownToTheIssuer_andNowhereElse() throws Exception {
        connections.allow(wanted(Purpose.USER_DATA, "/a"), true);
        answer(200, "{\"user_data_token\":\"a.b.c\"}");
        answer(200, "a.b.c");
        byte[] password = "pass:word".getBytes(UTF_8);
        try (Fetching.Login login = Fetching.Login.account("sari", password)) {
            assertThat(new Fetching(connections).credential(address("/a"), login, new Cancellation()))
                    .isEqualTo(new Fetching.Outcome.Fetched<>("a.b.c"));
        }
        assertThat(password).containsOnly(0);
        try (Fetching.Login login = Fetching.Login.token("t0ken".getBytes(UTF_8))) {
            new Fetching(connections).credential(address("/a"), login, new Cancellation());
        }
        assertThat(authorization(server.takeRequest()))
                .isEqualTo("Basic " + Base64.getEncoder().encodeToString("sari:pass:word".getBytes(UTF_8)));
        assertThat(authorization(server.takeRequest())).isEqualTo("Bearer t0ken");
        assertThat(connections.ledger().toString()).doesNotContain("t0ken").doesNotContain("sari");
        assertThatThrownBy(() -> Fetching.Login.account("a:b", new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String authorization(RecordedRequest request) {
        return request.getHeaders().get("Authorization");
    }

    @Test
    void keysByAddress_areFetchedOnlyWhereAllowed_elseThePinnedOnesStandIn() throws Exception {
        KeyRef.KeysetEndpoint name =
                new KeyRef.KeysetEndpoint(address("/jwks.json").text(), "k-1");
        String token = given.credential(given.bank, name, "{\"age\":32}");
        assertThat(Wanted.keysOf(TokenReader.userData(token))).contains(wanted(Purpose.KEY_SET, "/jwks.json"));
        CredentialImport imports = new CredentialImport(wallet, connections.keys(KeyResolver.none()));
        assertThatThrownBy(() -> imports.check(token, null))
                .isInstanceOfSatisfying(
                        TokenException.class,
                        e -> assertThat(e.reason()).isEqualTo(TokenException.Reason.KEY_SET_NOT_FOUND));
        assertThat(server.getRequestCount()).isZero();

        connections.allow(wanted(Purpose.KEY_SET, "/jwks.json"), true);
        answer(200, JwkSet.write(Map.of("k-1", given.bank.publicKey())));
        imports.store(List.of(new CredentialImport.Named(imports.check(token, null), "Account", List.of())), false);
        assertThat(server.getRequestCount()).isEqualTo(1);

        connections.forbid(wallet.addresses().getFirst());
        assertThat(new CredentialImport(wallet, connections.keys(KeyResolver.none()))
                        .check(token, null)
                        .issuer()
                        .code())
                .isEqualTo("known");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void requestAndItsIssuers_nameEachPlaceOnce() throws Exception {
        KeyRef.KeysetEndpoint one =
                new KeyRef.KeysetEndpoint(address("/jwks.json").text(), "k-1");
        KeyRef.KeysetEndpoint two =
                new KeyRef.KeysetEndpoint(address("/jwks.json").text(), "k-2");
        DvrRequest request = TokenReader.request(given.request(QUERY, Map.of(new Tag("a"), one, new Tag("b"), two)))
                .unverifiedContent();
        assertThat(Wanted.issuersOf(request)).containsExactly(wanted(Purpose.KEY_SET, "/jwks.json"));
        DvrRequest bad = new DvrRequest(
                request.zkvm(),
                request.title(),
                request.id(),
                request.queryEngineVersion(),
                request.queryMethodVersion(),
                request.query(),
                new TreeMap<>(Map.of(
                        Tag.NONE, new UserDataRequest(null, new KeyRef.KeysetEndpoint("file:///etc/passwd", "k")))),
                request.verifyingKey());
        assertThatThrownBy(() -> Wanted.issuersOf(bad)).isInstanceOf(NetException.class);
    }

    @Test
    void request_fromALink_comesWithWhatIsBesideIt() throws Exception {
        connections.allow(wanted(Purpose.REQUEST, "/requests/1"), true);
        Fetching fetching = new Fetching(connections);
        RequestLink link =
                new RequestLink(address("/requests/2"), address("/proofs"), "n-1", null, given.clock.instant());
        answer(200, "a.b.c");
        assertThat(fetching.request(link, new Cancellation()))
                .isEqualTo(new Fetching.Outcome.Fetched<>(new Fetching.Received(
                        "a.b.c", new Delivery("n-1", null, address("/proofs").text(), given.clock.instant()))));
        answer(200, "{\"dvr_token\":\"a.b.c\",\"audience\":\"shop\",\"nonce\":\"n-1\",\"id\":\"7\"}");
        assertThat(fetching.request(link, new Cancellation()))
                .isEqualTo(new Fetching.Outcome.Fetched<>(new Fetching.Received(
                        "a.b.c", new Delivery("n-1", "shop", address("/proofs").text(), given.clock.instant()))));
        answer(200, "{\"dvr_token\":\"a.b.c\",\"nonce\":\"n-2\"}");
        assertThat(fetching.request(link, new Cancellation()))
                .isEqualTo(new Fetching.Outcome.Contradiction<Fetching.Received>("nonce"));
        answer(201, "{\"dvr_token\":\"a.b.c\",\"expires\":\"2026-11-20T11:00:00Z\"}");
        assertThat(fetching.newRequest(address("/requests/loan"), new Cancellation()))
                .isInstanceOf(Fetching.Outcome.Fetched.class);
    }

    @Test
    void request_inAnotherForm_isRefused() throws Exception {
        connections.allow(wanted(Purpose.REQUEST, "/"), true);
        for (String body : List.of(
                "{}",
                "{\"dvr_token\":7}",
                "{\"dvr_token\":\"a\",\"nonce\":\"\"}",
                "{\"dvr_token\":\"a\",\"expires\":\"soon\"}",
                "{\"dvr_token\":\"a\",\"dvr_token\":\"b\"}")) {
            answer(200, body);
            assertThatThrownBy(() -> new Fetching(connections).request(address("/x"), new Cancellation()))
                    .as(body)
                    .isInstanceOfSatisfying(
                            NetException.class,
                            e -> assertThat(e.reason()).isEqualTo(NetException.Reason.ANSWER_INVALID));
        }
    }

    @Test
    void ledger_isThereAgain_encrypted_alsoForReaders() throws Exception {
        connections.allow(wanted(Purpose.REQUEST, "/"), true);
        answer(200, "a.b.c");
        new Fetching(connections).request(address("/a-private-path?token=1"), new Cancellation());
        List<LedgerLine> lines = connections.ledger();
        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.attempt().address()).endsWith("/a-private-path");
            assertThat(line.result()).isEqualTo(new LedgerLine.Result.Answered(200, 0, 5));
        });
        wallet.close();
        try (Wallet again = given.store(folder.resolve("vault"))
                .unlock(Given.PASSPHRASE, SecretKind.PASSPHRASE, Access.READ)
                .wallet()) {
            assertThat(Connections.ledger(again)).isEqualTo(lines);
            assertThat(again.unread()).isEmpty();
            assertThat(again.addresses()).hasSize(1);
        }
        byte[] file = Files.readAllBytes(folder.resolve("vault").resolve(VaultLedger.FILE));
        assertThat(new String(file, StandardCharsets.ISO_8859_1)).doesNotContain("private");
    }

    @Test
    void lockedWallet_reachesNothing() throws Exception {
        connections.allow(wanted(Purpose.REQUEST, "/"), true);
        wallet.close();
        assertThat(new Fetching(connections).request(address("/a"), new Cancellation()))
                .isInstanceOf(Fetching.Outcome.NotAllowed.class);
        assertThat(server.getRequestCount()).isZero();
    }

    // Proofs to their verifiers.

    private HistoryEntry proven(Delivery delivery) throws Exception {
        given.added(wallet, given.credential("{\"age\":32,\"name\":\"" + SECRET + "\"}"), given.bank, "Account");
        HeldRequest request = given.asked(wallet, given.request(QUERY), delivery);
        Matching.Answer answer = Given.match(wallet, request).suggested().orElseThrow();
        return new Proving(wallet, new FakeProver())
                .prove(request, answer, Given.TODAY, (stage, done) -> {}, () -> false)
                .entry();
    }

    @Test
    void proof_isSentToItsReplyAddress_onlyWhenAllowed_andTheHistorySaysSo() throws Exception {
        HistoryEntry entry =
                proven(new Delivery("n-1", null, address("/proofs?secret=1").text(), null));
        ProofSending sending = new ProofSending(wallet, connections);
        Wanted reply = sending.replyAddress(entry).orElseThrow();
        assertThat(reply).isEqualTo(wanted(Purpose.PROOF, "/proofs?secret=1"));
        assertThat(sending.send(entry, reply.address(), new Cancellation()))
                .isEqualTo(new ProofSending.Outcome.NotAllowed(reply));
        assertThat(server.getRequestCount()).isZero();

        connections.allow(reply, true);
        answer(200, "{\"accepted\":true,\"result\":\"/results/7\",\"outputs\":{}}");
        assertThat(sending.send(entry, reply.address(), new Cancellation()))
                .isInstanceOfSatisfying(
                        ProofSending.Outcome.Accepted.class,
                        accepted -> assertThat(accepted.result())
                                .hasValueSatisfying(
                                        where -> assertThat(where.text()).endsWith("/results/7")));
        RecordedRequest sent = server.takeRequest();
        assertThat(sent.getMethod()).isEqualTo("POST");
        assertThat(sent.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(sent.getBody().toByteArray())
                .isEqualTo(((ProofExport.Outcome.Ready) new ProofExport(wallet).check(entry)).file());
        HistoryEvent event = last();
        assertThat(event.kind()).isEqualTo(Kind.SENT);
        assertThat(event.about()).isEqualTo(entry.number());
        assertThat(event.to()).endsWith("/proofs").doesNotContain("secret");
        assertThat(event.reason()).isNull();
        assertThat(wallet.checkHistory()).isInstanceOf(HistoryCheck.Intact.class);
    }

    private HistoryEvent last() {
        return ((HistoryEntry.Content.Kept) wallet.history().getLast().content()).event();
    }

    @Test
    void proof_refusedOrUnanswered_isToldApart() throws Exception {
        HistoryEntry entry = proven(new Delivery("n-1", null, address("/proofs").text(), null));
        ProofSending sending = new ProofSending(wallet, connections);
        connections.allow(wanted(Purpose.PROOF, "/proofs"), true);
        answer(422, "{\"accepted\":false,\"reasons\":[\"seen before\",7]}");
        assertThat(sending.send(entry, address("/proofs"), new Cancellation()))
                .isInstanceOfSatisfying(
                        ProofSending.Outcome.Refused.class,
                        refused -> assertThat(refused.reasons()).containsExactly("seen before"));
        assertThat(last().reason()).isEqualTo("refused");
        for (String body : List.of(
                "{}", "yes", "{\"accepted\":\"yes\"}", "{\"accepted\":true,\"result\":\"https://x.example/\"}")) {
            answer(200, body);
            assertThat(sending.send(entry, address("/proofs"), new Cancellation()))
                    .as(body)
                    .isInstanceOfSatisfying(
                            ProofSending.Outcome.Unanswered.class,
                            unanswered -> assertThat(unanswered.why().reason())
                                    .isEqualTo(NetException.Reason.ANSWER_INVALID));
            assertThat(last().reason()).isEqualTo("answer-invalid");
        }
        answer(500, "{\"accepted\":true}");
        assertThat(sending.send(entry, address("/proofs"), new Cancellation()))
                .isInstanceOf(ProofSending.Outcome.Unanswered.class);
        assertThat(last().reason()).isEqualTo("status");
    }

    @Test
    void entryWithoutAProof_orWithoutAReplyAddress_sendsNothing() throws Exception {
        HistoryEntry entry = proven(Delivery.NONE);
        ProofSending sending = new ProofSending(wallet, connections);
        assertThat(sending.replyAddress(entry)).isEmpty();
        HistoryEntry exported = new ProofExport(wallet).exported(entry);
        assertThat(sending.send(exported, address("/proofs"), new Cancellation()))
                .isEqualTo(new ProofSending.Outcome.NoProof());
        assertThat(server.getRequestCount()).isZero();
    }

    // Remote provers.

    /** A service as its adapter would give it, without a network; its proofs are what the test wants. */
    private final class AttestingContact extends FakeContact {
        private final Es256PrivateKey signing;
        private final byte[] zkproof;

        AttestingContact(Es256PublicKey encryption, Es256PrivateKey signing, byte[] zkproof) {
            super("https://prover.example", new ServiceKeys(encryption, signing.publicKey()));
            this.signing = signing;
            this.zkproof = zkproof;
        }

        @Override
        public Proof prove(ProofTask task, Consumer<Step> steps, BooleanSupplier cancelled) throws ProvingException {
            DvrRequest request = task.request().content();
            SortedMap<Tag, Es256PublicKey> issuers = new TreeMap<>();
            task.credentials().forEach((tag, token) -> issuers.put(tag, token.key()));
            try {
                return new Proof.ServiceAttested(new TokenSigner(signing, null, given.random)
                        .proof(new ProofToken(
                                Base64.getEncoder().encodeToString(zkproof),
                                request.title(),
                                request.id(),
                                request.digest(),
                                issuers,
                                task.request().key(),
                                task.timestamp())));
            } catch (TokenException e) {
                throw new ProvingException(RemoteFailure.TOKEN_REFUSED, "x", e);
            }
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }

    private final AtomicReference<Boolean> closed = new AtomicReference<>(false);
    private final Es256PrivateKey signing = Es256PrivateKey.generate(given.random);
    private Es256PublicKey encryption = Es256PrivateKey.generate(given.random).publicKey();
    private byte[] zkproof = new byte[500];
    private final AtomicReference<ServiceAccount> asked = new AtomicReference<>();

    private RemoteProving remote() {
        return new RemoteProving(wallet, connections, client -> (account, cancelled) -> {
            asked.set(account);
            return new AttestingContact(encryption, signing, zkproof);
        });
    }

    private RemoteConsent consent(HeldRequest request) throws Exception {
        RemoteProver prover = wallet.provers().isEmpty()
                ? RemoteProving.add(
                        wallet,
                        new RemoteProving.Setup("Office", "https://prover.example/", "sari", false, List.of()),
                        "s3cret".getBytes(UTF_8))
                : wallet.provers().getFirst();
        Matching.Answer answer = Given.match(wallet, request).suggested().orElseThrow();
        return remote().contact(prover, request, answer, Given.TODAY, () -> false);
    }

    private HeldRequest request() throws Exception {
        given.added(wallet, given.credential("{\"age\":32,\"name\":\"" + SECRET + "\"}"), given.bank, "Account");
        return given.asked(wallet, given.request(QUERY.replace("21", "22")).strip());
    }

    @Test
    void consent_listsAllThatTheServiceWillRead() throws Exception {
        try (RemoteConsent consent = consent(request())) {
            assertThat(consent.reads()).singleElement().satisfies(read -> {
                assertThat(read.name()).isEqualTo("Account");
                assertThat(read.fields()).containsExactly("age", "name");
            });
            assertThat(consent.address()).isEqualTo("https://prover.example");
            assertThat(consent.keyState()).isEqualTo(KeyState.FIRST_SEEN);
            assertThat(consent.enclave()).isEmpty();
            assertThat(consent.isIssuerProven()).isTrue();
            assertThat(asked.get().apiKey()).isEqualTo("sari");
            assertThat(asked.get().exposeSecret()).isEqualTo("s3cret".getBytes(UTF_8));
        }
        assertThat(closed).hasValue(true);
        assertThat(wallet.history()).isEmpty();
        assertThat(wallet.provers().getFirst().keys()).isNull();
    }

    @Test
    void attestedProof_isKept_labelled_andCanBeExported() throws Exception {
        HeldRequest request = request();
        Proving.Outcome outcome = remote().prove(consent(request), false, step -> {}, () -> false);
        assertThat(outcome).isInstanceOf(Proving.Outcome.Attested.class);
        HistoryEvent event = last();
        assertThat(event.kind()).isEqualTo(Kind.PROVEN);
        assertThat(event.prover()).isEqualTo("https://prover.example");
        assertThat(event.proof().attestedBy()).isEqualTo(signing.publicKey().fingerprint());
        assertThat(event.outputs().toString()).contains("result");
        assertThat(wallet.request(request.id().hex()).decision()).isEqualTo(HeldRequest.Decision.PROVEN);
        assertThat(new ProofExport(wallet).check(outcome.entry()))
                .isInstanceOfSatisfying(ProofExport.Outcome.Attested.class, attested -> {
                    assertThat(new String(attested.file(), UTF_8))
                            .isEqualTo(
                                    ((Proving.Outcome.Attested) outcome).token().compact());
                    assertThat(attested.searched()).isEqualTo(2);
                });
        assertThat(wallet.provers().getFirst().keys()).isEqualTo(new ServiceKeys(encryption, signing.publicKey()));
        assertThat(closed).hasValue(true);
    }

    @Test
    void attestedProof_showingAPrivateValue_isThrownAway() throws Exception {
        zkproof = Arrays.copyOf(("0123456789" + SECRET).getBytes(UTF_8), 200);
        Proving.Outcome outcome = remote().prove(consent(request()), false, step -> {}, () -> false);
        assertThat(outcome).isInstanceOf(Proving.Outcome.Leaks.class);
        assertThat(last().reason()).isEqualTo("leak");
        assertThat(wallet.vault().bodies()).isEmpty();
    }

    @Test
    void changedKeys_areAnAlarm_andNothingIsSent() throws Exception {
        HeldRequest request = request();
        remote().prove(consent(request), false, step -> {}, () -> false);
        Es256PublicKey before = encryption;
        try (RemoteConsent same = consent(request)) {
            assertThat(same.keyState()).isEqualTo(KeyState.KNOWN);
        }
        encryption = Es256PrivateKey.generate(given.random).publicKey();
        RemoteConsent changed = consent(request);
        assertThat(changed.keyState()).isEqualTo(KeyState.CHANGED);
        assertThatThrownBy(() -> remote().prove(changed, false, step -> {}, () -> false))
                .isInstanceOfSatisfying(
                        WalletException.class, e -> assertThat(e.reason()).isEqualTo(Reason.WRONG_STATE));
        assertThat(wallet.provers().getFirst().keys().encryption()).isEqualTo(before);
        assertThat(wallet.history()).hasSize(1);
        remote().prove(consent(request), true, step -> {}, () -> false);
        assertThat(wallet.provers().getFirst().keys().encryption()).isEqualTo(encryption);
    }

    @Test
    void prover_withAnAddressThatIsNone_isRefused_andRemovedWithItsSecret() throws Exception {
        for (String address : List.of("https://prover.example/path", "https://prover.example?x")) {
            assertThatThrownBy(() -> RemoteProving.add(
                            wallet, new RemoteProving.Setup("P", address, "a", false, List.of()), new byte[0]))
                    .isInstanceOf(WalletException.class);
        }
        assertThatThrownBy(() -> RemoteProving.add(
                        wallet,
                        new RemoteProving.Setup("P", "ftp://prover.example", "a", false, List.of()),
                        new byte[0]))
                .isInstanceOf(NetException.class);
        assertThatThrownBy(() -> RemoteProving.add(
                        wallet,
                        new RemoteProving.Setup("P", "https://prover.example", "a:b", false, List.of()),
                        new byte[0]))
                .isInstanceOf(WalletException.class);
        RemoteProver prover = RemoteProving.add(
                wallet,
                new RemoteProving.Setup("P", "https://prover.example", "a", false, List.of()),
                "s3cret".getBytes(UTF_8));
        assertThatThrownBy(() -> RemoteProving.add(
                        wallet,
                        new RemoteProving.Setup("p", "https://other.example", "a", false, List.of()),
                        new byte[0]))
                .isInstanceOf(WalletException.class);
        assertThat(prover.toString()).doesNotContain("s3cret");
        assertThat(RemoteProving.find(wallet, "p")).isEqualTo(prover);
        assertThat(wallet.vault().records(RemoteProver.SECRET_TYPE)).hasSize(1);
        wallet.remove(prover.id());
        assertThat(wallet.vault().records(RemoteProver.SECRET_TYPE)).isEmpty();
    }
}
