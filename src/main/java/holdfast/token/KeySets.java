package holdfast.token;

import holdfast.credential.KeyRef;
import holdfast.token.TokenException.Reason;
import java.util.Map;

/**
 * Key sets at hand, by the address they stand for.
 *
 * @param byAddress the address exactly as tokens spell it ({@code jku}), and the set
 */
public record KeySets(Map<String, JwkSet> byAddress) implements KeyResolver {
    public KeySets {
        byAddress = Map.copyOf(byAddress);
    }

    @Override
    public Es256PublicKey resolve(KeyRef.KeysetEndpoint name) throws TokenException {
        JwkSet set = byAddress.get(name.jku());
        if (set == null) {
            throw new TokenException(
                    Reason.KEY_SET_NOT_FOUND, "key set", "none is at hand for the address " + Texts.quote(name.jku()));
        }
        return set.signatureKey(name.kid());
    }
}
