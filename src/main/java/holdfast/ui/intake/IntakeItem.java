package holdfast.ui.intake;

import holdfast.wallet.KeyStanding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** One thing that comes in, from the first look at it to the vault. */
public final class IntakeItem {
    private final String origin;
    private final ObjectProperty<@Nullable Found> found = new SimpleObjectProperty<>();
    private final StringProperty name = new SimpleStringProperty();
    private final BooleanProperty changeAccepted = new SimpleBooleanProperty();

    /**
     * @param origin what it was called where it came from
     * @param name what a credential will be called unless the holder says otherwise
     */
    IntakeItem(String origin, String name) {
        this.origin = origin;
        this.name.set(name);
    }

    public String origin() {
        return origin;
    }

    /** What it is; null while that is being found out. */
    public ReadOnlyObjectProperty<@Nullable Found> foundProperty() {
        return found;
    }

    void set(@Nullable Found now) {
        // What the holder agreed to was about the key that they were shown.
        changeAccepted.set(false);
        found.set(now);
    }

    /** What the holder calls a credential. */
    public StringProperty nameProperty() {
        return name;
    }

    /** Whether the holder takes a key that is not the one known so far. */
    public BooleanProperty changeAcceptedProperty() {
        return changeAccepted;
    }

    /** How its key is known; null where it is not verified. */
    public @Nullable KeyStanding standing() {
        return switch (found.get()) {
            case Found.Credential(var checked) -> checked.issuer();
            case Found.Request(var checked) -> checked.verifier();
            case null, default -> null;
        };
    }

    /** Whether it is in the vault already. */
    public boolean isPresent() {
        return switch (found.get()) {
            case Found.Credential(var checked) -> checked.held().isPresent();
            case Found.Request(var checked) -> checked.held().isPresent();
            case null, default -> false;
        };
    }

    /** Whether it can go into the vault as it stands. */
    public boolean isReady() {
        KeyStanding standing = standing();
        return standing != null && (!(standing instanceof KeyStanding.Changed) || changeAccepted.get());
    }
}
