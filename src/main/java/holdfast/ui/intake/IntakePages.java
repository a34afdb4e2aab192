package holdfast.ui.intake;

import holdfast.ui.common.Buttons;
import holdfast.ui.common.DropTarget.Dropped;
import holdfast.ui.common.Fxml;
import holdfast.ui.common.Navigator.Page;
import holdfast.ui.common.Rows;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.wallet.HeldCredential;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;

/** Opens the page on which something comes in, from wherever it was given. */
public final class IntakePages {
    private final IntakeViewModel model;
    private final BiConsumer<WindowServices, IntakeViewModel.Stored> stored;
    private boolean open;

    /** @param stored is told what went into the vault, after the page was closed */
    public IntakePages(IntakeViewModel model, BiConsumer<WindowServices, IntakeViewModel.Stored> stored) {
        this.model = model;
        this.stored = stored;
    }

    /** What was dropped, as something to look at. */
    static List<Source> sources(Dropped dropped) {
        return switch (dropped) {
            case Dropped.Files(var paths) -> Source.files(paths);
            case Dropped.Text(String text) -> List.of(new Source.Text(text));
        };
    }

    public void dropped(WindowServices services, Dropped dropped) {
        take(services, sources(dropped));
    }

    /** Looks at things; shows the page when a vault is open, and keeps them until then otherwise. */
    public void take(WindowServices services, List<Source> sources) {
        if (!sources.isEmpty()) {
            model.take(sources);
            if (services.session().isOpen()) {
                show(services);
            }
        }
    }

    /** Takes what came while the vault was locked. */
    public void takeWaiting(WindowServices services) {
        if (model.takeWaiting()) {
            show(services);
        }
    }

    /** How many things wait for a vault to be opened. */
    public int waiting() {
        return model.waiting().size();
    }

    public void openFiles(WindowServices services) {
        Words words = services.words("intake");
        take(services, Source.files(services.files().open(words.text("open"))));
    }

    /** Takes what is on the clipboard: text, a file that was copied, or a picture with a QR code. */
    public void paste(WindowServices services) {
        List<Source> sources = Pasted.sources(services.clipboard());
        if (sources.isEmpty()) {
            Words words = services.words("intake");
            services.dialogs().tell(words.text("paste.empty"), words.text("paste.empty.advice"), words.text("ok"));
        } else {
            take(services, sources);
        }
    }

    /** Asks for an address. */
    public void address(WindowServices services) {
        Words words = services.words("intake");
        TextField field = new TextField();
        field.setId("intake-address");
        field.setAccessibleText(words.text("address.field"));
        field.setPromptText(words.text("address.prompt"));
        field.setPrefColumnCount(32);
        Button go = Buttons.accent("intake-address-go", words.text("address.go"), () -> {
            services.dialogs().close();
            take(services, List.of(new Source.Text(field.getText().strip())));
        });
        go.setDefaultButton(true);
        go.disableProperty().bind(field.textProperty().map(String::isBlank));
        services.dialogs()
                .show(
                        words.text("address.field"),
                        Rows.text(words.text("address.why")),
                        field,
                        Buttons.atEnd(
                                services.dialogs().cancelButton("intake-address-cancel", words.text("cancel")), go));
        Platform.runLater(field::requestFocus);
    }

    /** Lets the holder choose a newer credential to stand in the place of one that they have. */
    public void replace(WindowServices services, HeldCredential old) {
        Words words = services.words("intake");
        List<Source> sources = Source.files(services.files().open(words.text("open")));
        // The vault may have been locked while the file was chosen; another one that is opened has not this credential.
        if (!sources.isEmpty() && services.session().isOpen()) {
            model.clear();
            model.replacedProperty().set(old);
            take(services, sources);
        }
    }

    private void show(WindowServices services) {
        if (open) {
            return;
        }
        open = true;
        IntakeView view = new IntakeView(model, services, result -> done(services, result));
        services.navigator().open(new Page(Fxml.load(services.words("intake"), view), () -> {
            open = false;
            model.clear();
        }));
    }

    private void done(WindowServices services, IntakeViewModel.Stored result) {
        if (model.items().isEmpty()) {
            services.navigator().back();
            stored.accept(services, result);
        }
    }
}
