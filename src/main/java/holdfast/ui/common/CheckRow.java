package holdfast.ui.common;

import holdfast.text.Language;
import holdfast.verification.Check;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;

/** One check of a proof: whether it passed, what was checked, and why it failed. Its id tells the check and its end. */
public final class CheckRow extends HBox {
    public CheckRow(Words words, Check check) {
        String code = check.name().code();
        FontIcon icon = new FontIcon(check.passed() ? Material2AL.CHECK : Material2AL.CLOSE);
        icon.getStyleClass().addAll("small-icon", check.passed() ? "good-icon" : "bad-icon");
        Label mark = new Label("", icon);
        mark.setMinWidth(Region.USE_PREF_SIZE);
        mark.setAccessibleText(words.text(check.passed() ? "passed" : "failed"));
        VBox what = new VBox(Rows.text(words.text("check." + code)));
        // The finding itself is told in English; other languages say what a failure means.
        if (words.language() == Language.ENGLISH) {
            what.getChildren().add(Rows.small(check.detail()));
        } else if (!check.passed()) {
            what.getChildren().add(Rows.small(words.text("check." + code + ".failed")));
        }
        setHgrow(what, Priority.ALWAYS);
        getChildren().setAll(mark, what);
        setId("check-" + code + (check.passed() ? "-passed" : "-failed"));
        getStyleClass().add("row");
    }
}
