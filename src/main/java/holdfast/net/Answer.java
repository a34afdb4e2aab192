package holdfast.net;

import holdfast.net.NetException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** What came back: any status but a redirect, and a body within its limit. */
public final class Answer {
    private final HttpAddress address;
    private final int status;
    private final Optional<String> contentType;
    private final Optional<Duration> freshness;
    private final Optional<Duration> retryAfter;
    private final byte[] body;

    Answer(
            HttpAddress address,
            int status,
            Optional<String> contentType,
            Optional<Duration> freshness,
            Optional<Duration> retryAfter,
            byte[] body) {
        this.address = address;
        this.status = status;
        this.contentType = contentType;
        this.freshness = freshness;
        this.retryAfter = retryAfter;
        this.body = body;
    }

    public HttpAddress address() {
        return address;
    }

    public int status() {
        return status;
    }

    public Optional<String> contentType() {
        return contentType;
    }

    /** How long the server says that it may be kept; empty where it says nothing, zero where it forbids it. */
    public Optional<Duration> freshness() {
        return freshness;
    }

    /** How long the server asks to wait before the next attempt, where it says so in seconds. Nothing waits by itself. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    public byte[] body() {
        return body.clone();
    }

    /** @throws NetException {@code STATUS} when it is not 200 */
    public Answer requireOk() throws NetException {
        if (status != 200) {
            throw new NetException(Reason.STATUS, address.shown(), "it answered with status " + status);
        }
        return this;
    }

    /** @throws NetException {@code NOT_TEXT} when it is not UTF-8 */
    public String text() throws NetException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new NetException(Reason.NOT_TEXT, address.shown(), "its answer is not text", e);
        }
    }

    @Override
    public String toString() {
        return address + ": " + status + ", " + body.length + " bytes";
    }
}
