package holdfast.ui.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.token.KeyResolver;
import holdfast.ui.ViewModelTest;
import holdfast.wallet.AutoLock;
import holdfast.wallet.FakeProver;
import holdfast.wallet.HeldRequest;
import holdfast.wallet.HistoryCheck;
import holdfast.wallet.HistoryEntry;
import holdfast.wallet.HistoryKeeping;
import holdfast.wallet.Matching;
import holdfast.wallet.ProofExport;
import holdfast.wallet.Proving;
import holdfast.wallet.Wallet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ProofsViewModelTest extends ViewModelTest {
    private final ProofsViewModel model = new ProofsViewModel(session);

    private void proveAndDecline(Wallet wallet) throws Exception {
        hold(wallet, "sari-bank");
        HeldRequest request = asked(wallet, "resident");
        LocalDate today = LocalDate.parse("2026-11-20");
        Matching.Answer answer = Matching.of(wallet, request, KeyResolver.none(), today)
                .suggested()
                .orElseThrow();
        new Proving(wallet, new FakeProver()).prove(request, answer, today, (stage, part) -> {}, () -> false);
        new HistoryKeeping(wallet).decline(asked(wallet, "loan"), null);
    }

    @Test
    void history_changed_isListedAtOnceAndItsChainCheckedInTheBackground() throws Exception {
        Wallet wallet = open();
        model.watch();
        proveAndDecline(wallet);

        session.changed();

        assertThat(model.shown()).extracting(HistoryEntry::number).containsExactly(2L, 1L);
        assertThat(model.integrityProperty().get()).as("not checked yet").isNull();
        work();
        assertThat(model.integrityProperty().get())
                .isInstanceOfSatisfying(
                        HistoryCheck.Intact.class,
                        intact -> assertThat(intact.entries()).isEqualTo(2));
        model.onlyProofsProperty().set(true);
        assertThat(model.shown()).extracting(HistoryEntry::number).containsExactly(1L);
    }

    @Test
    void history_whichNobodyLooksAt_isNotChecked() throws Exception {
        proveAndDecline(open());

        session.changed();

        assertThat(background).isEmpty();
        assertThat(model.integrityProperty().get()).isNull();
    }

    @Test
    void proof_selected_isSearchedAheadAndAgainAfterAChange() throws Exception {
        Wallet wallet = open();
        proveAndDecline(wallet);
        session.changed();
        work();
        HistoryEntry proof = model.shown().getLast();

        model.select(proof);
        assertThat(model.searchedProperty().get()).isNull();
        work();
        assertThat(model.searchedProperty().get().entry()).isEqualTo(proof);
        assertThat(model.searchedProperty().get().outcome()).isInstanceOf(ProofExport.Outcome.Ready.class);

        session.changed();
        assertThat(model.searchedProperty().get())
                .as("other values may be private now")
                .isNull();
        work();
        assertThat(model.searchedProperty().get()).isNotNull();

        model.selectedProperty().set(model.shown().getFirst());
        work();
        assertThat(model.searchedProperty().get()).as("the entry has no proof").isNull();
    }

    @Test
    void search_lockedMeanwhile_leavesNothing() throws Exception {
        Wallet wallet = open();
        proveAndDecline(wallet);
        session.changed();
        work();
        model.select(model.shown().getLast());

        session.lock(AutoLock.Reason.IDLE);
        work();

        assertThat(model.searchedProperty().get()).isNull();
        assertThat(model.integrityProperty().get()).isNull();
        assertThat(model.selectedProperty().get()).isNull();
        assertThat(model.shown()).isEmpty();
    }

    @Test
    void proof_savedWhereNothingCanBeWritten_isNotNotedAsExported() throws Exception {
        Wallet wallet = open();
        proveAndDecline(wallet);
        session.changed();
        work();
        Path nowhere = folder.resolve("no-such-folder").resolve("p.hfproof");

        model.save(model.shown().getLast(), new byte[] {1}, nowhere, () -> {}, failed::add);
        work();

        assertThat(failed).singleElement().isInstanceOf(java.nio.file.NoSuchFileException.class);
        assertThat(wallet.history()).hasSize(2);
        assertThat(Files.exists(nowhere)).isFalse();
    }
}
