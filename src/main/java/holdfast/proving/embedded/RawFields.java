package holdfast.proving.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.credential.Tag;
import holdfast.dvr.FieldPath;
import holdfast.proving.ProvingException;
import holdfast.proving.ProvingException.Reason;
import java.util.HashSet;
import java.util.Set;

/**
 * How the strings of a payload are spelled, which its values no longer tell. The payload is JSON that was read strictly before, so it
 * is only walked through here.
 */
final class RawFields {
    private static final String DATA = "data.";

    private final Tag tag;
    private final byte[] json;
    private final Set<String> escaped = new HashSet<>();
    private int at;

    private RawFields(Tag tag, byte[] json) {
        this.tag = tag;
        this.json = json;
    }

    /**
     * Walks through a payload.
     *
     * @throws ProvingException when a member's name is spelled with an escape: the circuit has no such documents
     */
    static RawFields of(Tag tag, byte[] payload) throws ProvingException {
        RawFields fields = new RawFields(tag, payload);
        fields.value("");
        return fields;
    }

    /** Whether the string at a path below {@code data} is spelled with an escape. */
    boolean isEscaped(String path) {
        return escaped.contains(DATA + path);
    }

    private void value(String path) throws ProvingException {
        white();
        switch (json[at]) {
            case '{' -> object(path);
            case '[' -> array(path);
            case '"' -> {
                if (string()) {
                    escaped.add(path);
                }
            }
            default -> {
                while (at < json.length && ",}] \t\n\r".indexOf(json[at]) < 0) {
                    at++;
                }
            }
        }
        white();
    }

    private void object(String path) throws ProvingException {
        at++;
        white();
        while (json[at] != '}') {
            int start = at + 1;
            boolean withEscape = string();
            String name = new String(json, start, at - 1 - start, UTF_8);
            if (withEscape) {
                String below = path.startsWith(DATA) ? path.substring(DATA.length()) : "";
                throw new ProvingException(
                        Reason.NAME_ESCAPED,
                        new FieldPath(tag, below),
                        "A name in %s is written with an escape (a backslash); such data cannot be proven. Ask the issuer to write it without."
                                .formatted(below.isEmpty() ? "the data" : below));
            }
            white();
            at++;
            value(path.isEmpty() ? name : path + "." + name);
            comma();
        }
        at++;
    }

    private void array(String path) throws ProvingException {
        at++;
        white();
        for (int i = 0; json[at] != ']'; i++) {
            value(path + "[" + i + "]");
            comma();
        }
        at++;
    }

    private void comma() {
        if (json[at] == ',') {
            at++;
            white();
        }
    }

    /** Goes over a string; whether it has an escape. */
    private boolean string() {
        boolean found = false;
        for (at++; json[at] != '"'; at++) {
            if (json[at] == '\\') {
                found = true;
                at++;
            }
        }
        at++;
        return found;
    }

    private void white() {
        while (at < json.length && " \t\n\r".indexOf(json[at]) >= 0) {
            at++;
        }
    }
}
