package holdfast.proving.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import holdfast.credential.Tag;
import holdfast.dvr.Query;
import holdfast.zk.field.Workers;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Circuits that several want at once are made by one of them; who is cancelled leaves it to the others. */
class CircuitCacheTest {
    private static final long PATIENCE_SECONDS = 120;
    private static final String QUERY =
            "[{\"assign\":{\"c\":{\"==\":[{\"dvar\":\"a\"},1]}}},{\"output\":{\"result\":{\"lvar\":\"c\"}}}]";

    private final CircuitCache cache = new CircuitCache(0);
    private final AtomicInteger waiting = new AtomicInteger();

    private Compiled get(BooleanSupplier cancelled) throws Exception {
        SortedMap<Tag, Integer> sizes = new TreeMap<>();
        sizes.put(Tag.NONE, 8);
        return cache.get(
                Query.parse(QUERY, Set.of(Tag.NONE)),
                sizes,
                Shape.parse("depth=7;a=i"),
                List.of(),
                Workers.of(Runnable::run, 1, cancelled));
    }

    private CompletableFuture<Compiled> inBackground(BooleanSupplier cancelled) {
        CompletableFuture<Compiled> result = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                result.complete(get(cancelled));
            } catch (CancellationException e) {
                result.completeExceptionally(new IllegalStateException(e));
            } catch (Exception | Error e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    /** Never cancelled, but held up at its first question until told. */
    private static BooleanSupplier held(CountDownLatch began, CountDownLatch go, AtomicBoolean cancelled) {
        return () -> {
            began.countDown();
            try {
                assertTrue(go.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return cancelled.get();
        };
    }

    private boolean asksWhileItWaits() {
        waiting.incrementAndGet();
        return false;
    }

    private void awaitTwoQuestions() throws InterruptedException {
        for (int i = 0; i < 1200 && waiting.get() < 2; i++) {
            Thread.sleep(50);
        }
        assertTrue(waiting.get() >= 2, "it waits, and asks meanwhile");
    }

    @Test
    void get_whatAnotherThreadIsMaking_waitsForThat() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Compiled> first = inBackground(held(began, go, new AtomicBoolean()));
        assertTrue(began.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        CompletableFuture<Compiled> second = inBackground(this::asksWhileItWaits);
        awaitTwoQuestions();
        AtomicInteger asked = new AtomicInteger();
        assertThrows(CancellationException.class, () -> get(() -> asked.incrementAndGet() >= 2));
        assertEquals(2, asked.get());
        go.countDown();
        assertSame(first.get(PATIENCE_SECONDS, TimeUnit.SECONDS), second.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertSame(first.get(), get(() -> false));
    }

    @Test
    void get_whatAnotherThreadGaveUp_makesItItself() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Compiled> first = inBackground(held(began, go, new AtomicBoolean(true)));
        assertTrue(began.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        CompletableFuture<Compiled> second = inBackground(this::asksWhileItWaits);
        awaitTwoQuestions();
        go.countDown();
        ExecutionException given =
                assertThrows(ExecutionException.class, () -> first.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertInstanceOf(CancellationException.class, given.getCause().getCause());
        assertSame(second.get(PATIENCE_SECONDS, TimeUnit.SECONDS), get(() -> false));
    }
}
