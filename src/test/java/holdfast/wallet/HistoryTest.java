package holdfast.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holdfast.json.JsonWriter;
import holdfast.wallet.HistoryCheck.Broken;
import holdfast.wallet.HistoryCheck.Intact;
import holdfast.wallet.HistoryEntry.Content;
import holdfast.wallet.WalletStore.Access;
import holdfast.wallet.WalletStore.SecretKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The history's chain: what is deleted leaves a tombstone, what is changed shows. */
class HistoryTest {
    @TempDir
    private Path folder;

    private final Given given = new Given();
    private Wallet wallet;

    @BeforeEach
    void declineThree() throws Exception {
        wallet = given.wallet(folder.resolve("vault"));
        for (String reason : new String[] {"first", "=second", "third"}) {
            String query = "[{\"output\":{\"result\":\"" + reason + "\"}}]";
            new HistoryKeeping(wallet).decline(given.asked(wallet, given.request(query)), reason);
        }
    }

    @AfterEach
    void close() {
        wallet.close();
    }

    private HistoryCheck check(List<HistoryEntry> entries) {
        Intact intact = (Intact) wallet.checkHistory();
        return HistoryCheck.of(entries, intact.entries(), intact.head());
    }

    @Test
    void history_reopened_isIntact() throws Exception {
        wallet.close();
        wallet = given.store(folder.resolve("vault"))
                .unlock(Given.PASSPHRASE, SecretKind.PASSPHRASE, Access.READ)
                .wallet();
        assertThat(wallet.checkHistory())
                .isInstanceOfSatisfying(
                        Intact.class, intact -> assertThat(intact.entries()).isEqualTo(3));
    }

    @Test
    void entry_deleted_leavesATombstoneAndAnUnbrokenChain() throws Exception {
        new HistoryKeeping(wallet).delete(wallet.entry(2));
        assertThat(wallet.entry(2).content()).isInstanceOf(Content.Tombstone.class);
        assertThat(wallet.checkHistory())
                .isInstanceOfSatisfying(
                        Intact.class, intact -> assertThat(intact.deleted()).isEqualTo(1));
        assertThat(JsonWriter.compact(HistoryExport.json(wallet)))
                .contains("third")
                .doesNotContain("second");
        assertThatThrownBy(() -> new HistoryKeeping(wallet).delete(wallet.entry(2)))
                .isInstanceOfSatisfying(
                        WalletException.class,
                        e -> assertThat(e.reason()).isEqualTo(WalletException.Reason.WRONG_STATE));
    }

    @Test
    void entry_changed_shows() {
        List<HistoryEntry> entries = new ArrayList<>(wallet.history());
        HistoryEntry second = entries.get(1);
        HistoryEvent other = ((Content.Kept) entries.get(0).content()).event();
        entries.set(1, new HistoryEntry(second.id(), 2, second.previous(), second.digest(), new Content.Kept(other)));
        assertThat(check(entries)).isEqualTo(new Broken(2, HistoryCheck.Reason.EVENT_CHANGED));
    }

    @Test
    void entry_changedWithItsDigest_showsAtTheNext() {
        List<HistoryEntry> entries = new ArrayList<>(wallet.history());
        HistoryEntry second = entries.get(1);
        HistoryEvent other = ((Content.Kept) entries.get(0).content()).event();
        entries.set(1, HistoryEntry.of(second.id(), 2, second.previous(), other));
        assertThat(check(entries)).isEqualTo(new Broken(3, HistoryCheck.Reason.LINK_BROKEN));
    }

    @Test
    void entry_leftOutMovedOrCutOff_shows() {
        List<HistoryEntry> without = new ArrayList<>(wallet.history());
        without.remove(1);
        assertThat(check(without)).isEqualTo(new Broken(2, HistoryCheck.Reason.NUMBER_WRONG));
        List<HistoryEntry> swapped = new ArrayList<>(wallet.history());
        Collections.swap(swapped, 0, 1);
        assertThat(check(swapped)).isEqualTo(new Broken(1, HistoryCheck.Reason.NUMBER_WRONG));
        assertThat(check(wallet.history().subList(0, 2))).isEqualTo(new Broken(2, HistoryCheck.Reason.END_WRONG));
    }

    @Test
    void csv_cellsThatASpreadsheetWouldRun_areMadeHarmless() {
        assertThat(HistoryExport.csv(wallet)).contains(",'=second,").startsWith("number,at,kind,");
        for (String formula : new String[] {"=1", "+1", "-1", "@x", "\t=1", "\r=1"}) {
            assertThat(HistoryExport.cell(formula).replace("\"", "")).startsWith("'");
        }
        // As a program sees them that divides at semicolons and so knows nothing of our quotation marks.
        for (String formula : new String[] {"a;=1", "a\n=1", "a;\t+1", "\r=1", "a;\"=1", "a; @x", "a;\uFF1D1"}) {
            for (String part : HistoryExport.cell(formula).split("[;\r\n]", -1)) {
                assertThat(part.replace("\"", "").strip()).as(formula).doesNotContainPattern("^[=+\\-@\uFF1D]");
            }
        }
        assertThat(HistoryExport.cell("a\u001b[2J\u202eb\u0085\ud800")).isEqualTo("a\uFFFD[2J\uFFFDb\uFFFD\uFFFD");
        assertThat(HistoryExport.cell("a;b-c")).isEqualTo("\"a;b-c\"");
        assertThat(HistoryExport.cell("{\"n\":-5,\"m\":[-1]}")).isEqualTo("\"{\"\"n\"\":-5,\"\"m\"\":[-1]}\"");
        assertThat(HistoryExport.cell("a \"b\", c")).isEqualTo("\"a \"\"b\"\", c\"");
        assertThat(HistoryExport.cell("plain")).isEqualTo("plain");
    }
}
