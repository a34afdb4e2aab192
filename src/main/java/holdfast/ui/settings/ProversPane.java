package holdfast.ui.settings;

import holdfast.attestation.Measurements;
import holdfast.ui.common.Buttons;
import holdfast.ui.common.Dialogs.Question;
import holdfast.ui.common.Rows;
import holdfast.ui.common.SecretField;
import holdfast.ui.common.Shown;
import holdfast.ui.common.Words;
import holdfast.wallet.RemoteProver;
import holdfast.wallet.RemoteProving;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** The proving services that the holder set up; none is ever asked by itself. */
final class ProversPane {
    private final SettingsViewModel model;
    private final Controls controls;
    private final Words words;

    ProversPane(SettingsViewModel model, Controls controls) {
        this.model = model;
        this.controls = controls;
        this.words = controls.words();
    }

    VBox pane() {
        VBox card = controls.card("provers");
        card.getChildren().add(Rows.text(words.text("provers.why"), "muted", "small-text"));
        List<RemoteProver> provers = model.wallet().provers();
        if (provers.isEmpty()) {
            card.getChildren().add(Rows.text(words.text("provers.none"), "muted"));
        }
        for (RemoteProver prover : provers) {
            Button remove = Buttons.button(
                    "prover-remove",
                    words.text("remove"),
                    () -> controls.services()
                            .dialogs()
                            .ask(
                                    new Question(
                                            words.text("provers.remove.title", "name", Shown.line(prover.name())),
                                            words.text("provers.remove.text"),
                                            words.text("remove"),
                                            words.text("cancel"),
                                            true),
                                    () -> model.remove(prover.id(), controls::failed)));
            card.getChildren()
                    .add(controls.row(
                            Rows.text(Shown.line(prover.name()), "strong"),
                            Rows.text(Shown.line(prover.address()), "mono", "small-text"),
                            Rows.text(
                                    words.text(prover.measurements().isEmpty() ? "provers.any" : "provers.attested"),
                                    "muted",
                                    "small-text"),
                            remove));
        }
        card.getChildren().add(controls.row(Buttons.button("prover-add", words.text("provers.add"), this::add)));
        return card;
    }

    private TextField field(String id, String key) {
        TextField field = new TextField();
        field.setId(id);
        field.setAccessibleText(words.text(key));
        field.setPrefColumnCount(30);
        return field;
    }

    private void add() {
        TextField name = field("prover-name", "provers.name");
        TextField address = field("prover-address", "provers.address");
        address.setPromptText(words.text("provers.address.prompt"));
        TextField account = field("prover-account", "provers.account");
        SecretField secret = new SecretField(
                "prover-secret",
                words.text("provers.secret"),
                controls.services().words("common").text("secret.reveal"));
        TextField[] registers = new TextField[3];
        VBox fields = new VBox(
                new Label(words.text("provers.name")),
                name,
                new Label(words.text("provers.address")),
                address,
                new Label(words.text("provers.account")),
                account,
                new Label(words.text("provers.secret")),
                secret,
                Rows.text(words.text("provers.pcr.why"), "muted", "small-text"));
        for (int i = 0; i < registers.length; i++) {
            registers[i] = field("prover-pcr" + i, "provers.pcr" + i);
            registers[i].setPromptText(words.text("provers.pcr" + i));
            fields.getChildren().add(registers[i]);
        }
        Label wrong = Rows.text("", "bad-text", "small-text");
        wrong.setId("prover-wrong");
        fields.getChildren().add(wrong);
        fields.getStyleClass().add("fields");
        Button yes = Buttons.accent("prover-add-do", words.text("provers.add.do"), () -> {
            List<Measurements> measurements;
            try {
                measurements = measurements(registers);
            } catch (IllegalArgumentException e) {
                wrong.setText(words.text("provers.pcr.wrong"));
                return;
            }
            model.addProver(
                    new RemoteProving.Setup(
                            name.getText().strip(),
                            address.getText().strip(),
                            account.getText().strip(),
                            false,
                            measurements),
                    utf8(secret.take()),
                    added -> controls.services().dialogs().close(),
                    error -> wrong.setText(words.text("provers.wrong")));
        });
        yes.disableProperty()
                .bind(name.textProperty()
                        .isEmpty()
                        .or(address.textProperty().isEmpty())
                        .or(model.busyProperty()));
        controls.dialog("provers.add.title", yes, fields);
        Platform.runLater(name::requestFocus);
    }

    private static List<Measurements> measurements(TextField[] registers) {
        boolean none = Arrays.stream(registers)
                .allMatch(register ->
                        register.getText() == null || register.getText().isBlank());
        return none
                ? List.of()
                : List.of(Measurements.ofHex(
                        registers[0].getText().strip(),
                        registers[1].getText().strip(),
                        registers[2].getText().strip()));
    }

    private static byte[] utf8(char[] typed) {
        byte[] room = new byte[3 * typed.length];
        ByteBuffer encoded = ByteBuffer.wrap(room);
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(typed), encoded, true);
        byte[] bytes = Arrays.copyOf(room, encoded.position());
        Arrays.fill(room, (byte) 0);
        Arrays.fill(typed, '\0');
        return bytes;
    }
}
