package holdfast.proving.embedded;

import holdfast.credential.Tag;
import holdfast.dvr.Query;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Keeps the circuits of the requests used last as long as the program runs, so that the next proof of the same form need not build
 * them. Nothing of it is ever written to a disk: such a file would tell which requests were answered on this machine, and compiling
 * takes no longer than reading and checking one.
 */
public final class CircuitCache {
    private final long mostTerms;
    private final Map<String, Compiled> kept = new LinkedHashMap<>(16, 0.75f, true);

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
     * @param check called often while circuits are built; ends the work by throwing, and then nothing is kept
     * @throws UnfitException if the parts do not go together
     * @throws holdfast.zk.compiler.CircuitTooLargeException if a layer is larger than a circuit may have
     */
    Compiled get(Query query, SortedMap<Tag, Integer> sizeClasses, Shape shape, List<Boolean> branches, Runnable check)
            throws UnfitException {
        String key = String.join("\n", query.print(), sizeClasses.toString(), shape.text(), branches.toString());
        synchronized (kept) {
            Compiled known = kept.get(key);
            if (known != null) {
                return known;
            }
        }
        Compiled made = new Compiled(new RequestCircuits(query, sizeClasses, shape, branches, check), check);
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
