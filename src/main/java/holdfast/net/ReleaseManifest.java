package holdfast.net;

import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonNumber;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a release says of itself; docs/FORMAT.md has its form.
 *
 * @param published when it was made
 * @param validUntil from when on it must not be believed, so that an old one cannot stand for the newest for ever
 * @param notes address of a page about it; shown, never opened
 * @param files what can be downloaded
 */
public record ReleaseManifest(
        ReleaseVersion version, Instant published, Instant validUntil, String notes, List<File> files) {
    static final String KIND = "holdfast-release";

    private static final int MAX_FILES = 64;
    private static final Set<String> MEMBERS = Set.of("kind", "version", "published", "valid_until", "notes", "files");
    private static final Set<String> FILE_MEMBERS = Set.of("name", "bytes", "sha256");
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+~-]{0,127}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    public ReleaseManifest {
        files = List.copyOf(files);
    }

    /**
     * A file of a release.
     *
     * @param sha256 64 lower-case hex digits
     */
    public record File(String name, long bytes, String sha256) {}

    /** It does not have the form; the message says where. */
    static final class FormException extends Exception {
        private static final long serialVersionUID = 1L;

        FormException(String message) {
            super(message);
        }
    }

    static ReleaseManifest of(JsonObject json) throws FormException {
        requireMembers(json, MEMBERS);
        if (!string(json, "kind").equals(KIND)) {
            throw new FormException("it is not about a release of Holdfast");
        }
        ReleaseVersion version = ReleaseVersion.parse(string(json, "version"))
                .filter(found -> !found.snapshot())
                .orElseThrow(() -> new FormException("its version is not that of a release"));
        String notes = string(json, "notes");
        try {
            HttpAddress.parse(notes);
        } catch (NetException e) {
            throw new FormException("its notes have no valid address");
        }
        return new ReleaseManifest(version, time(json, "published"), time(json, "valid_until"), notes, files(json));
    }

    private static List<File> files(JsonObject json) throws FormException {
        if (!(json.get("files") instanceof JsonArray array)
                || array.items().isEmpty()
                || array.items().size() > MAX_FILES) {
            throw new FormException("its files are not a list of 1 to " + MAX_FILES);
        }
        List<File> files = new ArrayList<>();
        for (JsonValue item : array.items()) {
            if (!(item instanceof JsonObject file)) {
                throw new FormException("one of its files is not an object");
            }
            requireMembers(file, FILE_MEMBERS);
            String name = string(file, "name");
            String hash = string(file, "sha256");
            long bytes = file.get("bytes") instanceof JsonNumber number
                    ? number.asLong().orElse(-1)
                    : -1;
            if (!FILE_NAME.matcher(name).matches() || !HASH.matcher(hash).matches() || bytes <= 0) {
                throw new FormException("one of its files has no valid name, size or hash");
            }
            files.add(new File(name, bytes, hash));
        }
        return files;
    }

    private static void requireMembers(JsonObject json, Set<String> members) throws FormException {
        if (!json.members().keySet().equals(members)) {
            throw new FormException("its members are not "
                    + String.join(", ", members.stream().sorted().toList()));
        }
    }

    private static String string(JsonObject json, String name) throws FormException {
        if (json.get(name) instanceof JsonString text) {
            return text.value();
        }
        throw new FormException("its " + name + " is not a text");
    }

    private static Instant time(JsonObject json, String name) throws FormException {
        try {
            return Instant.parse(string(json, name));
        } catch (DateTimeException e) {
            throw new FormException("its " + name + " is not a time");
        }
    }
}
