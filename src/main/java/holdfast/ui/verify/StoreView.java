package holdfast.ui.verify;

import holdfast.ui.common.SecretField;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.verification.store.VerifierStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import org.jspecify.annotations.Nullable;

/** The verifier's encrypted store: its signing key, and which proofs were accepted, kept between starts. */
final class StoreView {
    private final WindowServices services;
    private final VerifierStores stores;
    private final CheckViewModel check;
    private final AuthorViewModel author;
    private final Words words;
    private @Nullable Path folder;
    private @Nullable VerifierStore open;

    @FXML
    private Label where;

    @FXML
    private PasswordField passphrase;

    @FXML
    private Button unlock;

    @FXML
    private Label state;

    @FXML
    private Button keep;

    @FXML
    private Button lock;

    StoreView(WindowServices services, VerifierStores stores, CheckViewModel check, AuthorViewModel author) {
        this.services = services;
        this.stores = stores;
        this.check = check;
        this.author = author;
        this.words = services.words(VerifyFeature.ID);
    }

    @FXML
    void initialize() {
        SecretField.whenGone(passphrase, passphrase::clear);
        show();
    }

    private void show() {
        where.setText(folder == null ? words.text("store.no-folder") : String.valueOf(folder.getFileName()));
        passphrase.setDisable(folder == null || open != null);
        unlock.setDisable(folder == null || open != null);
        lock.setDisable(open == null);
        keep.setDisable(open == null || author.keyProperty().get() == null);
        state.setText(open == null ? words.text("store.closed") : words.text("store.open", "count", open.remembered()));
    }

    @FXML
    void onFolder() {
        services.files().folder(words.text("store.folder")).ifPresent(chosen -> {
            onLock();
            folder = chosen;
            show();
        });
    }

    @FXML
    void onUnlock() {
        Path chosen = folder;
        if (chosen == null) {
            return;
        }
        char[] typed = passphrase.getText().toCharArray();
        passphrase.clear();
        unlock.setDisable(true);
        services.tasks()
                .start(
                        progress -> {
                            try {
                                return stores.open(chosen, typed);
                            } finally {
                                Arrays.fill(typed, '\0');
                            }
                        },
                        this::opened,
                        failed -> {
                            show();
                            if (failed instanceof IOException) {
                                services.dialogs()
                                        .tell(
                                                words.text("store.other"),
                                                words.text("store.other.advice"),
                                                words.text("ok"));
                            } else {
                                services.dialogs().tell(services.errors().of(failed), words.text("ok"));
                            }
                        });
    }

    private void opened(VerifierStore store) {
        open = store;
        check.useStore(store);
        try {
            store.signingKey().ifPresent(author::useKey);
        } catch (IOException e) {
            services.dialogs().tell(services.errors().of(e), words.text("ok"));
        }
        show();
    }

    @FXML
    void onKeep() {
        VerifierStore store = open;
        var key = author.keyProperty().get();
        if (store == null || key == null) {
            return;
        }
        keep.setDisable(true);
        services.tasks()
                .start(
                        progress -> {
                            store.storeSigningKey(key);
                            return store;
                        },
                        kept -> show(),
                        failed -> {
                            show();
                            services.dialogs().tell(services.errors().of(failed), words.text("ok"));
                        });
    }

    @FXML
    void onLock() {
        if (open != null) {
            check.useStore(null);
            author.useKey(null);
            open.close();
            open = null;
        }
        show();
    }
}
