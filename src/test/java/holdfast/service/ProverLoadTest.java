package holdfast.service;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.app.EmbeddedEngines;
import holdfast.dvr.DvrRequest;
import holdfast.json.JsonValue.JsonObject;
import holdfast.proving.ProofFile;
import holdfast.proving.Prover;
import holdfast.service.ServiceFixture.Got;
import holdfast.service.queue.Keeping;
import holdfast.service.queue.MemoryQueue;
import holdfast.token.VerifiedToken;
import holdfast.wallet.FakeProver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many callers at once. What is tested is the service, so most proofs here only look like some, as large as real ones;
 * {@code -Dholdfast.load.callers=200 -Dholdfast.load.real=200} makes that many of both instead of a few.
 */
@Timeout(3600)
class ProverLoadTest {
    private static final String PATH = "/api/1.0/dvr/1.0/proof";
    private static final int CALLERS = Integer.getInteger("holdfast.load.callers", 60);
    private static final int CAPACITY = 32;
    private static final int PROOF_BYTES = 450_000;

    private final ServiceFixture fixture = new ServiceFixture();
    private final AtomicInteger refused = new AtomicInteger();

    /** Asks until there is room, and then for the answer until it is there; both not for ever. */
    private ProofFile ask(ServiceHost host, VerifiedToken<DvrRequest> request, String nonce, boolean queued)
            throws Exception {
        JsonObject body = fixture.body(request, nonce);
        for (int attempt = 0; attempt < 5_000; attempt++) {
            Got got = queued
                    ? fixture.post(
                            host.base() + PATH,
                            body,
                            "Authorization",
                            fixture.authorization(),
                            "Prefer",
                            "respond-async")
                    : fixture.post(host.base() + PATH, body, "Authorization", fixture.authorization());
            if (got.status() == 429) {
                refused.incrementAndGet();
                Thread.sleep(100);
                continue;
            }
            String status = got.status() == 202 ? host.base() + got.text("queue_status_url") : "";
            for (int i = 0; i < 20_000 && got.status() == 202; i++) {
                Thread.sleep(100);
                got = fixture.get(status);
            }
            assertThat(got.status())
                    .as(got.text().substring(0, Math.min(200, got.text().length())))
                    .isEqualTo(200);
            return fixture.proof(got.text("output"));
        }
        throw new AssertionError("no room for the whole time");
    }

