package holdfast.vault;

import holdfast.crypto.AesGcm;
import holdfast.crypto.Argon2Cost;
import holdfast.crypto.Argon2id;

/** Derives the key of a slot from a secret. The product knows one way; tests remember its results. */
@FunctionalInterface
interface KeyStretcher {
    KeyStretcher ARGON2ID = (secret, salt, cost) -> Argon2id.derive(secret, salt, cost, AesGcm.KEY_LENGTH);

    /** @return 32 bytes, which the caller wipes */
    byte[] stretch(byte[] secret, byte[] salt, Argon2Cost cost);
}
