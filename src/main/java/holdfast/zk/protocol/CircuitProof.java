package holdfast.zk.protocol;

import holdfast.zk.ligero.LigeroProof;
import holdfast.zk.sumcheck.SumcheckProof;

/** A proof about one circuit: the commitment's root, the padded sumcheck, and the proof about the commitment. */
public final class CircuitProof {
    static final int ROOT_BYTES = 32;

    private final byte[] root;
    private final SumcheckProof sumcheck;
    private final LigeroProof ligero;

    CircuitProof(byte[] root, SumcheckProof sumcheck, LigeroProof ligero) {
        this.root = root;
        this.sumcheck = sumcheck;
        this.ligero = ligero;
    }

    /** The root, 32 bytes: what a transcript absorbs before the first challenge. */
    public byte[] root() {
        return root.clone();
    }

    SumcheckProof sumcheck() {
        return sumcheck;
    }

    LigeroProof ligero() {
        return ligero;
    }
}
