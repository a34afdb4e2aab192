package holdfast.ui.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.credential.KeyRef;
import holdfast.net.Cancellation;
import holdfast.net.HttpAddress;
import holdfast.net.NetException;
import holdfast.net.RequestLink;
import holdfast.token.Es256PublicKey;
import holdfast.token.JwkSet;
import holdfast.token.KeyReader;
import holdfast.token.KeyResolver;
import holdfast.token.KeySets;
import holdfast.token.TokenException;
import holdfast.token.TokenKind;
import holdfast.token.TokenReader;
import holdfast.token.UnverifiedToken;
import holdfast.ui.common.QrCode;
import holdfast.wallet.Connections;
import holdfast.wallet.CredentialImport;
import holdfast.wallet.Fetching;
import holdfast.wallet.HeldRequest.Delivery;
import holdfast.wallet.PinnedKey.Role;
import holdfast.wallet.PresentationException;
import holdfast.wallet.RequestImport;
import holdfast.wallet.Wallet;
import holdfast.wallet.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what something is, and verifies it. May take long; runs in the background. Nothing is stored, and no address
 * is reached that was not allowed.
 */
final class IntakeReader {
    private static final int MAX_FILE = 8 * 1024 * 1024;
    private static final int MAX_KEY = 64 * 1024;
    private static final int MAX_PICTURE = 32 * 1024 * 1024;
    private static final Set<String> PICTURES = Set.of("png", "jpg", "jpeg", "gif", "bmp");

    private final Wallet wallet;
    private final Connections connections;

    IntakeReader(Wallet wallet, Connections connections) {
        this.wallet = wallet;
        this.connections = connections;
    }

    Found read(Source source) {
        return switch (source) {
            case Source.Text(String text) -> text(text);
            case Source.File(Path path) -> file(path);
        };
    }

