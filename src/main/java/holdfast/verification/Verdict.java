package holdfast.verification;

import holdfast.proving.ProvenOutput;
import java.util.List;
import java.util.Locale;

/**
 * What came of checking a proof.
 *
 * @param provenBy what stands behind the outputs
 * @param outputs what the proof says; to be believed only when it is accepted and issuer-proven
 * @param checks every check that was made, in order
 */
public record Verdict(ProvenBy provenBy, List<ProvenOutput> outputs, List<Check> checks) {
    public Verdict {
        outputs = List.copyOf(outputs);
        checks = List.copyOf(checks);
    }

    /** Accepted when every check passed. */
    public boolean accepted() {
        return checks.stream().allMatch(Check::passed);
    }

    /** What stands behind a proof. */
    public enum ProvenBy {
        /** The issuer's signature, verified inside the proof. */
        ISSUER_PROVEN,
        /** The word of the service that made the proof; its inner proof is not checked here. */
        SERVICE_ATTESTED;

        /** Stable name for machine-readable output: {@code issuer-proven}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
