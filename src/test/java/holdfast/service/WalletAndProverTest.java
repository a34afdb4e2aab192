package holdfast.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holdfast.app.EmbeddedEngines;
import holdfast.attestation.NitroRoot;
import holdfast.cli.Engines;
import holdfast.net.GuardedNetwork;
import holdfast.net.LedgerLine;
import holdfast.net.Resolver;
import holdfast.net.TlsTrust;
import holdfast.proving.ContactedService.Step;
import holdfast.proving.Prover;
import holdfast.proving.ProvingException;
import holdfast.proving.RemoteFailure;
import holdfast.proving.remote.ZkPassService;
import holdfast.service.queue.Keeping;
import holdfast.service.queue.MemoryQueue;
import holdfast.token.KeyResolver;
import holdfast.vault.GenerationMemory;
import holdfast.vault.KdfCost;
import holdfast.wallet.Connections;
import holdfast.wallet.CredentialImport;
import holdfast.wallet.FakeProver;
import holdfast.wallet.HeldRequest;
import holdfast.wallet.HeldRequest.Delivery;
import holdfast.wallet.HistoryEntry;
import holdfast.wallet.HistoryEvent;
import holdfast.wallet.Matching;
import holdfast.wallet.ProofExport;
import holdfast.wallet.Proving;
import holdfast.wallet.RemoteConsent;
import holdfast.wallet.RemoteProver;
import holdfast.wallet.RemoteProving;
import holdfast.wallet.RequestImport;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wallet and a prover that know nothing of each other but an address and an account, over TLS on this computer. */
class WalletAndProverTest {
    private static final KdfCost LEAST = new KdfCost(19 * 1024, 1, 1);

    @TempDir
    private Path folder;

    private final ServiceFixture fixture = new ServiceFixture();
    private final Engines engines = EmbeddedEngines.of(fixture.random);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final LocalDate today = LocalDate.ofInstant(fixture.clock.instant(), ZoneOffset.UTC);
    private Wallet wallet;
    private RemoteProving remote;
    private HeldRequest request;

    @BeforeEach
    void fill() throws Exception {
        wallet = new WalletStore(
                        folder.resolve("vault"), fixture.random, fixture.clock, GenerationMemory.none(), () -> LEAST)
                .create("correct horse".toCharArray(), false)
                .wallet();
        CredentialImport credentials = new CredentialImport(wallet, KeyResolver.none());
        credentials.store(
                List.of(new CredentialImport.Named(
                        credentials.check(
                                fixture.credential(ServiceFixture.DATA).compact(), fixture.issuer.publicKey()),
                        "Health",
                        List.of())),
                false);
        RequestImport requests = new RequestImport(wallet, KeyResolver.none());
        requests.store(
                requests.check(
                        fixture.request("Health check", ServiceFixture.QUERY).compact(),
                        new Delivery("n-7", null, null, null)),
                false);
        request = wallet.requests().getFirst();
        remote = new RemoteProving(
                wallet,
                new Connections(
                        wallet,
                        new GuardedNetwork(
                                Resolver.system(), TlsTrust.only(fixture.certificate.trust()), threads, fixture.clock)),
                client ->
                        new ZkPassService(client, engines.verifier(), NitroRoot.aws(), fixture.random, fixture.clock));
    }

    @AfterEach
    void close() {
        wallet.close();
        threads.close();
    }

    /** A prover that makes its callers wait in its queue nearly at once, as a busy one does. */
    private ServiceHost host(Prover prover) throws Exception {
        return fixture.prover(prover, new MemoryQueue(Keeping.STANDARD, fixture.clock), 1, Duration.ofMillis(200));
    }

    private RemoteConsent contact(ServiceHost host, String secret) throws Exception {
        RemoteProver prover = RemoteProving.add(
                wallet,
                new RemoteProving.Setup("Office", host.base(), "shop", true, List.of()),
                secret.getBytes(UTF_8));
        Matching.Answer answer = Matching.of(wallet, request, KeyResolver.none(), today)
                .suggested()
                .orElseThrow();
        return remote.contact(prover, request, answer, today, () -> false);
    }

    private HistoryEvent last() {
        return ((HistoryEntry.Content.Kept) wallet.history().getLast().content()).event();
    }

    @Test
    void prove_realProver_issuerProvenProofIsInTheVault() throws Exception {
        try (ServiceHost host = host(engines.prover().get())) {
            RemoteConsent consent = contact(host, fixture.client.secret());
            assertThat(consent.keyState()).isEqualTo(RemoteConsent.KeyState.FIRST_SEEN);
            assertThat(consent.enclave()).isEmpty();
            assertThat(consent.isIssuerProven()).isTrue();
            assertThat(consent.reads())
                    .singleElement()
                    .satisfies(read -> assertThat(read.fields()).containsExactly("healthcheck", "secret"));
            assertThat(fixture.log.toString()).doesNotContain("\"event\":\"job\"");

            List<Step> steps = new ArrayList<>();
            Proving.Outcome outcome = remote.prove(consent, false, steps::add, () -> false);
            assertThat(outcome).isInstanceOfSatisfying(Proving.Outcome.Proven.class, proven -> {
                assertThat(proven.proof().nonce()).isEqualTo("n-7");
                assertThat(proven.proof().issuerKeys()).containsValue(fixture.issuer.publicKey());
            });
            assertThat(steps).contains(Step.values());
            assertThat(last().prover()).isEqualTo(host.base());
            assertThat(new ProofExport(wallet).check(outcome.entry())).isInstanceOf(ProofExport.Outcome.Ready.class);
            assertThat(wallet.provers().getFirst().keys()).isEqualTo(consent.keys());
            assertThat(Connections.ledger(wallet)).isNotEmpty().allSatisfy(line -> {
                assertThat(line.attempt().address()).startsWith(host.base());
                assertThat(line.result()).isInstanceOf(LedgerLine.Result.Answered.class);
            });
        }
        assertThat(fixture.log.toString()).doesNotContain("ping", "nobody reads", fixture.client.secret(), "n-7");
    }

    @Test
    void prove_wrongSecret_isUnauthorized_andNoProofIsKept() throws Exception {
        try (ServiceHost host = host(new FakeProver())) {
            RemoteConsent consent = contact(host, "not the secret");
            Proving.Outcome outcome = remote.prove(consent, false, step -> {}, () -> false);
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Proving.Outcome.Failed.class,
                            failed -> assertThat(failed.why().remote()).isEqualTo(RemoteFailure.UNAUTHORIZED));
            assertThat(wallet.history()).noneMatch(HistoryEntry::hasProof);
            assertThat(fixture.log.toString()).doesNotContain("\"event\":\"job\"");
        }
    }

    @Test
    void prove_serviceThatForgesAProof_isRefused_andNoProofIsKept() throws Exception {
        try (ServiceHost host = host(new FakeProver())) {
            Proving.Outcome outcome =
                    remote.prove(contact(host, fixture.client.secret()), false, step -> {}, () -> false);
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Proving.Outcome.Failed.class,
                            failed -> assertThat(failed.why().remote()).isEqualTo(RemoteFailure.PROOF_REFUSED));
            assertThat(wallet.history()).noneMatch(HistoryEntry::hasProof);
        }
    }

    @Test
    void contact_serviceThatIsGone_isANetworkFailure() throws Exception {
        ServiceHost host = host(new FakeProver());
        host.close();
        assertThatThrownBy(() -> contact(host, fixture.client.secret()))
                .isInstanceOfSatisfying(
                        ProvingException.class, e -> assertThat(e.remote()).isEqualTo(RemoteFailure.NETWORK));
    }
}
