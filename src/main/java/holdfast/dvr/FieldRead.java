package holdfast.dvr;

import holdfast.dvr.Value.Scalar;

/** One field that an evaluation read, and the private value that it found there. */
public record FieldRead(FieldPath field, Scalar value) {}