    private Map<String, ProofFile> askAll(ServiceHost host, int callers, String query) throws Exception {
        Map<String, ProofFile> answers = new ConcurrentHashMap<>();
        List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        VerifiedToken<DvrRequest> request = fixture.request("load", query);
        CountDownLatch together = new CountDownLatch(1);
        for (int i = 0; i < callers; i++) {
            String nonce = "nonce-" + i;
            boolean queued = i % 2 == 0;
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    together.await();
                    answers.put(nonce, ask(host, request, nonce, queued));
                } catch (Throwable e) {
                    failures.add(e);
                }
            }));
        }
        together.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
        return answers;
    }

    @Test
    void callers_moreThanThereIsRoomFor_eachGetTheirOwnAnswer_withinBounds() throws Exception {
        MemoryQueue queue = new MemoryQueue(Keeping.STANDARD.withCapacity(CAPACITY), fixture.clock);
        AtomicInteger most = new AtomicInteger();
        AtomicLong heap = new AtomicLong();
        Prover quick = (task, listener, cancelled) -> {
            most.accumulateAndGet(queue.unfinished() + queue.unfetched(), Math::max);
            heap.accumulateAndGet(
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory(), Math::max);
            byte[] proof = new byte[PROOF_BYTES];
            fixture.random.nextBytes(proof);
            return new FakeProver().prove(task, listener, cancelled).withProof(proof);
        };
        long started = System.nanoTime();
        try (ServiceHost host = fixture.prover(quick, queue, 2, Duration.ofSeconds(30))) {
            Map<String, ProofFile> answers = askAll(host, CALLERS, ServiceFixture.QUERY);
            assertThat(answers).hasSize(CALLERS);
            answers.forEach((nonce, proof) -> assertThat(proof.nonce()).isEqualTo(nonce));
            assertThat(most.get()).isLessThanOrEqualTo(CAPACITY);
            assertThat(queue.unfinished()).isZero();
            assertThat(queue.unfetched()).isZero();
            assertThat(fixture.metrics.counted("holdfast_jobs_total{result=\"done\"}"))
                    .isEqualTo(CALLERS);
        }
        System.out.printf(
                "prover under load: %d answers in %.1f s, %d times told to wait, at most %d jobs held, heap up to %d MiB%n",
                CALLERS, (System.nanoTime() - started) / 1e9, refused.get(), most.get(), heap.get() >> 20);
    }

    @Test
    void callers_withRealProofs_eachGetTheirOwn() throws Exception {
        int callers = Integer.getInteger("holdfast.load.real", 2);
        MemoryQueue queue = new MemoryQueue(Keeping.STANDARD.withCapacity(CAPACITY), fixture.clock);
        Prover prover = EmbeddedEngines.of(fixture.random).prover().get();
        long started = System.nanoTime();
        try (ServiceHost host = fixture.prover(prover, queue, 1, Duration.ofSeconds(30))) {
            Map<String, ProofFile> answers = askAll(host, callers, ServiceFixture.QUERY);
            assertThat(answers).hasSize(callers);
            answers.forEach((nonce, proof) -> assertThat(proof.nonce()).isEqualTo(nonce));
        }
        System.out.printf(
                "real proofs through the service: %d in %.1f s%n", callers, (System.nanoTime() - started) / 1e9);
    }

    @Test
    void stop_withWorkInFlight_answersAllWhoWait() throws Exception {
        MemoryQueue queue = new MemoryQueue(Keeping.STANDARD.withCapacity(CAPACITY), fixture.clock);
        Prover unhurried = (task, listener, cancelled) -> {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new FakeProver().prove(task, listener, cancelled);
        };
        ServiceHost host = fixture.prover(unhurried, queue, 1, Duration.ofSeconds(60));
        VerifiedToken<DvrRequest> request = fixture.request("stop", ServiceFixture.QUERY);
        Map<String, Integer> answers = new ConcurrentHashMap<>();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String nonce = "n" + i;
            JsonObject body = fixture.body(request, nonce);
            callers.add(Thread.ofVirtual().start(() -> {
                try {
                    answers.put(
                            nonce,
                            fixture.post(host.base() + PATH, body, "Authorization", fixture.authorization())
                                    .status());
                } catch (Exception e) {
                    answers.put(nonce, -1);
                }
            }));
        }
        for (int i = 0; i < 600 && queue.unfinished() < 15; i++) {
            Thread.sleep(20);
        }
        boolean clean = host.stop(Duration.ofSeconds(60));
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(clean).isTrue();
        assertThat(answers).hasSize(20);
        // Whoever was let in is answered; whoever came later was told that it stops, or found it gone.
        assertThat(answers.values().stream().filter(status -> status == 200)).hasSizeGreaterThanOrEqualTo(15);
        assertThat(answers.values()).allMatch(status -> status == 200 || status == 503 || status == -1);
        assertThat(fixture.metrics.counted("holdfast_jobs_total{result=\"done\"}"))
                .isEqualTo(answers.values().stream()
                        .filter(status -> status == 200)
                        .count());
    }

    @Test
    void stop_whenTheTimeIsOver_cancelsAndSaysSo() throws Exception {
        MemoryQueue queue = new MemoryQueue(Keeping.STANDARD, fixture.clock);
        CountDownLatch begun = new CountDownLatch(1);
        Prover endless = (task, listener, cancelled) -> {
            begun.countDown();
            while (!cancelled.getAsBoolean()) {
                Thread.onSpinWait();
            }
            throw new java.util.concurrent.CancellationException();
        };
        ServiceHost host = fixture.prover(endless, queue, 1, Duration.ZERO);
        fixture.post(
                host.base() + PATH,
                fixture.body(fixture.request("endless", ServiceFixture.QUERY), "n"),
                "Authorization",
                fixture.authorization());
        begun.await();
        assertThat(host.stop(Duration.ofMillis(300))).isFalse();
        assertThat(fixture.log.toString()).contains("given-back", "\"clean\":\"false\"");
    }
}
