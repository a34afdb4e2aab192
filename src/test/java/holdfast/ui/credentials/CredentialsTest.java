package holdfast.ui.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.ui.UiTest;
import holdfast.ui.common.HiddenValue;
import holdfast.wallet.HeldCredential;
import holdfast.wallet.Wallet;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;

class CredentialsTest extends UiTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private Wallet filled() throws Exception {
        Wallet wallet = openVault("vault");
        fill(wallet);
        await(SOON, () -> list().getItems().size() == 7);
        return wallet;
    }

    @SuppressWarnings("unchecked")
    private ListView<HeldCredential> list() {
        return lookup("#credential-list").queryAs(ListView.class);
    }

    private void write(String id, String text) {
        window(() -> {
            ((TextInputControl) lookup("#" + id).query()).setText(text);
            return null;
        });
    }

    private void openDetails(String name) {
        window(() -> {
            HeldCredential wanted = list().getItems().stream()
                    .filter(credential -> credential.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            list().getSelectionModel().select(wanted);
            list().fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false));
            return null;
        });
    }

    private Set<HiddenValue> values() {
        return lookup(".hidden-value").queryAllAs(HiddenValue.class).stream()
                .filter(value -> value.isVisible() && !value.getValue().isEmpty())
                .collect(Collectors.toSet());
    }

    @Test
    void list_empty_saysWhatToDo() throws Exception {
        openVault("vault");

        assertThat(lookup("#credentials-empty").query().isVisible()).isTrue();
        assertThat(lookup("#credentials-empty-add").query().isVisible()).isTrue();
    }

    @Test
    void list_ofTenThousand_makesCellsOnlyForWhatIsSeen() throws Exception {
        filled();
        List<HeldCredential> seven = List.copyOf(list().getItems());
        ObservableList<HeldCredential> many = FXCollections.observableArrayList();
        for (int i = 0; i < 10_000; i++) {
            many.add(seven.get(i % seven.size()));
        }
        Set<Node> cells = Collections.newSetFromMap(new IdentityHashMap<>());
        ObservableList<HeldCredential> own = list().getItems();
        window(() -> {
            list().setItems(many);
            for (int place = 0; place < many.size(); place += 500) {
                list().scrollTo(place);
                scene().getRoot().applyCss();
                scene().getRoot().layout();
                cells.addAll(lookup(".list-cell").queryAll());
            }
            list().setItems(own);
            return null;
        });

        assertThat(cells).hasSizeBetween(5, 60);
    }

    @Test
    void search_words_findsByNameAndIssuer() throws Exception {
        filled();

        write("search", "diploma");
        await(SOON, () -> list().getItems().size() == 1);
        write("search", "nothing is called that");
        await(SOON, () -> list().getItems().isEmpty());

        assertThat(lookup("#credentials-empty").query().isVisible()).isTrue();
        assertThat(lookup("#credentials-empty-add").query().isVisible()).isFalse();
    }

    @Test
    void details_values_areHiddenUntilAsked() throws Exception {
        filled();
        openDetails("Diploma");
        assertThat(values()).isNotEmpty().allSatisfy(value -> {
            assertThat(value.isRevealed()).isFalse();
            assertThat(value.getText()).isNotEqualTo(value.getValue());
        });

        window(() -> {
            lookup("#show-values").queryAs(ToggleButton.class).fire();
            return null;
        });

        assertThat(values())
                .isNotEmpty()
                .allSatisfy(value -> assertThat(value.getText()).isEqualTo(value.getValue()));
    }

    @Test
    void credential_renamed_keepsItsLabels() throws Exception {
        Wallet wallet = filled();
        openDetails("Diploma");
        press("credential-rename");
        write("rename-name", "My degree");
        write("rename-labels", "school, , work,school");
        press("rename-save");

        await(SOON, () -> textOf("credential-name").equals("My degree"));
        assertThat(wallet.credentials())
                .filteredOn(credential -> credential.name().equals("My degree"))
                .singleElement()
                .extracting(HeldCredential::labels)
                .isEqualTo(List.of("school", "work"));
    }

    @Test
    void credential_deleted_isGoneAfterAYes() throws Exception {
        Wallet wallet = filled();
        openDetails("Diploma");
        press("credential-delete");
        press("dialog-no");
        assertThat(wallet.credentials()).hasSize(7);
        press("credential-delete");
        press("dialog-yes");

        await(SOON, () -> wallet.credentials().size() == 6);
        await(
                SOON,
                () -> lookup("#credential-list").tryQuery().isPresent()
                        && list().getItems().size() == 6);
    }

    @Test
    void rawToken_copied_leavesTheClipboardAfterAWhile() throws Exception {
        filled();
        openDetails("Diploma");
        press("credential-raw");
        press("raw-copy");
        assertThat(window(() -> Clipboard.getSystemClipboard().getString())).startsWith("ey");

        window(() -> {
            later.forEach(Runnable::run);
            return null;
        });

        assertThat(window(() -> Clipboard.getSystemClipboard().getString())).isEmpty();
    }

    @Test
    void vault_lockedOnADetail_showsNothingOfIt() throws Exception {
        filled();
        openDetails("Diploma");

        press("lock");

        assertThat(lookup("#credential-fields").tryQuery()).isEmpty();
        assertThat(lookup("#unlock").tryQuery().isPresent()
                        || lookup("#begin").tryQuery().isPresent())
                .isTrue();
    }
}
