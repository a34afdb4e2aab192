package holdfast.ui.unlock;

import holdfast.ui.common.Buttons;
import holdfast.ui.common.SecretField;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.wallet.AutoLock;
import holdfast.wallet.WalletStore.Access;
import holdfast.wallet.WalletStore.SecretKind;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;

/** The passphrase or recovery key of a vault that is opened, or of a backup that is restored. */
final class SecretStep {
    private final UnlockViewModel model;
    private final WindowServices services;
    private final Words words;
    private final SecretKind kind;
    private final Consumer<SecretKind> instead;
    private final SecretField secret;

    /** @param instead asks for the other kind */
    SecretStep(UnlockViewModel model, WindowServices services, SecretKind kind, Consumer<SecretKind> instead) {
        this.model = model;
        this.services = services;
        this.words = services.words("unlock");
        this.kind = kind;
        this.instead = instead;
        this.secret = new SecretField(
                code(kind.name()),
                words.text("secret." + code(kind.name())),
                services.words("common").text("secret.reveal"));
    }

    GatePage open(GateFolders folders) {
        FlowPane links = Buttons.flow(Buttons.link("choose-folder", words.text("choose"), folders::choose));
        if (kind == SecretKind.RECOVERY_KEY || model.hasRecoveryKey()) {
            links.getChildren().addFirst(other());
        }
        Button unlock = doIt("unlock", words.text("open.do"), typed -> model.unlock(typed, kind, Access.WRITE));
        return new GatePage(
                words.text("open.title", "name", model.name()),
                why(services.session().reason()),
                name(),
                secret,
                Buttons.atEnd(unlock),
                links);
    }

    GatePage restore() {
        return new GatePage(
                words.text("restore.title"),
                words.text("restore.subtitle"),
                name(),
                secret,
                Buttons.atEnd(
                        Buttons.button("restore-back", words.text("back"), model::look),
                        doIt("restore-do", words.text("restore.do"), typed -> model.restore(typed, kind))),
                Buttons.flow(other()));
    }

    private Button doIt(String id, String text, Consumer<char[]> take) {
        Runnable go = () -> {
            if (!secret.isBlank()) {
                take.accept(secret.take());
            }
        };
        secret.onEnter(go);
        Platform.runLater(secret::focus);
        return Buttons.accent(id, text, go);
    }

    private Label name() {
        return new Label(words.text("secret." + code(kind.name())));
    }

    private Hyperlink other() {
        return kind == SecretKind.PASSPHRASE
                ? Buttons.link("forgotten", words.text("open.forgotten"), () -> instead.accept(SecretKind.RECOVERY_KEY))
                : Buttons.link(
                        "with-passphrase", words.text("open.passphrase"), () -> instead.accept(SecretKind.PASSPHRASE));
    }

    private String why(AutoLock.Reason reason) {
        return words.text("locked." + code(reason.name()));
    }

    private static String code(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
