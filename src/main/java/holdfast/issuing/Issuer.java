package holdfast.issuing;

import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonBoolean;
import holdfast.json.JsonValue.JsonObject;
import holdfast.token.TokenException;
import holdfast.token.TokenSigner;
import holdfast.token.UserData;
import holdfast.token.VerifiedToken;
import java.util.ArrayList;
import java.util.List;

/** Signs user data. */
public final class Issuer {
    private static final String MARKER_START = "_";
    private static final String MARKER_END = "_zkpass_public_";

    private final TokenSigner signer;

    public Issuer(TokenSigner signer) {
        this.signer = signer;
    }

    /**
     * Signs one credential.
     *
     * @param data the person's data
     * @throws TokenException when the token would be too large
     */
    public VerifiedToken<UserData> issue(JsonObject data) throws TokenException {
        return signer.userData(data);
    }

    /**
     * Public markers that have no effect: the field they name is not beside them, or they are not {@code true}. An issuer
     * who sees them early saves the holder a proof that cannot show its output.
     *
     * @return paths of the markers, in the order of the data
     */
    public static List<String> idleMarkers(JsonObject data) {
        List<String> idle = new ArrayList<>();
        collect("", data, idle);
        return idle;
    }

    private static void collect(String place, JsonValue value, List<String> idle) {
        switch (value) {
            case JsonObject object ->
                object.members().forEach((name, member) -> {
                    String path = place.isEmpty() ? name : place + "." + name;
                    if (isMarker(name)) {
                        String field = name.substring(MARKER_START.length(), name.length() - MARKER_END.length());
                        if (object.get(field) == null || !member.equals(new JsonBoolean(true))) {
                            idle.add(path);
                        }
                    } else {
                        collect(path, member, idle);
                    }
                });
            case JsonArray array -> {
                for (int i = 0; i < array.items().size(); i++) {
                    collect(place + "[" + i + "]", array.items().get(i), idle);
                }
            }
            default -> {}
        }
    }

    private static boolean isMarker(String name) {
        return name.startsWith(MARKER_START)
                && name.endsWith(MARKER_END)
                && name.length() > MARKER_START.length() + MARKER_END.length();
    }
}
