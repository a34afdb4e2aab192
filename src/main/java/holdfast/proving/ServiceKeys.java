package holdfast.proving;

import holdfast.token.Es256PublicKey;

/**
 * The keys of a proving service.
 *
 * @param encryption what the holder's data is encrypted for
 * @param signing what the service signs proof tokens with
 */
public record ServiceKeys(Es256PublicKey encryption, Es256PublicKey signing) {}
