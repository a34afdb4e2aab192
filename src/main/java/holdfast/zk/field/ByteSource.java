package holdfast.zk.field;

/** A stream of bytes to sample from: a transcript, a strong generator, or a recorded tape in tests. */
@FunctionalInterface
public interface ByteSource {
    /** Fills {@code length} bytes of {@code target} from {@code offset} with the next bytes of the stream. */
    void fill(byte[] target, int offset, int length);
}
