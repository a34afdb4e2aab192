package holdfast.ui.common;

import java.util.List;
import java.util.function.Function;
import javafx.scene.control.ChoiceBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Boxes in which one of several values is chosen by its name. */
public final class Choices {
    private Choices() {}

    public static <T> void fill(ChoiceBox<T> box, List<T> values, Function<T, String> name) {
        fill(box, values, name, "");
    }

    /** @param none what is shown while nothing is chosen */
    public static <T> void fill(ChoiceBox<T> box, List<T> values, Function<T, String> name, String none) {
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable T value) {
                return value == null ? none : name.apply(value);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException("choices are not typed");
            }
        });
        box.getItems().setAll(values);
    }
}
