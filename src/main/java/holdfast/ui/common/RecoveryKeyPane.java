package holdfast.ui.common;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Locale;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/**
 * Shows a recovery key once, to be printed or saved, and lets it count only when its holder shows that they have it by
 * typing two groups of it.
 */
public final class RecoveryKeyPane extends VBox {
    /** Which groups are asked for, from 0. */
    private static final int[] ASKED = {2, 5};

    private static final int PER_LINE = 4;

    private final WindowServices services;
    private final Words words;
    private final char[] key;
    private final GridPane shown = new GridPane();
    private final TextField[] groups = new TextField[ASKED.length];
    private final Label said = new Label();
    private final Button confirm = new Button();

    /** What the holder did with it. */
    public interface Decision {
        /** They have it. The characters are wiped when this returns. */
        void confirmed(char[] key);

        /** They do not want one. */
        void declined();
    }

    /** @param key taken over, and wiped at the end */
    public RecoveryKeyPane(WindowServices services, char[] key, String declineText, Decision decision) {
        this.services = services;
        this.words = services.words("common");
        this.key = key;
        getStyleClass().add("fields");
        Label why = Rows.text(words.text("recovery.why"));
        shown.setId("recovery-key");
        shown.getStyleClass().add("recovery-key");
        shown.setAccessibleText(words.text("recovery.title"));
        int number = 0;
        for (String group : new String(key).split("-")) {
            Label label = new Label(group);
            label.setAccessibleText(
                    words.text("recovery.group", "number", number + 1, "text", String.join(" ", group.split(""))));
            label.getStyleClass().addAll("mono", "strong");
            shown.add(label, number % PER_LINE, number / PER_LINE);
            number++;
        }
        Button print = Buttons.button("recovery-print", words.text("recovery.print"), this::print);
        Button save = Buttons.button("recovery-save", words.text("recovery.save"), this::save);
        said.setId("recovery-said");
        said.setWrapText(true);
        said.managedProperty().bind(said.textProperty().isNotEmpty());
        said.getStyleClass().add("small-text");
        HBox asked = Buttons.left();
        for (int i = 0; i < ASKED.length; i++) {
            TextField group = new TextField();
            group.setId("recovery-group-" + (i + 1));
            group.setPrefColumnCount(5);
            group.setAccessibleText(words.text("recovery.type", "number", ASKED[i] + 1));
            group.getStyleClass().add("mono");
            group.textProperty().addListener((property, before, after) -> confirm.setDisable(!isRight()));
            groups[i] = group;
            asked.getChildren().addAll(new Label(words.text("recovery.type", "number", ASKED[i] + 1)), group);
        }
        confirm.setText(words.text("recovery.confirm"));
        confirm.setId("recovery-confirm");
        confirm.getStyleClass().add("accent");
        confirm.setDisable(true);
        confirm.setDefaultButton(true);
        confirm.setOnAction(event -> {
            decision.confirmed(key);
            wipe();
        });
        Button decline = Buttons.button("recovery-decline", declineText, () -> {
            wipe();
            decision.declined();
        });
        decline.getStyleClass().add("flat");
        SecretField.whenGone(this, this::wipe);
        Platform.runLater(print::requestFocus);
        getChildren()
                .setAll(
                        why,
                        shown,
                        Buttons.left(print, save),
                        said,
                        Rows.text(words.text("recovery.check")),
                        asked,
                        Buttons.atEnd(decline, confirm));
    }

    private boolean isRight() {
        String[] all = new String(key).split("-");
        for (int i = 0; i < ASKED.length; i++) {
            String typed =
                    groups[i].getText() == null ? "" : groups[i].getText().strip();
            if (all.length <= ASKED[i]
                    || !typed.toUpperCase(Locale.ROOT).equals(all[ASKED[i]].toUpperCase(Locale.ROOT))) {
                return false;
            }
        }
        return true;
    }

    private String sheet() {
        return words.text("recovery.sheet", "key", new String(key)) + "\n";
    }

    private void print() {
        switch (services.printing().print(getScene().getWindow(), sheet())) {
            case PRINTED -> said.setText(words.text("recovery.printed"));
            case NOT_PRINTED -> said.setText(words.text("recovery.not-printed"));
            case NO_PRINTER -> said.setText(words.text("recovery.no-printer"));
            case CANCELLED -> said.setText("");
        }
    }

    private void save() {
        services.files()
                .save(words.text("recovery.save"), "holdfast-recovery-key.txt")
                .filter(file -> !isWiped()) // The vault may have been locked while the file was chosen.
                .ifPresent(file -> {
                    String sheet = sheet();
                    services.tasks()
                            .start(
                                    progress -> write(file, sheet),
                                    done -> said.setText(words.text("recovery.saved", "file", file)),
                                    failed -> said.setText(words.text("recovery.not-saved", "file", file)));
                });
    }

    @InBackground
    private static Path write(Path file, String sheet) throws IOException {
        Files.deleteIfExists(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return Files.writeString(file, sheet, StandardCharsets.UTF_8);
    }

    private boolean isWiped() {
        return key.length == 0 || key[0] == '\0';
    }

    /** Forgets the key, also what of it is on the screen. */
    private void wipe() {
        Arrays.fill(key, '\0');
        shown.getChildren().clear();
        for (TextField group : groups) {
            group.clear();
        }
    }
}
