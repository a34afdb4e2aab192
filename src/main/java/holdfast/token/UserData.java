package holdfast.token;

import holdfast.json.JsonValue.JsonObject;

/**
 * What a user data token carries.
 *
 * @param data any object; what it means is between the issuer and the queries over it
 */
public record UserData(JsonObject data) {
    /** Says nothing of the person, so that no log can. */
    @Override
    public String toString() {
        return "UserData[" + data.members().size() + " members]";
    }
}
