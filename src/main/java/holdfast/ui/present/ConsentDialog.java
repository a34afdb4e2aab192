package holdfast.ui.present;

import holdfast.dvr.Path;
import holdfast.text.NetworkText;
import holdfast.ui.common.Buttons;
import holdfast.ui.common.Rows;
import holdfast.ui.common.Shown;
import holdfast.ui.common.Theme;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.wallet.RemoteConsent;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/** Everything that a service would read, and what is known about it; sent only on a yes. */
final class ConsentDialog {
    private static final double WIDTH = 38;
    private static final double HEIGHT = 26;

    private final WindowServices services;
    private final Words words;
    private final NetworkText network;

    ConsentDialog(WindowServices services, Words words, NetworkText network) {
        this.services = services;
        this.words = words;
        this.network = network;
    }

    /**
     * @param request its title
     * @param agreed called on a yes, and whether it was also for keys that changed
     * @param refused called however else the dialog goes away
     */
    void show(RemoteConsent consent, String request, Consumer<Boolean> agreed, Runnable refused) {
        boolean changed = consent.keyState() == RemoteConsent.KeyState.CHANGED;
        VBox rows = new VBox(Rows.text(network.consentReads()));
        rows.setId("consent-rows");
        rows.getStyleClass().add("present-facts");
        for (RemoteConsent.Read read : consent.reads()) {
            rows.getChildren()
                    .add(Rows.bullet(network.consentReads(
                            Shown.line(read.name()),
                            read.fields().stream()
                                    .filter(field -> !Path.isMarker(field.substring(field.lastIndexOf('.') + 1)))
                                    .map(field -> Shown.line(FieldWords.of(field)))
                                    .toList())));
        }
        rows.getChildren().add(Rows.bullet(network.consentRequest(Shown.line(request))));
        String enclave = network.consentEnclave(consent.enclave());
        rows.getChildren().add(consent.enclave().isPresent() ? Rows.text(enclave) : Rows.warning(enclave));
        String keys = network.consentKeys(consent.prover().keys(), consent.keys());
        rows.getChildren().add(changed ? Rows.warning(keys) : Rows.text(keys));
        String proof = network.consentProof(consent.isIssuerProven());
        rows.getChildren().add(consent.isIssuerProven() ? Rows.text(proof) : Rows.warning(proof));
        CheckBox newKeys = new CheckBox(words.text("consent.new-keys"));
        newKeys.setId("consent-new-keys");
        newKeys.setWrapText(true);
        if (changed) {
            rows.getChildren().add(newKeys);
        }
        AtomicBoolean decided = new AtomicBoolean();
        Button no = services.dialogs().cancelButton("consent-no", words.text("consent.no"));
        Button yes = Buttons.button("consent-yes", words.text("consent.yes"), () -> {
            decided.set(true);
            services.dialogs().close();
            agreed.accept(newKeys.isSelected());
        });
        yes.getStyleClass().add("danger");
        if (changed) {
            yes.disableProperty().bind(newKeys.selectedProperty().not());
        }
        show(network.consentTitle(Shown.line(consent.prover().name()), Shown.line(consent.address())), rows, no, yes);
        onceHidden(() -> {
            if (!decided.get()) {
                refused.run();
            }
        });
        Platform.runLater(no::requestFocus);
    }

    private void show(String title, VBox rows, Button... buttons) {
        double size = Theme.textSize(services.preferences().get());
        ScrollPane scroll = Rows.scrolled(rows, HEIGHT * size);
        VBox content = new VBox(Rows.heading(title), scroll, Buttons.atEnd(buttons));
        content.setPrefWidth(WIDTH * size);
        services.dialogs().show(content);
    }

    /** However the dialog goes away, by a key or a press beside it as well. */
    private void onceHidden(Runnable action) {
        var shown = services.dialogs().pane().displayProperty();
        shown.addListener(new ChangeListener<Boolean>() {
            @Override
            public void changed(
                    javafx.beans.value.ObservableValue<? extends Boolean> property, Boolean before, Boolean now) {
                if (!now) {
                    shown.removeListener(this);
                    action.run();
                }
            }
        });
    }
}
