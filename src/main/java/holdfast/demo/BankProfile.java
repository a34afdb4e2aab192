package holdfast.demo;

import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.token.TokenException;
import holdfast.token.UserData;
import holdfast.token.VerifiedToken;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** The data of a bank's customer as long as it is wanted, for measuring: what the sample request {@code loan} reads, and transactions. */
public final class BankProfile {
    /** In SHA-256 the message is followed by a byte and its length, 8 bytes. */
    private static final int PADDING = 9;

    private static final int BLOCK = 64;

    private static final String READ = """
            {"person":{"firstName":"Sari","_firstName_zkpass_public_":true,"dateOfBirth":"17/08/1994"},
             "contact":{"email":"sari@mail.example","_email_zkpass_public_":true},
             "credit":{"score":742,"defaults":0},
             "accounts":[{"primary":true,"balance":96500000},{"primary":false,"balance":7200000}]}
            """;

    private final RolePlay play;

    public BankProfile(RolePlay play) {
        this.play = play;
    }

    /**
     * A token whose signing input fills so many blocks of SHA-256 up to a few bytes.
     *
     * @throws IllegalArgumentException if what the request reads takes more
     */
    public VerifiedToken<UserData> signed(int blocks) throws TokenException {
        int least = play.issue(credential(0)).jws().signedBytes().length;
        // Four characters of base64url for three bytes, and one transaction at least.
        int more = (BLOCK * blocks - PADDING - least) / 4 * 3;
        if (more < 0) {
            throw new IllegalArgumentException(
                    "a bank profile takes %d bytes, more than %d blocks".formatted(least, blocks));
        }
        return play.issue(credential(more));
    }

    private static Samples.Credential credential(int bytes) {
        SequencedMap<String, JsonValue> members = new LinkedHashMap<>(read(READ).members());
        int left = bytes;
        for (int i = 1; left > 0; i++) {
            String name = "t" + i;
            String entry = ",\"%s\":{\"to\":\"014-778-%04d\",\"amount\":%d}".formatted(name, 2200 + i, 1000L * i);
            if (entry.length() > left) {
                break;
            }
            members.put(name, read("{" + entry.substring(1) + "}").get(name));
            left -= entry.length();
        }
        return new Samples.Credential("bank-profile", "Sari", "bank", "Bank profile", new JsonObject(members));
    }

    private static JsonObject read(String text) {
        try {
            return JsonReader.readObject(text, JsonLimits.STANDARD);
        } catch (holdfast.json.JsonException e) {
            throw new IllegalStateException("the profile is no JSON", e);
        }
    }
}
