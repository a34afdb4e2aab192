package holdfast.proving;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.crypto.Hashes;
import java.util.Optional;

/** Names of what a request can be meant for. */
public final class ProofSystem {
    /** {@code zkvm} of requests that are answered with issuer-proven proofs. */
    public static final String LIBZK = "libzk";

    /** {@code zkvm} of requests to a zkPass service on RISC Zero. */
    public static final String R0 = "r0";

    /** {@code zkvm} of requests to a zkPass service on SP1. */
    public static final String SP1 = "sp1";

    /** {@code query_engine_ver}: the version of the query language. */
    public static final String LANGUAGE_VERSION = "1.5.0";

    /**
     * SHA-256 of the parameters and circuit identifiers of some requests, see {@code MethodTest}: it is not the same when the
     * compiler, a gadget or the choice of parameters gives anything else.
     */
    public static final String CIRCUITS = "d602b664c96b5cdfa0a7a275bbca1264a6fee36b830c45299b52d3cacc8e8b6b";

    /**
     * What {@link #methodVersion} is the hash of. It changes whenever a circuit made for the same request would: then old
     * and new programs refuse each other's proofs by name instead of failing in the dark.
     */
    private static final String METHOD =
            "holdfast-libzk-2: ES256, base64url, JSON paths, query language 1.5.0, circuits " + CIRCUITS;

    private ProofSystem() {}

    /**
     * {@code query_method_ver} of requests for a proof system.
     *
     * @param zkvm one of the names above
     * @return 64 hex digits: for {@code r0} and {@code sp1} what the zkPass SDK names for the engine 1.5.0; empty for a
     *     system that is not known here
     */
    public static Optional<String> methodVersion(String zkvm) {
        return switch (zkvm) {
            case LIBZK -> Optional.of(methodVersion());
            case R0 -> Optional.of("ce4336592a03fa9b12fe15847ed94650b62cac25a36545ed4433c3679468042c");
            case SP1 -> Optional.of("02c83aeae14bc4dc580e7d687481a1cbb2279623029dfc703c174840c0bff898");
            default -> Optional.empty();
        };
    }

    /** {@code query_method_ver} of requests for this program: 64 hex digits. */
    public static String methodVersion() {
        return Hashes.sha256Hex(METHOD.getBytes(UTF_8));
    }
}
