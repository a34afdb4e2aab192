package holdfast.wallet;

import holdfast.json.JsonValue.JsonObject;

/**
 * A proving service that the holder set up.
 *
 * @param address its base address
 * @param apiKey the account's name there
 * @param secret the account's secret
 */
public record RemoteProver(EntryId id, String name, String address, String apiKey, String secret) {
    static final String TYPE = "prover";

    JsonObject toJson() {
        return JsonObject.builder()
                .put("v", 1)
                .put("name", name)
                .put("address", address)
                .put("api_key", apiKey)
                .put("secret", secret)
                .build();
    }

    static RemoteProver read(EntryId id, Fields fields) throws RecordException {
        return new RemoteProver(
                id, fields.text("name"), fields.text("address"), fields.text("api_key"), fields.text("secret"));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "RemoteProver[" + id + " " + address + "]";
    }
}
