package holdfast.ui.unlock;

import holdfast.ui.common.Tasks;
import holdfast.ui.common.WalletSession;
import holdfast.wallet.WalletException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** What is done with a secret, in the background and one thing at a time; the secret is wiped at its end. */
final class SecretWork {
    /** How long what still uses the vault that was locked last may keep it from being opened again. */
    private static final Duration LONGEST_END = Duration.ofSeconds(30);

    private final Tasks tasks;
    private final WalletSession session;
    private final BooleanProperty busy = new SimpleBooleanProperty();
    private final ObjectProperty<@Nullable Exception> problem = new SimpleObjectProperty<>();

    SecretWork(Tasks tasks, WalletSession session) {
        this.tasks = tasks;
        this.session = session;
    }

    @FunctionalInterface
    interface WithSecret<T> {
        T run(char[] secret) throws WalletException;
    }

    BooleanProperty busyProperty() {
        return busy;
    }

    /** What went wrong last; null when nothing did. */
    ObjectProperty<@Nullable Exception> problemProperty() {
        return problem;
    }

    /** Wipes the secret and does nothing while something else is done. */
    <T> void start(char[] secret, WithSecret<T> work, Consumer<T> done) {
        if (busy.get()) {
            Arrays.fill(secret, '\0');
            return;
        }
        busy.set(true);
        problem.set(null);
        tasks.start(
                progress -> {
                    try {
                        session.awaitLocked(LONGEST_END);
                        return work.run(secret);
                    } finally {
                        Arrays.fill(secret, '\0');
                    }
                },
                result -> {
                    busy.set(false);
                    done.accept(result);
                },
                error -> {
                    busy.set(false);
                    problem.set(error);
                });
    }
}
