package holdfast.ui.common;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/** What the line at the foot of the window says. */
public final class StatusModel {
    private final ObjectProperty<DataFlow> flow = new SimpleObjectProperty<>(new DataFlow.Nowhere());

    public ObjectProperty<DataFlow> flowProperty() {
        return flow;
    }
}
