package holdfast.ui.intake;

import holdfast.net.NetException;
import holdfast.net.Purpose;
import holdfast.net.RequestLink;
import holdfast.token.Es256PublicKey;
import holdfast.wallet.CredentialImport;
import holdfast.wallet.HeldRequest.Delivery;
import holdfast.wallet.RequestImport;
import holdfast.wallet.Wanted;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What something that comes in turned out to be. */
public sealed interface Found {
    /** A credential whose signature is right. */
    record Credential(CredentialImport.Checked checked) implements Found {}

    /** A request whose signature and query are right. */
    record Request(RequestImport.Checked checked) implements Found {}

    /**
     * A token whose key is not at hand.
     *
     * @param token as it came
     * @param credential whether it is a credential; a request otherwise
     * @param delivery what came beside a request
     * @param keys where its key is published; null when it names no place
     * @param otherThanKnown whether a key of that name is known, and is not the one that signed it
     */
    record NeedsKey(
            String token,
            boolean credential,
            Delivery delivery,
            @Nullable Wanted keys,
            boolean otherThanKnown) implements Found {
        @Override
        public String toString() {
            return "NeedsKey[" + keys + "]";
        }
    }

    /** A link to a request at an address that was not allowed yet. */
    record NeedsRequest(RequestLink link, Wanted wanted) implements Found {}

    /** An address, at which there may be a credential or a request. */
    record NeedsAddress(String address) implements Found {}

    /** It is a key or a key set: nothing to keep, but perhaps what another one of these needs. */
    record Key(@Nullable Es256PublicKey key, String text) implements Found {
        @Override
        public String toString() {
            return "Key[]";
        }
    }

    /** It cannot be used. */
    record Refused(Refusal why) implements Found {}

    /**
     * What it wants to be reached; empty where it wants nothing.
     *
     * @param credential whether there is a credential at an address; a request otherwise
     */
    default Optional<Wanted> wanted(boolean credential) {
        return switch (this) {
            case NeedsKey needs -> Optional.ofNullable(needs.keys());
            case NeedsRequest(var link, Wanted wanted) -> Optional.of(wanted);
            case NeedsAddress(String address) -> {
                try {
                    yield Optional.of(Wanted.of(credential ? Purpose.USER_DATA : Purpose.REQUEST, address));
                } catch (NetException e) {
                    yield Optional.empty();
                }
            }
            default -> Optional.empty();
        };
    }

    /** Why something cannot be used. */
    sealed interface Refusal {
        /** A use case says why. */
        record Failure(Exception error) implements Refusal {}

        /** The key of a sentence says why. */
        record Sentence(String key) implements Refusal {}
    }

    /** The sentence with that key. */
    static Refused refused(String key) {
        return new Refused(new Refusal.Sentence(key));
    }

    static Refused refused(Exception error) {
        return new Refused(new Refusal.Failure(error));
    }
}
