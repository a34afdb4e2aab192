package holdfast.ui.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.net.Cancellation;
import holdfast.net.HttpAddress;
import holdfast.net.NetException;
import holdfast.net.RequestLink;
import holdfast.token.JwkSet;
import holdfast.token.KeyReader;
import holdfast.token.TokenException;
import holdfast.ui.common.InBackground;
import holdfast.ui.common.QrCode;
import holdfast.wallet.Connections;
import holdfast.wallet.Fetching;
import holdfast.wallet.HeldRequest.Delivery;
import holdfast.wallet.Wallet;
import holdfast.wallet.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out what something is, and verifies it. May take long; runs in the background. Nothing is stored, and no address
 * is reached that was not allowed.
 */
final class IntakeReader {
    private static final int MAX_FILE = 8 * 1024 * 1024;
    private static final int MAX_KEY = 64 * 1024;
    private static final int MAX_PICTURE = 32 * 1024 * 1024;
    private static final Set<String> PICTURES = Set.of("png", "jpg", "jpeg", "gif", "bmp");

    private final Connections connections;
    private final TokenLook tokens;

    IntakeReader(Wallet wallet, Connections connections) {
        this.connections = connections;
        this.tokens = new TokenLook(wallet, connections);
    }

    @InBackground
    Found read(Source source) {
        return switch (source) {
            case Source.Text(String text) -> text(text);
            case Source.File(Path path) -> file(path);
            case Source.Picture(var code) -> picture(code.get());
        };
    }

    @InBackground
    private Found file(Path path) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        try {
            if (Files.isDirectory(path)) {
                return Found.refused("refused.folder");
            }
            if (PICTURES.contains(name.substring(name.lastIndexOf('.') + 1))) {
                return Files.size(path) > MAX_PICTURE ? Found.refused("refused.large") : picture(QrCode.read(path));
            }
            if (Files.size(path) > MAX_FILE) {
                return Found.refused("refused.large");
            }
            return text(new String(Files.readAllBytes(path), UTF_8));
        } catch (IOException | SecurityException e) {
            return Found.refused("refused.unreadable");
        }
    }

    @InBackground
    private Found picture(Optional<String> code) {
        return code.isPresent() ? text(code.get()) : Found.refused("refused.no-code");
    }

    @InBackground
    private Found text(String given) {
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
            return tokens.look(text, Delivery.NONE);
        } catch (NetException e) {
            return Found.refused(e);
        }
    }

    @InBackground
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

    @InBackground
    private static Found.Key keyOrSet(String text) throws TokenException {
        try {
            JwkSet.parse(text);
            return new Found.Key(null, text);
        } catch (TokenException e) {
            return new Found.Key(KeyReader.readPublic(text), text);
        }
    }

    /** The key or key set that the holder gives; what is none is refused, so that what needs one goes on waiting. */
    @InBackground
    static Found givenKey(Source source) {
        try {
            return switch (source) {
                case Source.Text(String text) -> keyOrSet(text);
                case Source.Picture ignored -> Found.refused("refused.other");
                case Source.File(Path path) ->
                    Files.size(path) > MAX_KEY ? Found.refused("refused.large") : keyOrSet(Files.readString(path));
            };
        } catch (TokenException e) {
            return Found.refused(e);
        } catch (IOException | SecurityException e) {
            return Found.refused("refused.unreadable");
        }
    }

    /** Verifies again with a key, or a set of keys, that the holder gave. */
    @InBackground
    Found withKey(Found.NeedsKey needs, String keyText) {
        return tokens.withKey(needs, keyText);
    }

    /**
     * Fetches what was found to be needed, from where it was allowed just now.
     *
     * @param credential whether there is a credential at an address; a request otherwise
     */
    @InBackground
    Found fetch(Found needs, boolean credential) {
        return switch (needs) {
            case Found.NeedsKey key -> tokens.look(key.token(), key.delivery());
            case Found.NeedsRequest(var link, var ignored) -> link(link);
            case Found.NeedsAddress(String address) -> credential ? credentialAt(address) : requestAt(address);
            default -> needs;
        };
    }

    @InBackground
    private Found requestAt(String address) {
        try {
            return link(new RequestLink(HttpAddress.parse(address), null, null, null, null));
        } catch (NetException e) {
            return Found.refused(e);
        }
    }

    @InBackground
    private Found link(RequestLink link) {
        try {
            return switch (new Fetching(connections).request(link, new Cancellation())) {
                case Fetching.Outcome.Fetched<Fetching.Received>(Fetching.Received received) ->
                    tokens.look(received.token(), received.delivery());
                case Fetching.Outcome.NotAllowed<Fetching.Received>(Wanted wanted) ->
                    new Found.NeedsRequest(link, wanted);
                case Fetching.Outcome.Contradiction<Fetching.Received> ignored ->
                    Found.refused("refused.contradiction");
            };
        } catch (NetException e) {
            return Found.refused(e);
        }
    }

    @InBackground
    private Found credentialAt(String address) {
        try {
            return switch (new Fetching(connections)
                    .credential(HttpAddress.parse(address), Fetching.Login.none(), new Cancellation())) {
                case Fetching.Outcome.Fetched<String>(String token) -> tokens.look(token, Delivery.NONE);
                case Fetching.Outcome.NotAllowed<String> ignored -> new Found.NeedsAddress(address);
                case Fetching.Outcome.Contradiction<String> ignored -> Found.refused("refused.contradiction");
            };
        } catch (NetException e) {
            return Found.refused(e);
        }
    }
}
