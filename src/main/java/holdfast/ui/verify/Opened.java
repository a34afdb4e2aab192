package holdfast.ui.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.dvr.DvrRequest;
import holdfast.proving.ProofFileCodec;
import holdfast.proving.ProofFileException;
import holdfast.token.KeyResolver;
import holdfast.token.TokenException;
import holdfast.token.TokenReader;
import holdfast.token.TokenVerifier;
import holdfast.token.UnverifiedToken;
import holdfast.ui.common.InBackground;
import holdfast.verification.GivenProof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a file or a text turned out to be. Reading takes time, and is no work for the window's thread. */
@InBackground
sealed interface Opened {
    /** Larger files are no requests. */
    long MOST_TOKEN = 1 << 20;

    /** A request of this verifier, with its own signature verified. */
    record Request(UnverifiedToken<DvrRequest> token, DvrRequest content) implements Opened {}

    /** @param name of its file */
    record Proof(String name, GivenProof given) implements Opened {}

    /** Neither a request nor a proof, or nothing that can be read. */
    record Unreadable(String name, String why) implements Opened {}

    static Opened file(Path file) {
        try {
            return read(name(file), bytes(file));
        } catch (IOException e) {
            return new Unreadable(name(file), String.valueOf(e.getMessage()));
        }
    }

    static Opened read(String name, byte[] bytes) {
        try {
            UnverifiedToken<DvrRequest> request = requestIn(bytes);
            return request == null ? new Proof(name, GivenProof.read(bytes)) : verified(request);
        } catch (ProofFileException | TokenException e) {
            return new Unreadable(name, String.valueOf(e.getMessage()));
        }
    }

    static Request request(String text) throws TokenException {
        return verified(TokenReader.request(text));
    }

    private static Request verified(UnverifiedToken<DvrRequest> token) throws TokenException {
        return new Request(
                token,
                new TokenVerifier(KeyResolver.none()).verifyRequest(token).content());
    }

    /** The request that the bytes are; null where they are none. */
    private static @Nullable UnverifiedToken<DvrRequest> requestIn(byte[] bytes) {
        boolean json = bytes.length > 0 && bytes[0] == '{';
        if (json || bytes.length > MOST_TOKEN) {
            return null;
        }
        try {
            return TokenReader.request(new String(bytes, UTF_8).strip());
        } catch (TokenException e) {
            return null;
        }
    }

    static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static byte[] bytes(Path file) throws IOException {
        if (Files.size(file) > ProofFileCodec.MAX_BYTES) {
            throw new IOException(name(file));
        }
        return Files.readAllBytes(file);
    }
}
