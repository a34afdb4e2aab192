package holdfast.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.proving.ProofFile;
import holdfast.proving.ProofFileCodec;
import holdfast.proving.ProofFileException;
import holdfast.token.Es256PublicKey;
import holdfast.token.KeyResolver;
import holdfast.token.ProofToken;
import holdfast.token.TokenException;
import holdfast.token.TokenReader;
import holdfast.token.TokenVerifier;
import holdfast.token.UnverifiedToken;
import org.jspecify.annotations.Nullable;

/** A proof as a holder gives it, with nothing checked yet. */
public sealed interface GivenProof {
    /** A proof file, which this program can check to the end. */
    record Proven(ProofFile file) implements GivenProof {}

    /** A token of a service that says what it proved. */
    record Attested(UnverifiedToken<ProofToken> token) implements GivenProof {}

    /** @param bytes of a proof file, or of a proof token */
    static GivenProof read(byte[] bytes) throws ProofFileException, TokenException {
        return bytes.length > 0 && bytes[0] == '{'
                ? new Proven(ProofFileCodec.read(bytes))
                : new Attested(TokenReader.proof(new String(bytes, UTF_8).strip()));
    }

    /**
     * The digest by which it names its request; empty for a token that the service did not sign.
     *
     * @param service whose tokens are believed; null when none's are
     */
    default String requestDigest(@Nullable Es256PublicKey service) {
        return switch (this) {
            case Proven(ProofFile file) -> file.dvrDigest();
            case Attested(UnverifiedToken<ProofToken> token) -> {
                try {
                    yield service == null
                            ? ""
                            : new TokenVerifier(KeyResolver.none())
                                    .verify(token, service)
                                    .content()
                                    .dvrDigest();
                } catch (TokenException e) {
                    yield "";
                }
            }
        };
    }
}
