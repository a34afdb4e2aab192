package holdfast.wallet;

import holdfast.credential.KeyRef;
import holdfast.credential.Tag;
import holdfast.dvr.DvrRequest;
import holdfast.dvr.UserDataRequest;
import holdfast.json.JsonException;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.proving.ProofSystem;
import holdfast.token.Es256PrivateKey;
import holdfast.token.KeyResolver;
import holdfast.token.TokenException;
import holdfast.token.TokenSigner;
import holdfast.vault.GenerationMemory;
import holdfast.vault.KdfCost;
import holdfast.wallet.CredentialImport.Named;
import holdfast.wallet.HeldRequest.Delivery;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the tests of the wallet start from: an issuer, a verifier, a clock that stands, a wallet in a folder. */
final class Given {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    static final char[] PASSPHRASE = "correct horse".toCharArray();

    /** The least that is allowed. */
    static final KdfCost COST = new KdfCost(19 * 1024, 1, 1);

    final SecureRandom random = new SecureRandom();
    final TestClock clock = new TestClock();
    final Es256PrivateKey bank = Es256PrivateKey.generate(random);
    final Es256PrivateKey shop = Es256PrivateKey.generate(random);

    WalletStore store(Path folder) {
        return new WalletStore(folder, random, clock, GenerationMemory.none(), () -> COST);
    }

    Wallet wallet(Path folder) throws WalletException {
        return store(folder).create(PASSPHRASE, false).wallet();
    }

    /** A credential of the bank, without a key name. */
    String credential(String data) throws TokenException {
        return credential(bank, null, data);
    }

    String credential(Es256PrivateKey key, KeyRef.@Nullable KeysetEndpoint name, String data) throws TokenException {
        try {
            return new TokenSigner(key, name, random)
                    .userData(JsonReader.readObject(data, JsonLimits.STANDARD))
                    .compact();
        } catch (JsonException e) {
            throw new IllegalArgumentException(e);
        }
    }

    HeldCredential added(Wallet wallet, String token, Es256PrivateKey key, String name) throws Exception {
        CredentialImport imports = new CredentialImport(wallet, KeyResolver.none());
        CredentialImport.Checked checked = imports.check(token, key.publicKey());
        if (imports.store(List.of(new Named(checked, name, List.of())), false)
                instanceof CredentialImport.Outcome.Stored(var added, var present)) {
            return added.getFirst();
        }
        throw new AssertionError("not stored");
    }

    /** The shop's request for one credential of the bank. */
    String request(String query) throws TokenException {
        return request(query, Map.of(Tag.NONE, bank.publicKey().twoLines()));
    }

    String request(String query, Map<Tag, ? extends KeyRef> issuers) throws TokenException {
        SortedMap<Tag, UserDataRequest> requests = new TreeMap<>();
        issuers.forEach((tag, key) -> requests.put(tag, new UserDataRequest(null, key)));
        return new TokenSigner(shop, null, random)
                .request(new DvrRequest(
                        ProofSystem.LIBZK,
                        "Personal loan",
                        "loan-1",
                        ProofSystem.LANGUAGE_VERSION,
                        ProofSystem.methodVersion(),
                        query,
                        requests,
                        shop.publicKey().twoLines()))
                .compact();
    }

    HeldRequest asked(Wallet wallet, String request) throws Exception {
        return asked(wallet, request, Delivery.NONE);
    }

    HeldRequest asked(Wallet wallet, String request, Delivery delivery) throws Exception {
        RequestImport imports = new RequestImport(wallet, KeyResolver.none());
        if (imports.store(imports.check(request, delivery), false)
                instanceof RequestImport.Outcome.Stored(HeldRequest held)) {
            return held;
        }
        throw new AssertionError("not stored");
    }

    static Matching match(Wallet wallet, HeldRequest request) throws Exception {
        return Matching.of(wallet, request, KeyResolver.none(), TODAY);
    }

    /** A clock that stands until it is moved. */
    static final class TestClock extends Clock {
        private Instant now = Instant.parse("2026-11-20T10:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
