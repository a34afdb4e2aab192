package holdfast.dvr;

import holdfast.credential.KeyRef;
import org.jspecify.annotations.Nullable;

/**
 * Where the data of one tag comes from.
 *
 * @param url address of the issuer's user data service, where the verifier names one
 * @param verifyingKey the issuer's key; the only one that counts, whatever the token's own header says
 */
public record UserDataRequest(@Nullable String url, KeyRef verifyingKey) {}
