package holdfast.ui.intake;

import holdfast.credential.KeyRef;
import holdfast.net.NetException;
import holdfast.token.Es256PublicKey;
import holdfast.token.JwkSet;
import holdfast.token.KeyReader;
import holdfast.token.KeyResolver;
import holdfast.token.KeySets;
import holdfast.token.TokenException;
import holdfast.token.TokenKind;
import holdfast.token.TokenReader;
import holdfast.token.UnverifiedToken;
import holdfast.ui.common.InBackground;
import holdfast.wallet.Connections;
import holdfast.wallet.CredentialImport;
import holdfast.wallet.HeldRequest.Delivery;
import holdfast.wallet.PinnedKey.Role;
import holdfast.wallet.PresentationException;
import holdfast.wallet.RequestImport;
import holdfast.wallet.Wallet;
import holdfast.wallet.Wanted;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Verifies a credential's or request's token, or finds out which key it needs. */
@InBackground
final class TokenLook {
    private final Wallet wallet;
    private final Connections connections;

    TokenLook(Wallet wallet, Connections connections) {
        this.wallet = wallet;
        this.connections = connections;
    }

    /** Verifies with the keys that are known, or at an address that is allowed. */
    Found look(String text, Delivery delivery) {
        return token(text, delivery, null, KeyResolver.none());
    }

    /**
     * Verifies a token.
     *
     * @param given the key that the holder gave for it
     * @param atHand keys that they gave for an address
     */
    private Found token(String text, Delivery delivery, @Nullable Es256PublicKey given, KeyResolver atHand) {
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
            Es256PublicKey key = KeyReader.readPublic(keyText);
            // Where an address was shown, the key was given as the one of that address.
            return needs.keys() == null
                    ? token(needs.token(), needs.delivery(), key, KeyResolver.none())
                    : token(needs.token(), needs.delivery(), null, name -> key);
        } catch (TokenException e) {
            return Found.refused(e);
        }
    }
}
