package holdfast.ui.common;

import holdfast.proving.Prover;
import holdfast.proving.Prover.Stage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** How far a proof is: its stage, how much of the whole is done, how long it may still take. */
public final class ProofProgress {
    /** No estimate before this: the first moments say little. */
    private static final Duration SETTLED = Duration.ofMillis(700);

    private static final double TOLD = 0.05;

    /** What share of the time a stage takes, about; used for the bar and the estimate only. */
    private static final Map<Stage, Double> SHARE = Map.of(
            Stage.CIRCUIT, 0.35,
            Stage.WITNESS, 0.1,
            Stage.COMMITMENT, 0.15,
            Stage.SUMCHECK, 0.2,
            Stage.OPENING, 0.1,
            Stage.CHECK, 0.1);

    private final Clock clock;
    private final ReadOnlyObjectWrapper<Stage> stage = new ReadOnlyObjectWrapper<>(Stage.CIRCUIT);
    private final ReadOnlyDoubleWrapper done = new ReadOnlyDoubleWrapper();
    private final ReadOnlyLongWrapper secondsLeft = new ReadOnlyLongWrapper(-1);

    public ProofProgress(Clock clock) {
        this.clock = clock;
    }

    /** How a prover says how far it is, to what {@link #follow} is given. */
    public static Prover.Listener tell(Tasks.Progress job) {
        return (stage, part) -> job.at(stage.name(), part);
    }

    /** Begins anew with a proof that was just started. */
    public void follow(Tasks.Job proof) {
        Instant begun = clock.instant();
        stage.set(Stage.CIRCUIT);
        done.set(0);
        secondsLeft.set(-1);
        proof.stageProperty().subscribe(name -> moved(proof, begun));
        proof.doneProperty().subscribe(part -> moved(proof, begun));
    }

    public ReadOnlyObjectProperty<Stage> stageProperty() {
        return stage.getReadOnlyProperty();
    }

    /** Of the whole, from 0 to 1. */
    public ReadOnlyDoubleProperty doneProperty() {
        return done.getReadOnlyProperty();
    }

    /** Negative where nobody can tell yet. */
    public ReadOnlyLongProperty secondsLeftProperty() {
        return secondsLeft.getReadOnlyProperty();
    }

    /** The key of a stage's words. */
    public static String key(Stage stage) {
        return "stage." + stage.name().toLowerCase(Locale.ROOT);
    }

    /** How long it may still take, in words; empty where nobody can tell yet. */
    public static String left(Words words, long seconds) {
        return seconds < 0
                ? ""
                : seconds < 1 ? words.text("left.soon") : words.text("left.seconds", "seconds", seconds);
    }

    private void moved(Tasks.Job running, Instant begun) {
        String name = running.stageProperty().get();
        if (name.isEmpty()) {
            return;
        }
        Stage now = Stage.valueOf(name);
        stage.set(now);
        double before = 0;
        for (Stage earlier : Stage.values()) {
            if (earlier.compareTo(now) < 0) {
                before += share(earlier);
            }
        }
        double part = Math.clamp(running.doneProperty().get(), 0, 1);
        done.set(Math.max(done.get(), before + share(now) * part));
        Duration spent = Duration.between(begun, clock.instant());
        secondsLeft.set(
                spent.compareTo(SETTLED) < 0 || done.get() < TOLD
                        ? -1
                        : Math.round(spent.toMillis() * (1 - done.get()) / done.get() / 1000.0));
    }

    private static double share(Stage stage) {
        return SHARE.getOrDefault(stage, 0.0);
    }
}
