package holdfast.wallet;

import holdfast.attestation.Measurements;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.proving.ServiceKeys;
import holdfast.token.Es256PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A proving service that the holder set up. The account's secret is not in here: it is a record of its own, read only
 * for the moment of its use.
 *
 * @param name what the holder calls it
 * @param address its base address: scheme, host and port
 * @param apiKey the account's name there; empty for a service without accounts
 * @param loopback whether it may run on this computer, and then also without TLS
 * @param measurements the programs that may run in its enclave; with none, no attestation is asked for
 * @param keys its keys as the holder last agreed to them; null before the first time
 * @param secret names the record with the account's secret
 */
public record RemoteProver(
        EntryId id,
        String name,
        String address,
        String apiKey,
        boolean loopback,
        List<Measurements> measurements,
        @Nullable ServiceKeys keys,
        EntryId secret) {
    static final String TYPE = "prover";

    /** Type of the record that holds nothing but the bytes of an account's secret. */
    static final String SECRET_TYPE = "prover.secret";

    public RemoteProver {
        measurements = List.copyOf(measurements);
    }

    RemoteProver withKeys(ServiceKeys agreed) {
        return new RemoteProver(id, name, address, apiKey, loopback, measurements, agreed, secret);
    }

    JsonObject toJson() {
        List<JsonValue> programs = new ArrayList<>();
        measurements.forEach(one -> programs.add(Fields.textsJson(List.of(one.pcr0(), one.pcr1(), one.pcr2()))));
        JsonValue.Builder json = JsonObject.builder()
                .put("v", 1)
                .put("name", name)
                .put("address", address)
                .put("api_key", apiKey)
                .put("loopback", loopback)
                .put("measurements", JsonValue.array(programs));
        if (keys != null) {
            json.put("encryption_key", Fields.keyJson(keys.encryption()))
                    .put("signing_key", Fields.keyJson(keys.signing()));
        }
        return json.put("secret", secret.hex()).build();
    }

    static RemoteProver read(EntryId id, Fields fields) throws RecordException {
        return new RemoteProver(
                id,
                fields.text("name"),
                fields.text("address"),
                fields.text("api_key"),
                fields.bool("loopback"),
                programs(fields),
                keys(fields),
                fields.id("secret"));
    }

    private static @Nullable ServiceKeys keys(Fields fields) throws RecordException {
        if (!fields.has("encryption_key")) {
            return null;
        }
        Es256PublicKey encryption = fields.key("encryption_key");
        return new ServiceKeys(encryption, fields.key("signing_key"));
    }

    private static List<Measurements> programs(Fields fields) throws RecordException {
        if (!(fields.value("measurements") instanceof JsonArray(List<JsonValue> items))) {
            throw fields.invalid("measurements");
        }
        List<Measurements> programs = new ArrayList<>();
        for (JsonValue item : items) {
            if (!(item instanceof JsonArray(List<JsonValue> pcrs))
                    || pcrs.size() != 3
                    || !(pcrs.get(0) instanceof JsonString(String pcr0))
                    || !(pcrs.get(1) instanceof JsonString(String pcr1))
                    || !(pcrs.get(2) instanceof JsonString(String pcr2))) {
                throw fields.invalid("measurements");
            }
            try {
                programs.add(new Measurements(pcr0, pcr1, pcr2));
            } catch (IllegalArgumentException e) {
                throw fields.invalid("measurements");
            }
        }
        return programs;
    }

    @Override
    public String toString() {
        return "RemoteProver[" + id + " " + address + "]";
    }
}
