package holdfast.ui.demo;

import holdfast.ui.common.Rows;
import holdfast.ui.common.Words;
import holdfast.ui.demo.Play.Knows;
import holdfast.ui.demo.Play.Role;
import holdfast.ui.demo.Play.Thing;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import org.kordamp.ikonli.javafx.FontIcon;

/** Who knows what: a row for each thing, a column for each role. */
final class KnowsTable {
    private KnowsTable() {}

    /** @param privateValues how many there are in the credentials */
    static void fill(GridPane table, Play play, Words words, int privateValues) {
        table.getChildren().clear();
        table.getColumnConstraints().clear();
        for (int i = 0; i <= Role.values().length; i++) {
            ColumnConstraints width = new ColumnConstraints();
            width.setPercentWidth(100.0 / (Role.values().length + 1));
            table.getColumnConstraints().add(width);
        }
        int column = 0;
        for (Role role : Role.values()) {
            table.add(Rows.small(words.text("role." + code(role))), ++column, 0);
        }
        int row = 0;
        for (Thing thing : Thing.values()) {
            String key = "thing." + code(thing);
            row++;
            table.add(
                    Rows.text(thing == Thing.PRIVATE ? words.text(key, "count", privateValues) : words.text(key)),
                    0,
                    row);
            column = 0;
            for (Role role : Role.values()) {
                table.add(cell(role, thing, play.knows(role, thing), words), ++column, row);
            }
        }
    }

    private static Label cell(Role role, Thing thing, Knows knows, Words words) {
        Label cell = Rows.text(words.text("knows." + code(knows)));
        FontIcon icon = new FontIcon(
                switch (knows) {
                    case NOTHING -> "mdomz-remove";
                    case ALL -> "mdoal-check";
                    case THAT_IT_HOLDS -> "mdomz-verified";
                });
        icon.getStyleClass()
                .addAll(
                        "small-icon",
                        switch (knows) {
                            case NOTHING -> "muted-icon";
                            case ALL, THAT_IT_HOLDS -> "good-icon";
                        });
        cell.setGraphic(icon);
        cell.setId("demo-knows-" + code(role) + "-" + code(thing));
        if (knows == Knows.NOTHING) {
            cell.getStyleClass().add("muted");
        }
        return cell;
    }

    private static String code(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
