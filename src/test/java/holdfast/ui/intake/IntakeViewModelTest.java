package holdfast.ui.intake;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.token.TokenException;
import holdfast.ui.ViewModelTest;
import holdfast.ui.common.StatusModel;
import holdfast.wallet.AutoLock;
import holdfast.wallet.KeyStanding;
import holdfast.wallet.Wallet;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IntakeViewModelTest extends ViewModelTest {
    private final IntakeViewModel model = new IntakeViewModel(session, new StatusModel());
    private final List<Found.Refusal> refusals = new ArrayList<>();
    private final List<IntakeViewModel.Stored> stored = new ArrayList<>();

    private IntakeItem take(Source source) {
        model.take(List.of(source));
        IntakeItem item = model.items().getLast();
        assertThat(item.foundProperty().get())
                .as("it is looked at in the background")
                .isNull();
        work();
        return item;
    }

    private IntakeItem takeText(String text) {
        return take(new Source.Text(text));
    }

    private static String refused(IntakeItem item) {
        return ((Found.Refusal.Sentence) ((Found.Refused) item.foundProperty().get()).why()).key();
    }

    private Source key(String role) {
        return new Source.Text(roles.key(role).publicKey().pem());
    }

    @Test
    void request_wellSigned_isStoredOnce() throws Exception {
        Wallet wallet = open();
        String request = roles.ask(samples.requests().get("resident")).compact();
        IntakeItem item = takeText(request);
        assertThat(item.isReady()).isTrue();

        model.store(stored::add);
        assertThat(model.busyProperty().get()).isTrue();
        model.store(stored::add); // A second press while the first goes on.
        work();

        assertThat(stored).hasSize(1);
        assertThat(stored.getFirst().requests()).isEqualTo(wallet.requests()).hasSize(1);
        assertThat(model.items()).isEmpty();
        assertThat(takeText(request).isPresent()).isTrue();
    }

    @Test
    void credential_whoseKeyIsNotAtHand_waitsForAKeyAndRefusesWhatIsNone() throws Exception {
        Wallet wallet = open();
        IntakeItem item = takeText(credential("sari-bank"));
        Found needs = item.foundProperty().get();
        assertThat(needs).isInstanceOf(Found.NeedsKey.class);

        model.giveKey(item, new Source.Text("no key"), refusals::add);
        work();
        assertThat(refusals).singleElement().isInstanceOf(Found.Refusal.Failure.class);
        assertThat(item.foundProperty().get()).as("goes on waiting").isSameAs(needs);

        model.giveKey(item, key("issuer bank"), refusals::add);
        work();
        assertThat(item.foundProperty().get()).isInstanceOf(Found.Credential.class);
        item.nameProperty().set("  My bank ");
        model.store(stored::add);
        work();
        assertThat(wallet.credentials())
                .singleElement()
                .satisfies(held -> assertThat(held.name()).isEqualTo("My bank"));
    }

    @Test
    void credential_givenTheKeyOfSomebodyElse_isRefused() throws Exception {
        open();
        IntakeItem item = takeText(credential("sari-bank"));

        model.giveKey(item, key("impostor"), refusals::add);
        work();

        assertThat(refusals).isEmpty();
        assertThat(((Found.Refused) item.foundProperty().get()).why())
                .isInstanceOfSatisfying(
                        Found.Refusal.Failure.class,
                        why -> assertThat(((TokenException) why.error()).reason())
                                .isEqualTo(TokenException.Reason.SIGNATURE_WRONG));
        assertThat(item.isReady()).isFalse();
    }

    @Test
    void key_givenBesideACredential_isWhatTheCredentialNeeds() throws Exception {
        open();
        model.take(List.of(new Source.Text(credential("sari-bank")), key("issuer bank")));
        work();

        assertThat(model.items())
                .singleElement()
                .satisfies(item -> assertThat(item.isReady()).isTrue());
    }

    @Test
    void rubbish_ofEachKind_isRefusedWithItsReason() throws Exception {
        open();
        assertThat(refused(takeText("  "))).isEqualTo("refused.empty");
        assertThat(refused(takeText("{\"a\":1}"))).isEqualTo("refused.other");
        assertThat(refused(takeText("{\"zkproof\":1}"))).isEqualTo("refused.proof");
        assertThat(refused(take(new Source.File(folder)))).isEqualTo("refused.folder");
        assertThat(refused(take(new Source.File(folder.resolve("gone.jwt"))))).isEqualTo("refused.unreadable");
        assertThat(refused(take(new Source.Picture(Optional::empty)))).isEqualTo("refused.no-code");
        assertThat(takeText("https://verifier.example/r").foundProperty().get())
                .isEqualTo(new Found.NeedsAddress("https://verifier.example/r"));
        model.store(stored::add);
        assertThat(stored).as("nothing is ready").isEmpty();
    }

    @Test
    void file_ofACredential_givesItsName() throws Exception {
        open();
        IntakeItem item =
                take(new Source.File(Files.writeString(folder.resolve("bank.2026.jwt"), credential("sari-bank"))));

        assertThat(item.origin()).isEqualTo("bank.2026.jwt");
        assertThat(item.nameProperty().get()).isEqualTo("bank");
    }

    @Test
    void agreement_toAChangedKey_endsWithWhatWasShown() throws Exception {
        Wallet wallet = open();
        hold(wallet, "sari-bank");
        IntakeItem item = takeText(credential("sari-bank"));
        model.giveKey(item, key("issuer bank"), refusals::add);
        work();
        assertThat(item.standing()).isInstanceOf(KeyStanding.class).isNotInstanceOf(KeyStanding.Changed.class);
        item.changeAcceptedProperty().set(true);

        item.set(item.foundProperty().get());

        assertThat(item.changeAcceptedProperty().get())
                .as("what was agreed to was what was shown then")
                .isFalse();
    }

    @Test
    void whatComes_whileLocked_waitsAndIsLookedAtAfterUnlocking() throws Exception {
        model.take(List.of(new Source.Text("rubbish")));
        assertThat(model.items()).isEmpty();
        assertThat(model.takeWaiting()).as("still locked").isFalse();

        open();
        assertThat(model.takeWaiting()).isTrue();
        work();
        assertThat(model.items()).hasSize(1);
        assertThat(model.waiting()).isEmpty();
        assertThat(model.takeWaiting()).isFalse();
    }

    @Test
    void lock_whileSomethingIsLookedAt_forgetsIt() throws Exception {
        open();
        model.take(List.of(new Source.Text(credential("sari-bank"))));

        session.lock(AutoLock.Reason.IDLE);
        work();

        assertThat(model.items()).isEmpty();
        assertThat(model.busyProperty().get()).isFalse();
    }
}
