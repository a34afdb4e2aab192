package holdfast.verification;

import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
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

    /** What the proof says, as an object with a member for each output. */
    public JsonObject outputsJson() {
        JsonValue.Builder members = JsonObject.builder();
        outputs.forEach(output -> members.put(output.key(), output.value().toJson()));
        return members.build();
    }

    /** The same, with no member where the proof is not accepted. */
    public JsonObject acceptedOutputsJson() {
        return accepted() ? outputsJson() : JsonObject.builder().build();
    }

    /** The checks for programs: {@code name}, {@code passed} and {@code detail} of each. */
    public JsonValue checksJson() {
        return JsonValue.array(checks.stream()
                .map(check -> JsonObject.builder()
                        .put("name", check.name().code())
                        .put("passed", check.passed())
                        .put("detail", check.detail())
                        .build())
                .toList());
    }

    /** The whole of it for programs: {@code accepted}, {@code provenBy}, {@code outputs} and {@code checks}. */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("accepted", accepted())
                .put("provenBy", provenBy.code())
                .put("outputs", outputsJson())
                .put("checks", checksJson())
                .build();
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
