package holdfast.ui.common;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;

/** Cards side by side, in a grid with a column for each; one under the other where there is no room for that. */
public final class Columns {
    /** Between them, in times the size of the text. */
    private static final double GAP = 1.1;

    private static final double WHOLE = 100;

    private Columns() {}

    /** @param least width of the grid for columns, in times the size of the text */
    public static void arrange(WindowServices services, GridPane grid, double least, List<? extends Node> cards) {
        grid.widthProperty().subscribe(width -> {
            double size = Theme.textSize(services.preferences().get());
            boolean wide = width.doubleValue() > least * size;
            // Empty columns would still have their gaps.
            grid.setHgap(wide ? GAP * size : 0);
            for (int i = 0; i < cards.size(); i++) {
                GridPane.setColumnIndex(cards.get(i), wide ? i : 0);
                GridPane.setRowIndex(cards.get(i), wide ? 0 : i);
                ColumnConstraints column = grid.getColumnConstraints().get(i);
                column.setPercentWidth(wide ? WHOLE / cards.size() : i == 0 ? WHOLE : 0);
            }
        });
    }
}
