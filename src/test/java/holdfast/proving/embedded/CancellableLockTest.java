package holdfast.proving.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Waiting for another thread's work can be cancelled, and takes nothing away from that work. */
class CancellableLockTest {
    private static final long PATIENCE_SECONDS = 60;

    private final CancellableLock lock = new CancellableLock();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    /** Another thread that works until it may go. */
    private CompletableFuture<Integer> other() throws InterruptedException {
        CompletableFuture<Integer> other = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> other.complete(lock.alone(() -> {}, () -> {
                    held.countDown();
                    try {
                        assertTrue(go.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    return 1;
                })));
        assertTrue(held.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        return other;
    }

    @Test
    void wait_cancelled_endsWhileTheOtherWorks() throws Exception {
        CompletableFuture<Integer> other = other();
        AtomicInteger asked = new AtomicInteger();
        Runnable check = () -> {
            if (asked.incrementAndGet() == 3) {
                throw new CancellationException("cancelled");
            }
        };
        AtomicBoolean worked = new AtomicBoolean();
        assertThrows(CancellationException.class, () -> lock.alone(check, () -> worked.compareAndSet(false, true)));
        assertFalse(worked.get());
        assertFalse(other.isDone());
        go.countDown();
        assertEquals(1, other.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertEquals(2, lock.alone(() -> {}, () -> 2));
    }

    @Test
    void wait_untilTheOtherIsDone_thenWorks() throws Exception {
        CompletableFuture<Integer> other = other();
        assertEquals(2, lock.alone(go::countDown, () -> 2));
        assertEquals(1, other.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void interrupt_endsAWait_andDoesNotMatterWhereThereIsNone() throws Exception {
        Thread.currentThread().interrupt();
        assertEquals(2, lock.alone(() -> {}, () -> 2));
        assertTrue(Thread.interrupted());

        CompletableFuture<Integer> other = other();
        CompletableFuture<Integer> waiting = new CompletableFuture<>();
        Thread waiter = Thread.ofVirtual().start(() -> {
            try {
                waiting.complete(lock.alone(() -> {}, () -> 3));
            } catch (CancellationException e) {
                waiting.completeExceptionally(new IllegalStateException(e.getMessage()));
            }
        });
        waiter.interrupt();
        ExecutionException refused =
                assertThrows(ExecutionException.class, () -> waiting.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertTrue(refused.getCause().getMessage().contains("interrupted while it waited"));
        go.countDown();
        assertEquals(1, other.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void work_thatFails_letsTheNextOneIn() {
        assertThrows(
                IllegalStateException.class,
                () -> lock.alone(() -> {}, () -> {
                    throw new IllegalStateException("no");
                }));
        assertEquals(2, lock.alone(() -> {}, () -> 2));
    }
}
