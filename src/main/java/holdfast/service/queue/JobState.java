package holdfast.service.queue;

/** How far a job is. */
public sealed interface JobState {
    /** There is none of that name, or its result has been kept for its time. */
    record Unknown() implements JobState {}

    /** Waiting, or being worked on. */
    record Pending() implements JobState {}

    /** Done, for better or worse. */
    record Finished(Sealed result) implements JobState {}

    /** A result that only its caller can open. */
    final class Sealed {
        private final byte[] bytes;

        /** @param bytes not copied */
        Sealed(byte[] bytes) {
            this.bytes = bytes;
        }

        /** Not copied. */
        public byte[] bytes() {
            return bytes;
        }
    }
}
