package holdfast.ui.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.ui.ViewModelTest;
import holdfast.wallet.AutoLock;
import holdfast.wallet.HeldCredential;
import holdfast.wallet.Wallet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CredentialsViewModelTest extends ViewModelTest {
    private final CredentialsViewModel model = new CredentialsViewModel(session);
    private final List<CredentialsViewModel.Summary> summaries = new ArrayList<>();

    @Test
    void search_typedOn_showsWhatTheLastTextFinds() throws Exception {
        Wallet wallet = open();
        hold(wallet, "sari-bank", "budi-bank");
        assertThat(model.found()).hasSize(2);
        HeldCredential one = wallet.describe(model.found().getFirst(), "Lantern", List.of());
        session.changed();
        work();

        model.searchProperty().set("nothing has this name");
        model.searchProperty().set("lantern");
        Runnable first = background.remove();
        Runnable second = background.remove();
        second.run();
        first.run();

        assertThat(model.found()).containsExactly(one);
        assertThat(model.countProperty().get()).isEqualTo(2);
    }

    @Test
    void summary_ofACard_isReadInTheBackgroundOnce() throws Exception {
        Wallet wallet = open();
        hold(wallet, "sari-bank");
        HeldCredential held = model.found().getFirst();

        model.summary(held, summaries::add);
        assertThat(summaries).isEmpty();
        work();
        assertThat(summaries).singleElement().satisfies(summary -> {
            assertThat(summary.names()).isNotEmpty().hasSizeLessThanOrEqualTo(4);
            assertThat(summary.count()).isGreaterThanOrEqualTo(summary.names().size());
        });

        model.summary(held, summaries::add);
        assertThat(summaries).hasSize(2);
        assertThat(background).isEmpty();
    }

    @Test
    void fields_lockedMeanwhile_areNotShown() throws Exception {
        hold(open(), "sari-bank");
        List<List<CredentialField>> shown = new ArrayList<>();
        model.fields(model.found().getFirst(), shown::add, failed::add);

        session.lock(AutoLock.Reason.IDLE);
        work();

        assertThat(shown).isEmpty();
        assertThat(failed).isEmpty();
        assertThat(model.found()).isEmpty();
        assertThat(model.countProperty().get()).isZero();
    }

    @Test
    void credential_describedAndDeleted_changesTheList() throws Exception {
        Wallet wallet = open();
        hold(wallet, "sari-bank");
        List<HeldCredential> described = new ArrayList<>();
        model.describe(model.found().getFirst(), "Bank", List.of("money"), described::add, failed::add);
        work();
        assertThat(model.found()).isEqualTo(described);
        assertThat(described.getFirst().labels()).containsExactly("money");

        model.delete(described.getFirst(), () -> {}, failed::add);
        model.delete(described.getFirst(), () -> {}, failed::add); // A second press.
        work();
        assertThat(wallet.credentials()).isEmpty();
        assertThat(model.found()).isEmpty();
    }
}
