package holdfast.wallet;

import holdfast.json.JsonValue.JsonObject;
import holdfast.net.AllowedAddresses;
import holdfast.net.HttpAddress;
import holdfast.net.NetException;
import holdfast.net.Purpose;
import java.time.Instant;

/**
 * An address that the holder allowed to be reached.
 *
 * @param purpose what for; nothing else
 * @param address in full; where the purpose goes by origin, everything at its scheme, host and port is meant
 * @param loopback whether the host may be this computer, and then also without TLS
 * @param since when it was allowed
 */
public record AllowedAddress(EntryId id, Purpose purpose, HttpAddress address, boolean loopback, Instant since) {
    static final String TYPE = "address";

    AllowedAddresses.Entry entry() {
        return new AllowedAddresses.Entry(purpose, address, loopback);
    }

    JsonObject toJson() {
        return JsonObject.builder()
                .put("v", 1)
                .put("purpose", purpose.code())
                .put("address", address.text())
                .put("loopback", loopback)
                .put("since", since.toString())
                .build();
    }

    static AllowedAddress read(EntryId id, Fields fields) throws RecordException {
        try {
            return new AllowedAddress(
                    id,
                    fields.constant("purpose", Purpose.class),
                    HttpAddress.parse(fields.text("address")),
                    fields.bool("loopback"),
                    fields.instant("since"));
        } catch (NetException e) {
            throw fields.invalid("address");
        }
    }
}
