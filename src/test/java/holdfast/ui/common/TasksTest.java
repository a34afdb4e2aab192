package holdfast.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class TasksTest {
    private final Queue<Runnable> background = new ArrayDeque<>();
    private final Queue<Runnable> window = new ArrayDeque<>();
    private final List<Throwable> unexpected = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final Tasks tasks = new Tasks(background::add, window::add, unexpected::add);

    private void runAll(Queue<Runnable> queue) {
        while (!queue.isEmpty()) {
            queue.remove().run();
        }
    }

    private Tasks.Job start(Tasks.Work<String> work) {
        return tasks.start(
                work,
                result -> said.add("done " + result),
                error -> said.add("failed " + error.getMessage()),
                () -> said.add("cancelled"));
    }

    @Test
    void work_done_isToldOnTheWindowsThreadOnly() {
        Tasks.Job job = start(progress -> "it");

        runAll(background);
        assertThat(said).isEmpty();
        assertThat(job.runningProperty().get()).isTrue();
        runAll(window);

        assertThat(said).containsExactly("done it");
        assertThat(job.runningProperty().get()).isFalse();
    }

    @Test
    void work_thrown_isAFailure() {
        start(progress -> {
            throw new IOException("no disk");
        });

        runAll(background);
        runAll(window);

        assertThat(said).containsExactly("failed no disk");
        assertThat(unexpected).isEmpty();
    }

    @Test
    void work_cancelled_isNoFailure() {
        Tasks.Job job = start(progress -> {
            if (progress.cancelled()) {
                throw new CancellationException();
            }
            return "it";
        });
        job.cancel();

        runAll(background);
        runAll(window);

        assertThat(said).containsExactly("cancelled");
    }

    @Test
    void work_error_isToldAsAFaultOfTheProgramAndEndsTheJob() {
        Tasks.Job job = start(progress -> {
            throw new OutOfMemoryError("much");
        });

        runAll(background);
        runAll(window);

        assertThat(unexpected).hasSize(1).first().isInstanceOf(OutOfMemoryError.class);
        assertThat(job.runningProperty().get()).isFalse();
    }

    @Test
    void progress_fasterThanTheWindow_showsTheLastOnly() {
        Tasks.Job job = start(progress -> {
            for (int i = 0; i <= 1000; i++) {
                progress.at("commitment", i / 1000.0);
            }
            return "it";
        });

        runAll(background);
        assertThat(window).hasSize(2);
        runAll(window);

        assertThat(job.stageProperty().get()).isEqualTo("commitment");
        assertThat(job.doneProperty().get()).isEqualTo(1);
    }
}
