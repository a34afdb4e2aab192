package holdfast.ui.common;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** Work that must not block the window. Results, errors and progress arrive on the window's thread. */
public final class Tasks {
    private final Executor background;
    private final Executor window;
    private final Consumer<Throwable> unexpected;

    /**
     * @param background runs the work
     * @param window runs what changes the window
     * @param unexpected is told of every error that a job does not handle
     */
    public Tasks(Executor background, Executor window, Consumer<Throwable> unexpected) {
        this.background = background;
        this.window = window;
        this.unexpected = unexpected;
    }

    /** Something that takes time. */
    @FunctionalInterface
    public interface Work<T> {
        /** @throws CancellationException when it ended because it was cancelled */
        T run(Progress progress) throws Exception;
    }

    /** What is done about the failing of work that cannot fail: it is a fault of the program. */
    @SuppressWarnings("DoNotCallSuggester") // It is handed over, not called.
    public static void fault(Exception error) {
        throw new IllegalStateException(error);
    }

    /** How the work says how far it is, from any thread. */
    public interface Progress {
        /**
         * @param stage stable name of what is being done
         * @param done part of the stage that is done, from 0 to 1; negative where nobody can tell
         */
        void at(String stage, double done);

        /** To be asked often. */
        boolean cancelled();
    }

    /** Starts work. */
    public <T> Job start(Work<T> work, Consumer<T> done, Consumer<Exception> failed) {
        return start(work, done, failed, () -> {});
    }

    /**
     * Starts work. Exactly one of the three is called at its end, on the window's thread.
     *
     * @param failed with what the work threw, unless it was cancelled
     */
    public <T> Job start(Work<T> work, Consumer<T> done, Consumer<Exception> failed, Runnable cancelled) {
        Job job = new Job(window);
        background.execute(() -> run(job, work, done, failed, cancelled));
        return job;
    }

    private <T> void run(Job job, Work<T> work, Consumer<T> done, Consumer<Exception> failed, Runnable cancelled) {
        Runnable end;
        try {
            T result = work.run(job);
            end = () -> done.accept(result);
        } catch (CancellationException e) {
            end = cancelled;
        } catch (Exception e) {
            end = () -> failed.accept(e);
        } catch (Throwable e) {
            unexpected.accept(e);
            end = () -> failed.accept(new IllegalStateException(e));
        }
        Runnable last = end;
        window.execute(() -> {
            job.ended();
            try {
                last.run();
            } catch (RuntimeException e) {
                unexpected.accept(e);
            }
        });
    }

    /** One piece of work. Its properties change on the window's thread only. */
    public static final class Job implements Progress {
        private record Step(String stage, double done) {}

        private final Executor window;
        private final AtomicBoolean cancelled = new AtomicBoolean();
        private final AtomicReference<@Nullable Step> next = new AtomicReference<>();
        private final ReadOnlyStringWrapper stage = new ReadOnlyStringWrapper("");
        private final ReadOnlyDoubleWrapper done = new ReadOnlyDoubleWrapper(-1);
        private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(true);

        Job(Executor window) {
            this.window = window;
        }

        /** Asks the work to end. */
        public void cancel() {
            cancelled.set(true);
        }

        @Override
        public boolean cancelled() {
            return cancelled.get();
        }

        /** Steps that come faster than the window draws are dropped, all but the last. */
        @Override
        public void at(String newStage, double part) {
            if (next.getAndSet(new Step(newStage, part)) == null) {
                window.execute(() -> {
                    Step step = next.getAndSet(null);
                    if (step != null) {
                        stage.set(step.stage());
                        done.set(step.done());
                    }
                });
            }
        }

        private void ended() {
            running.set(false);
        }

        public ReadOnlyStringProperty stageProperty() {
            return stage.getReadOnlyProperty();
        }

        /** From 0 to 1 of the stage; negative where nobody can tell. */
        public ReadOnlyDoubleProperty doneProperty() {
            return done.getReadOnlyProperty();
        }

        public ReadOnlyBooleanProperty runningProperty() {
            return running.getReadOnlyProperty();
        }
    }
}
