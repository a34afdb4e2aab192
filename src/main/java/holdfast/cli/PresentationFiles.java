package holdfast.cli;

import holdfast.credential.Tag;
import holdfast.dvr.DvrRequest;
import holdfast.text.Language;
import holdfast.text.ProblemText;
import holdfast.token.KeyResolver;
import holdfast.token.TokenException;
import holdfast.token.TokenReader;
import holdfast.token.TokenVerifier;
import holdfast.token.UnverifiedToken;
import holdfast.token.UserData;
import holdfast.wallet.Presentation;
import holdfast.wallet.PresentationException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that name a request and the credentials that answer it. */
final class PresentationFiles {
    @Option(names = "--request", required = true, paramLabel = "F", description = "The request: a DVR token.")
    private String request;

    @Option(
            names = "--credential",
            paramLabel = "[TAG=]F",
            description = "A credential: a user data token; for several, one for each tag.")
    private List<String> credentials = new ArrayList<>();

    @Mixin
    private KeySetFiles keySets = new KeySetFiles();

    String request() {
        return request;
    }

    /** What was given as credentials, where they are ids in the vault. */
    SortedMap<Tag, String> ids() {
        return Tagged.read("--credential", credentials, id -> id);
    }

    KeyResolver keys(Terminal terminal) {
        return keySets.read(terminal);
    }

    /**
     * Reads and verifies everything.
     *
     * @return null when it is refused; why was printed
     */
    @Nullable
    Presentation read(Terminal terminal, Language language) throws TokenException {
        if (credentials.isEmpty()) {
            throw new CliException("No credential was named. Add --credential F.");
        }
        UnverifiedToken<DvrRequest> dvr = terminal.about(request, TokenReader::request);
        SortedMap<Tag, UnverifiedToken<UserData>> tokens =
                Tagged.read("--credential", credentials, file -> terminal.about(file, TokenReader::userData));
        TokenVerifier verifier = new TokenVerifier(keySets.read(terminal));
        try {
            return Presentation.of(verifier, dvr, tokens);
        } catch (PresentationException e) {
            switch (e) {
                case PresentationException.TagMismatch mismatch -> throw new CliException(sentence(mismatch));
                case PresentationException.BadQuery bad ->
                    throw new CliException(request + " has no valid query: "
                            + new ProblemText(language).problem(bad.query().problem()) + " ("
                            + bad.query().error().engineName() + ")");
                case PresentationException.OtherIssuer other ->
                    terminal.err()
                            .println(
                                    "Refused: the credential" + named(other.tag())
                                            + " is not signed by the issuer that the request names. Use the one from that issuer.");
            }
            return null;
        } catch (TokenException e) {
            if (e.reason() == TokenException.Reason.SIGNATURE_WRONG) {
                terminal.err().println("Refused: " + e.getMessage());
                return null;
            }
            throw e;
        }
    }

    private static String named(Tag tag) {
        return tag.isNone() ? "" : " for " + tag;
    }

    static String sentence(PresentationException.TagMismatch mismatch) {
        if (!mismatch.missing().isEmpty()) {
            return "The request asks for " + list(mismatch.missing()) + ". Add --credential TAG=F for each.";
        }
        return "The request does not ask for " + list(mismatch.unasked()) + ". Leave it out, or check its tag.";
    }

    private static String list(SortedSet<Tag> tags) {
        return tags.stream()
                .map(tag -> tag.isNone() ? "a credential without a tag" : "a credential with the tag " + tag)
                .collect(Collectors.joining(" and "));
    }
}
