package holdfast.proving.embedded;

import holdfast.credential.Tag;
import holdfast.dvr.Query;
import holdfast.zk.field.Fields;
import holdfast.zk.field.Workers;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the circuits of the requests used last as long as the program runs, so that the next proof of the same form need not build
 * them. Nothing of it is ever written to a disk: such a file would tell which requests were answered on this machine, and compiling
 * takes no longer than reading and checking one.
 */
public final class CircuitCache {
    private final long mostTerms;
    private final Map<String, Compiled> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Making> making = new HashMap<>();
    private final RowCodes codes = new RowCodes();

    /** Circuits in the making: whoever wants the same waits for them instead of making them twice. */
    private static final class Making {
        final CancellableLock lock = new CancellableLock();
        /** Threads that make them or wait. */
        int wanted;
    }

    /**
     * @param mostTerms circuits beyond this number of terms are let go, the longest unused first; the last one used always stays.
     *     A term takes about 100 bytes
     */
    public CircuitCache(long mostTerms) {
        this.mostTerms = mostTerms;
    }

    /**
     * Finds or builds the circuits of a request.
     *
     * @param workers do the work; once they are cancelled it ends, and nothing is kept
     * @throws UnfitException if the parts do not go together
     * @throws holdfast.zk.compiler.CircuitTooLargeException if a layer is larger than a circuit may have
     */
    Compiled get(Query query, SortedMap<Tag, Integer> sizeClasses, Shape shape, List<Boolean> branches, Workers workers)
            throws UnfitException {
        String key = String.join("\n", query.print(), sizeClasses.toString(), shape.text(), branches.toString());
        Making mine;
        synchronized (kept) {
            Compiled known = kept.get(key);
            if (known != null) {
                return known;
            }
            mine = making.computeIfAbsent(key, k -> new Making());
            mine.wanted++;
        }
        try {
            return mine.lock.alone(workers::check, () -> {
                Compiled known = find(key);
                return known != null ? known : keep(key, make(query, sizeClasses, shape, branches, workers));
            });
        } finally {
            synchronized (kept) {
                if (--mine.wanted == 0) {
                    making.remove(key);
                }
            }
        }
    }

    /** Builds the programs, and meanwhile makes the tables that the signatures' circuit will need. */
    private Compiled make(
            Query query, SortedMap<Tag, Integer> sizeClasses, Shape shape, List<Boolean> branches, Workers workers)
            throws UnfitException {
        RequestCircuits.requireBounded(sizeClasses);
        AtomicReference<@Nullable RequestCircuits> built = new AtomicReference<>();
        AtomicReference<@Nullable UnfitException> unfit = new AtomicReference<>();
        workers.run(2, i -> {
            if (i == 1) {
                codes.of(Fields.p256(), Parameters.IN_256_BITS.getFirst(), workers::check);
                return;
            }
            try {
                built.set(new RequestCircuits(query, sizeClasses, shape, branches, workers::check));
            } catch (UnfitException e) {
                unfit.set(e);
            }
        });
        RequestCircuits circuits = built.get();
        if (circuits == null) {
            throw Objects.requireNonNull(unfit.get());
        }
        return Compiled.of(circuits, codes, workers);
    }

    private @Nullable Compiled find(String key) {
        synchronized (kept) {
            return kept.get(key);
        }
    }

    private Compiled keep(String key, Compiled made) {
        synchronized (kept) {
            kept.put(key, made);
            var oldest = kept.values().iterator();
            for (long terms = terms(); terms > mostTerms && kept.size() > 1; ) {
                terms -= oldest.next().terms();
                oldest.remove();
            }
        }
        return made;
    }

    private long terms() {
        return kept.values().stream().mapToLong(Compiled::terms).sum();
    }
}
