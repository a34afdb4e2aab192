package holdfast.token;

import holdfast.credential.Tag;
import holdfast.json.JsonValue.JsonObject;
import holdfast.token.TokenException.Reason;

/** Objects whose member names are tags. */
final class Tags {
    private Tags() {}

    /** At least one member, every name a tag, and the empty one only on its own. */
    static void require(JsonObject byTag, String input) throws TokenException {
        if (byTag.members().isEmpty()) {
            throw new TokenException(Reason.TAG_INVALID, input, "it names no credential at all");
        }
        for (String name : byTag.members().keySet()) {
            if (!Tag.isValid(name)) {
                throw new TokenException(Reason.TAG_INVALID, input, Texts.quote(name) + " is not a tag");
            }
            if (name.isEmpty() && byTag.members().size() > 1) {
                throw new TokenException(Reason.TAG_INVALID, input, "the empty tag stands beside another");
            }
        }
    }
}
