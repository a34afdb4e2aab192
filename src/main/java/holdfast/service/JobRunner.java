package holdfast.service;

import holdfast.service.http.Metrics;
import holdfast.service.http.ServiceLog;
import holdfast.service.queue.JobQueue;
import holdfast.service.queue.JobQueue.Lease;
import holdfast.service.queue.QueueException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Takes jobs from a queue, a few at a time, and says that it is still at them. A job that brings a worker down with it is
 * taken again by another, but not for ever.
 */
final class JobRunner {
    private static final Duration WAIT = Duration.ofMillis(500);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    /** Jobs that end the process that works on them are given up after this many. */
    private static final int MAX_ATTEMPTS = 3;

    /** Does a job: the answer, sealed to its caller. */
    interface Worker {
        /** @throws CancellationException when it was cancelled */
        byte[] work(Lease lease, BooleanSupplier cancelled);

        /** The answer to a job that is given up. */
        byte[] giveUp(Lease lease);
    }

    private final JobQueue queue;
    private final Worker worker;
    private final ServiceLog log;
    private final Metrics metrics;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger running = new AtomicInteger();
    private volatile boolean stopping;
    private volatile boolean abandoned;

    /** @param parallel jobs worked on at once; each may use all cores */
    JobRunner(JobQueue queue, Worker worker, int parallel, ServiceLog log, Metrics metrics) {
        this.queue = queue;
        this.worker = worker;
        this.log = log;
        this.metrics = metrics;
        metrics.gauge("holdfast_jobs_running", running::get);
        for (int i = 0; i < parallel; i++) {
            threads.add(Thread.ofPlatform().name("prover-" + i).unstarted(this::run));
        }
    }

    void start() {
        threads.forEach(Thread::start);
    }

    /**
     * Ends. What is in this process only is done first; what others can do is left to them.
     *
     * @return whether everything was done or left to others in that time
     */
    boolean stop(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        stopping = true;
        boolean done = joined(end);
        if (!done) {
            abandoned = true;
            joined(System.nanoTime() + PAUSE_AFTER_FAILURE.multipliedBy(5).toNanos());
        }
        return done;
    }

    private boolean joined(long end) throws InterruptedException {
        boolean all = true;
        for (Thread thread : threads) {
            Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
            all &= !thread.isAlive() || thread.join(left);
        }
        return all;
    }

    private void run() {
        while (!abandoned && !(stopping && queue.isShared())) {
            try {
                Optional<Lease> lease = queue.take(stopping ? Duration.ZERO : WAIT);
                if (lease.isPresent()) {
                    work(lease.get());
                } else if (stopping) {
                    return;
                }
            } catch (QueueException e) {
                log.fault("queue-failed", e.getCause() == null ? e : e.getCause());
                metrics.count("holdfast_queue_failures_total", 1);
                pause();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(Lease lease) throws QueueException {
        Beat beat = new Beat(lease);
        Thread beating = Thread.ofVirtual().name("heartbeat").start(beat);
        running.incrementAndGet();
        long started = System.nanoTime();
        String result = "lost";
        try {
            byte[] answer = lease.attempt() > MAX_ATTEMPTS
                    ? worker.giveUp(lease)
                    : worker.work(lease, () -> abandoned || beat.lost);
            if (lease.finish(answer)) {
                result = "done";
            }
        } catch (CancellationException e) {
            lease.giveBack();
            result = "given-back";
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // It would fail again: the caller is told, and the next job is tried.
            log.fault("job-failed", e);
            result = fail(lease);
        } finally {
            beating.interrupt();
            running.decrementAndGet();
            metrics.count("holdfast_jobs_total{result=\"" + result + "\"}", 1);
            log.info(
                    "job",
                    Map.of(
                            "result", result,
                            "attempt", lease.attempt(),
                            "ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started)));
        }
    }

    /**
     * Tells the caller that it failed. A job whose caller cannot be found out, since it was sealed to other keys, is left
     * to whoever has them; when it was taken too often it ends without an answer, and never takes a worker with it.
     */
    private String fail(Lease lease) throws QueueException {
        byte[] answer;
        try {
            answer = worker.giveUp(lease);
        } catch (RuntimeException e) {
            log.fault("job-unreadable", e);
            if (queue.isShared() && lease.attempt() <= MAX_ATTEMPTS) {
                return "unreadable";
            }
            answer = new byte[0];
        }
        lease.finish(answer);
        return "failed";
    }

    /** Extends a lease as long as the queue can be reached and says that the job is still ours. */
    private final class Beat implements Runnable {
        private final Lease lease;
        private volatile boolean lost;

        Beat(Lease lease) {
            this.lease = lease;
        }

        @Override
        public void run() {
            while (!lost) {
                try {
                    Thread.sleep(lease.lasts().dividedBy(3));
                    lost = !lease.extend();
                } catch (InterruptedException e) {
                    return;
                } catch (QueueException | RuntimeException e) {
                    // The next beat may get through; if none does, the lease runs out and finish() says so.
                    log.fault("heartbeat-failed", e);
                }
            }
        }
    }
}
