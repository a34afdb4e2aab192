package holdfast.proving;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.crypto.Hashes;

/** Names of what a request can be meant for. */
public final class ProofSystem {
    /** {@code zkvm} of requests that are answered with issuer-proven proofs. */
    public static final String LIBZK = "libzk";

    /** {@code query_engine_ver}: the version of the query language. */
    public static final String LANGUAGE_VERSION = "1.5.0";

    /**
     * What {@link #methodVersion} is the hash of. It changes whenever a circuit made for the same request would: then old
     * and new programs refuse each other's proofs by name instead of failing in the dark.
     */
    private static final String METHOD = "holdfast-libzk-1: ES256, base64url, JSON paths, query language 1.5.0";

    private ProofSystem() {}

    /** {@code query_method_ver} of requests for this program: 64 hex digits. */
    public static String methodVersion() {
        return Hashes.sha256Hex(METHOD.getBytes(UTF_8));
    }
}
