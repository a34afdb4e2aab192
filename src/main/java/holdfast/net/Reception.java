package holdfast.net;

import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonBoolean;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a verifier says about a proof that it was sent.
 *
 * @param result where it says more, at the same service
 * @param reasons why it was refused, in the verifier's words; not to be trusted
 */
public record Reception(boolean accepted, @Nullable HttpAddress result, List<String> reasons) {
    private static final int MOST_REASONS = 32;
    private static final int LONGEST_REASON = 300;

    public Reception {
        reasons = List.copyOf(reasons);
    }

    /** @throws NetException {@code ANSWER_INVALID}, or {@code STATUS} where there is neither success nor a refusal */
    static Reception read(Answer answer) throws NetException {
        int status = answer.status();
        boolean refusal = status >= 400 && status < 500 && answer.text().strip().startsWith("{");
        if (status != 200 && !refusal) {
            answer.requireOk();
        }
        JsonObject object = RequestAnswer.object(answer, answer.text());
        if (!(object.get("accepted") instanceof JsonBoolean(boolean accepted))) {
            if (refusal) {
                answer.requireOk();
            }
            throw RequestAnswer.invalid(answer, "its answer does not say whether the proof was accepted");
        }
        if (accepted && status != 200) {
            throw RequestAnswer.invalid(answer, "it answered with status " + status + " and yet with a yes");
        }
        String result = RequestAnswer.string(answer, object, "result");
        return new Reception(accepted, result == null ? null : at(answer, result), reasons(object));
    }

    private static HttpAddress at(Answer answer, String result) throws NetException {
        HttpAddress address = result.startsWith("/") ? answer.address().sibling(result) : HttpAddress.parse(result);
        if (!address.origin().equals(answer.address().origin())) {
            throw RequestAnswer.invalid(answer, "its result is at another service");
        }
        return address;
    }

    private static List<String> reasons(JsonObject object) {
        List<String> reasons = new ArrayList<>();
        if (object.get("reasons") instanceof JsonArray(List<JsonValue> items)) {
            for (JsonValue item : items) {
                if (item instanceof JsonString(String text) && reasons.size() < MOST_REASONS) {
                    reasons.add(
                            text.codePointCount(0, text.length()) <= LONGEST_REASON
                                    ? text
                                    : text.substring(0, text.offsetByCodePoints(0, LONGEST_REASON)) + "…");
                }
            }
        }
        return reasons;
    }
}
