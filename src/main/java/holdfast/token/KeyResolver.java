package holdfast.token;

import holdfast.credential.KeyRef;

/** Finds the key that somebody names by the address of a key set and the key's name in it. */
@FunctionalInterface
public interface KeyResolver {

    /**
     * The key, for signatures. Only this exact address counts, character by character.
     *
     * @throws TokenException {@code KEY_SET_NOT_FOUND}, {@code KEY_SET_UNAVAILABLE}, {@code KEY_NOT_FOUND}, or why the key cannot be used
     */
    Es256PublicKey resolve(KeyRef.KeysetEndpoint name) throws TokenException;

    /** Knows no key set. */
    static KeyResolver none() {
        return new KeySets(java.util.Map.of());
    }

    /** The key that a request names in either way. */
    default Es256PublicKey resolve(KeyRef key) throws TokenException {
        return switch (key) {
            case KeyRef.PublicKey lines -> Es256PublicKey.ofTwoLines(lines);
            case KeyRef.KeysetEndpoint name -> resolve(name);
        };
    }
}
