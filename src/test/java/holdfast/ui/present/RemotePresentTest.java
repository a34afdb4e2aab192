package holdfast.ui.present;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import holdfast.credential.Tag;
import holdfast.dvr.UserDataRequest;
import holdfast.proving.Proof;
import holdfast.proving.ProofSystem;
import holdfast.proving.ProofTask;
import holdfast.proving.ProvingException;
import holdfast.proving.ProvingService;
import holdfast.proving.RemoteFailure;
import holdfast.proving.ServiceKeys;
import holdfast.token.Es256PrivateKey;
import holdfast.token.KeyResolver;
import holdfast.token.TokenSigner;
import holdfast.ui.UiTest;
import holdfast.ui.common.DataFlow;
import holdfast.verification.RequestAuthor;
import holdfast.wallet.AutoLock;
import holdfast.wallet.FakeContact;
import holdfast.wallet.FakeProver;
import holdfast.wallet.HeldRequest;
import holdfast.wallet.HeldRequest.Delivery;
import holdfast.wallet.HistoryEntry;
import holdfast.wallet.HistoryEvent;
import holdfast.wallet.RemoteProving;
import holdfast.wallet.RequestImport;
import holdfast.wallet.Wallet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A remote prover is a choice of its own: asked on a press, told on a yes, and never instead of this computer. */
class RemotePresentTest extends UiTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final AtomicInteger contacts = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final CountDownLatch go = new CountDownLatch(1);
    private ServiceKeys keys = keys();
    private @Nullable RemoteFailure refuses;
    private boolean waits;
    private Wallet wallet;

    private ServiceKeys keys() {
        return new ServiceKeys(
                Es256PrivateKey.generate(random).publicKey(),
                Es256PrivateKey.generate(random).publicKey());
    }

    @Override
    protected ProvingService provers() {
        return (account, cancelled) -> {
            contacts.incrementAndGet();
            if (refuses != null) {
                throw new ProvingException(refuses, "no", null);
            }
            return new Contact(account.address());
        };
    }

    private final class Contact extends FakeContact {
        Contact(String address) {
            super(address, keys);
        }

        @Override
        public Proof prove(ProofTask task, Consumer<Step> steps, BooleanSupplier cancelled) throws ProvingException {
            sent.incrementAndGet();
            steps.accept(Step.WAIT);
            try {
                while (waits && !go.await(20, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                    if (cancelled.getAsBoolean()) {
                        throw new CancellationException();
                    }
                }
            } catch (InterruptedException e) {
                throw new CancellationException();
            }
            return new Proof.IssuerProven(new FakeProver().prove(task, (stage, done) -> {}, cancelled));
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    private void open(boolean configured) throws Exception {
        wallet = openVault("personal");
        fill(wallet);
        if (configured) {
            RemoteProving.add(
                    wallet,
                    new RemoteProving.Setup("Office", "https://prover.example:8443", "sari", false, List.of()),
                    "s3cret".getBytes(UTF_8));
        }
        show("Personal loan");
    }

    private void show(String title) throws Exception {
        HeldRequest request = wallet.requests().stream()
                .filter(held -> held.title().equals(title))
                .findFirst()
                .orElseThrow();
        window(() -> {
            window.presenting().open(request);
            return null;
        });
        await(SOON, () -> !lookup(".condition").queryAll().isEmpty());
    }

    private void choose(String... ids) {
        for (String id : ids) {
            window(() -> {
                lookup("#" + id).<RadioButton>query().fire();
                return null;
            });
        }
    }

    private boolean there(String id) {
        return lookup("#" + id).tryQuery().isPresent();
    }

    private Button make() {
        return lookup("#present-make").query();
    }

    private String texts(String selector) {
        List<String> texts = new ArrayList<>();
        for (Node node : lookup(selector + " .label").queryAll()) {
            texts.add(((Label) node).getText());
        }
        return texts.stream().collect(Collectors.joining("\n"));
    }

    private HistoryEvent last() {
        return ((HistoryEntry.Content.Kept) wallet.history().getLast().content()).event();
    }

    @Test
    void here_isChosen_andAServiceIsNeverAskedByItself() throws Exception {
        open(true);
        assertThat(lookup("#present-here").<RadioButton>query().isSelected()).isTrue();
        choose("present-remote");
        assertThat(make().isDisabled()).isTrue();
        choose("present-prover-0");
        assertThat(make().isDisabled()).isFalse();
        assertThat(make().getText()).isEqualTo("Ask Office…");
        assertThat(contacts).hasValue(0);
        choose("present-here");
        assertThat(make().getText()).isEqualTo("Make the proof");
    }

    @Test
    void requestForAServicesKindOfProof_isNotOfferedToThisComputer() throws Exception {
        wallet = openVault("personal");
        fill(wallet);
        String title = "For a service";
        SortedMap<Tag, UserDataRequest> asked = new TreeMap<>(Map.of(
                Tag.NONE,
                new UserDataRequest(null, roles.key("issuer bank").publicKey().twoLines())));
        Es256PrivateKey verifier = Es256PrivateKey.generate(random);
        RequestImport imports = new RequestImport(wallet, KeyResolver.none());
        imports.store(
                imports.check(
                        new RequestAuthor(verifier.publicKey(), new TokenSigner(verifier, null, random))
                                .sign(new RequestAuthor.Draft(
                                        ProofSystem.R0, title, "4b1f6c9e-7a32-4c55-9d8a-1f0e2d3c4b5a", """
                                        [{"assign": {"good": {">=": [{"dvar": "credit.score"}, 650]}}},
                                         {"output": {"result": {"lvar": "good"}}}]""", asked))
                                .compact(),
                        Delivery.NONE),
                false);

        show(title);

        assertThat(isShown("present-here")).isFalse();
        assertThat(texts("#present-provers")).contains("only a remote service makes");
        assertThat(make().isDisabled()).isTrue();
        assertThat(contacts).hasValue(0);
    }

    private boolean isShown(String id) {
        return lookup("#" + id).query().isVisible();
    }

    @Test
    void withoutAProver_theSettingsAreNamed() throws Exception {
        open(false);
        choose("present-remote");
        assertThat(texts("#present-provers")).contains("You have set up none", "Settings", "Remote provers");
        assertThat(make().isDisabled()).isTrue();
    }

    @Test
    void consent_listsEverything_andANoSendsNothing() throws Exception {
        open(true);
        choose("present-remote", "present-prover-0");
        press("present-make");
        await(SOON, () -> there("consent-yes"));
        assertThat(contacts).hasValue(1);
        assertThat(texts("#consent-rows"))
                .contains("person › date of birth", "contact › phone", "Personal loan", "operator must be trusted")
                .contains("seen for the first time", "issuer's signature");
        press("consent-no");
        await(SOON, () -> closed.get() == 1);
        assertThat(sent).hasValue(0);
        assertThat(wallet.provers().getFirst().keys()).isNull();
        assertThat(wallet.history()).noneMatch(HistoryEntry::hasProof);
    }

    @Test
    void consent_whenTheVaultIsLocked_isGoneAndNothingIsSent() throws Exception {
        open(true);
        choose("present-remote", "present-prover-0");
        press("present-make");
        await(SOON, () -> there("consent-yes"));

        window(() -> {
            window.services().session().lock(AutoLock.Reason.IDLE);
            return null;
        });

        await(SOON, () -> closed.get() == 1);
        assertThat(there("consent-yes")).isFalse();
        assertThat(sent).hasValue(0);
        assertThat(window.services().status().flowProperty().get()).isEqualTo(new DataFlow.Nowhere());
    }

    @Test
    void agreed_isSent_statusSaysWhere_andTheProofIsKept() throws Exception {
        waits = true;
        open(true);
        choose("present-remote", "present-prover-0");
        press("present-make");
        await(SOON, () -> there("consent-yes"));
        press("consent-yes");
        await(SOON, () -> sent.get() == 1);
        assertThat(window.services().status().flowProperty().get())
                .isEqualTo(new DataFlow.Sends("prover.example:8443"));
        await(SOON, () -> textOf("prove-stage").equals("The prover works"));
        go.countDown();
        await(SOON, () -> there("present-show-proof"));
        assertThat(texts("#present-result")).contains("prover.example:8443 read your credentials");
        assertThat(window.services().status().flowProperty().get()).isEqualTo(new DataFlow.Nowhere());
        assertThat(last().prover()).isEqualTo("https://prover.example:8443");
        assertThat(wallet.history().getLast().hasProof()).isTrue();
        assertThat(wallet.provers().getFirst().keys()).isEqualTo(keys);
        assertThat(closed).hasValue(1);
    }

    @Test
    void cancelled_whileTheServiceWorks_saysThatItCannotBeCalledBack() throws Exception {
        waits = true;
        open(true);
        choose("present-remote", "present-prover-0");
        press("present-make");
        await(SOON, () -> there("consent-yes"));
        press("consent-yes");
        await(SOON, () -> sent.get() == 1);
        press("prove-cancel");
        await(SOON, () -> texts("#present-result").contains("cannot be called back"));
        assertThat(wallet.history()).noneMatch(HistoryEntry::hasProof);
    }

    @Test
    void changedKeys_needAnAgreementOfTheirOwn() throws Exception {
        open(true);
        choose("present-remote", "present-prover-0");
        press("present-make");
        await(SOON, () -> there("consent-yes"));
        press("consent-yes");
        await(SOON, () -> there("present-show-proof"));
        keys = keys();
        show("Personal loan");
        choose("present-remote", "present-prover-0");
        press("present-make");
        await(SOON, () -> there("consent-new-keys"));
        assertThat(texts("#consent-rows")).contains("CHANGED");
        assertThat(lookup("#consent-yes").<Button>query().isDisabled()).isTrue();
        window(() -> {
            lookup("#consent-new-keys").<CheckBox>query().setSelected(true);
            return null;
        });
        press("consent-yes");
        await(
                SOON,
                () -> sent.get() == 2 && keys.equals(wallet.provers().getFirst().keys()));
    }

    @Test
    void serviceThatIsRefused_isSaid_andNothingIsProvenHereInstead() throws Exception {
        refuses = RemoteFailure.ATTESTATION_REFUSED;
        open(true);
        choose("present-remote", "present-prover-0");
        press("present-make");
        await(SOON, () -> there("dialog-ok"));
        assertThat(textOf("dialog-text")).contains("enclave does not hold");
        press("dialog-ok");
        assertThat(sent).hasValue(0);
        assertThat(wallet.history()).noneMatch(HistoryEntry::hasProof);
        assertThat(make().getText()).isEqualTo("Ask Office…");
    }
}
