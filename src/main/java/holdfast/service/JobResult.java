package holdfast.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** What came of a job: its bytes, before they are sealed to the caller, are a mark and a text. */
sealed interface JobResult {
    /** @param token the proof token */
    record Proven(String token) implements JobResult {}

    /** @param message one sentence for the caller, without data */
    record Failed(String message) implements JobResult {}

    default byte[] toBytes() {
        return switch (this) {
            case Proven(String token) -> ("+" + token).getBytes(UTF_8);
            case Failed(String message) -> ("-" + message).getBytes(UTF_8);
        };
    }

    static JobResult ofBytes(byte[] bytes) {
        String text = new String(Arrays.copyOfRange(bytes, 1, bytes.length), UTF_8);
        return bytes[0] == '+' ? new Proven(text) : new Failed(text);
    }
}