    private Found file(Path path) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        try {
            if (Files.isDirectory(path)) {
                return Found.refused("refused.folder");
            }
            if (PICTURES.contains(name.substring(name.lastIndexOf('.') + 1))) {
                return Files.size(path) > MAX_PICTURE ? Found.refused("refused.large") : picture(path);
            }
            if (Files.size(path) > MAX_FILE) {
                return Found.refused("refused.large");
            }
            return text(new String(Files.readAllBytes(path), UTF_8));
        } catch (IOException | SecurityException e) {
            return Found.refused("refused.unreadable");
        }
    }

    private Found picture(Path path) throws IOException {
        Optional<String> code = QrCode.read(path);
        return code.isPresent() ? text(code.get()) : Found.refused("refused.no-code");
    }

    Found text(String given) {
        String text = given.strip();
        if (text.isEmpty()) {
            return Found.refused("refused.empty");
        }
        try {
            if (text.regionMatches(true, 0, "holdfast:", 0, "holdfast:".length())) {
                return link(RequestLink.parse(text));
            }
            if (text.matches("https?://\\S+")) {
                HttpAddress.parse(text);
                return new Found.NeedsAddress(text);
            }
            if (text.startsWith("-----BEGIN") || text.startsWith("{") || text.startsWith("[")) {
                return key(text);
            }
            return token(text, Delivery.NONE, null, KeyResolver.none());
        } catch (NetException e) {
            return Found.refused(e);
        }
    }

    private static Found key(String text) {
        try {
            return keyOrSet(text);
        } catch (TokenException e) {
            if (e.reason() == TokenException.Reason.KEY_IS_PRIVATE) {
                return Found.refused(e);
            }
            return Found.refused(text.contains("zkproof") ? "refused.proof" : "refused.other");
        }
    }

    private static Found.Key keyOrSet(String text) throws TokenException {
        try {
            JwkSet.parse(text);
            return new Found.Key(null, text);
        } catch (TokenException e) {
            return new Found.Key(KeyReader.readPublic(text), text);
        }
    }

    /** The key or key set that the holder gives; what is none is refused, so that what needs one goes on waiting. */
    static Found givenKey(Source source) {
        try {
            return switch (source) {
                case Source.Text(String text) -> keyOrSet(text);
                case Source.File(Path path) ->
                    Files.size(path) > MAX_KEY ? Found.refused("refused.large") : keyOrSet(Files.readString(path));
            };
        } catch (TokenException e) {
            return Found.refused(e);
        } catch (IOException | SecurityException e) {
            return Found.refused("refused.unreadable");
        }
    }

    /**
     * Verifies a token.
     *
     * @param given the key that the holder gave for it
     * @param atHand keys that they gave for an address
     */
    Found token(String text, Delivery delivery, @Nullable Es256PublicKey given, KeyResolver atHand) {
        UnverifiedToken<?> token;
        try {
            token = TokenReader.any(text);
        } catch (TokenException e) {
            return Found.refused(e);
        }
        if (token.kind() == TokenKind.PROOF) {
            return Found.refused("refused.proof");
        }
        boolean credential = token.kind() == TokenKind.USER_DATA;
        KeyResolver fresh = connections.keys(atHand);
        try {
            return credential
                    ? new Found.Credential(new CredentialImport(wallet, fresh).check(text, given))
                    : new Found.Request(new RequestImport(wallet, fresh).check(text, delivery));
        } catch (TokenException e) {
            return switch (e.reason()) {
                case MISSING_PUBLIC_KEY, KEY_SET_NOT_FOUND -> needsKey(token, credential, delivery, e, false);
                case SIGNATURE_WRONG ->
                    given == null && isOnlyPinned(token, credential, fresh)
                            ? needsKey(token, credential, delivery, e, true)
                            : Found.refused(e);
                default -> e.getCause() instanceof NetException net ? Found.refused(net) : Found.refused(e);
            };
        } catch (PresentationException e) {
            return Found.refused(e);
        }
    }

    /** Whether the key that did not fit is the one remembered, so that a newer one may have been published since. */
    private boolean isOnlyPinned(UnverifiedToken<?> token, boolean credential, KeyResolver fresh) {
        KeyRef.KeysetEndpoint name = token.keyName();
        if (name == null) {
            return false;
        }
        try {
            wallet.pinned(credential ? Role.ISSUER : Role.VERIFIER).resolve(name);
        } catch (TokenException e) {
            return false;
        }
        try {
            fresh.resolve(name);
            return false;
        } catch (TokenException e) {
            return true;
        }
    }

    private static Found needsKey(
            UnverifiedToken<?> token,
            boolean credential,
            Delivery delivery,
            TokenException error,
            boolean otherThanKnown) {
        try {
            Wanted keys = Wanted.keysOf(token).orElse(null);
            // A request that names no key at all cannot be helped: its verifier has to say who they are.
            return keys == null && !credential
                    ? Found.refused(error)
                    : new Found.NeedsKey(token.compact(), credential, delivery, keys, otherThanKnown);
        } catch (NetException e) {
            return Found.refused(e);
        }
    }

    /** Verifies again with a key, or a set of keys, that the holder gave. */
    Found withKey(Found.NeedsKey needs, String keyText) {
        try {
            if (needs.keys() != null) {
                return token(
                        needs.token(),
                        needs.delivery(),
                        null,
                        new KeySets(Map.of(needs.keys().address().text(), JwkSet.parse(keyText))));
            }
        } catch (TokenException e) {
            if (!needs.credential()) {
                return Found.refused(e);
            }
        }
        try {
            return token(needs.token(), needs.delivery(), KeyReader.readPublic(keyText), KeyResolver.none());
        } catch (TokenException e) {
            return Found.refused(e);
        }
    }

    Found link(RequestLink link) {
        try {
            return switch (new Fetching(connections).request(link, new Cancellation())) {
                case Fetching.Outcome.Fetched<Fetching.Received>(Fetching.Received received) ->
                    token(received.token(), received.delivery(), null, KeyResolver.none());
                case Fetching.Outcome.NotAllowed<Fetching.Received>(Wanted wanted) ->
                    new Found.NeedsRequest(link, wanted);
                case Fetching.Outcome.Contradiction<Fetching.Received> ignored ->
                    Found.refused("refused.contradiction");
            };
        } catch (NetException e) {
            return Found.refused(e);
        }
    }

    /** Fetches a credential from an address that was allowed just now. */
    Found credentialAt(String address) {
        try {
            return switch (new Fetching(connections)
                    .credential(HttpAddress.parse(address), Fetching.Login.none(), new Cancellation())) {
                case Fetching.Outcome.Fetched<String>(String token) ->
                    token(token, Delivery.NONE, null, KeyResolver.none());
                case Fetching.Outcome.NotAllowed<String> ignored -> new Found.NeedsAddress(address);
                case Fetching.Outcome.Contradiction<String> ignored -> Found.refused("refused.contradiction");
            };
        } catch (NetException e) {
            return Found.refused(e);
        }
    }
}
