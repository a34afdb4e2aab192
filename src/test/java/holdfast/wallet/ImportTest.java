package holdfast.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holdfast.credential.KeyRef;
import holdfast.token.Es256PrivateKey;
import holdfast.token.Es256PublicKey;
import holdfast.token.JwkSet;
import holdfast.token.KeyResolver;
import holdfast.token.KeySets;
import holdfast.token.TokenException;
import holdfast.wallet.CredentialImport.Checked;
import holdfast.wallet.CredentialImport.Named;
import holdfast.wallet.CredentialImport.Outcome;
import holdfast.wallet.HeldRequest.Delivery;
import holdfast.wallet.PinnedKey.Role;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credentials and requests coming in: signature first, key next, store last. */
class ImportTest {
    private static final KeyRef.KeysetEndpoint NAME =
            new KeyRef.KeysetEndpoint("https://bank.example/jwks.json", "k-1");
    private static final String QUERY = "[{\"output\":{\"result\":true}}]";

    @TempDir
    private Path folder;

    private final Given given = new Given();
    private Wallet wallet;

    @BeforeEach
    void create() throws Exception {
        wallet = given.wallet(folder.resolve("vault"));
    }

    @AfterEach
    void close() {
        wallet.close();
    }

    private static KeyResolver publishes(Es256PublicKey key) throws TokenException {
        return new KeySets(Map.of(NAME.jku(), JwkSet.parse(JwkSet.write(Map.of(NAME.kid(), key)))));
    }

    private Outcome imported(KeyResolver fresh, String token, boolean acceptChangedKeys) throws Exception {
        CredentialImport imports = new CredentialImport(wallet, fresh);
        Checked checked = imports.check(token + "\n", null);
        return imports.store(List.of(new Named(checked, "Account", List.of("money"))), acceptChangedKeys);
    }

    @Test
    void credential_keyMetFirst_isStoredAndPinned() throws Exception {
        String token = given.credential(given.bank, NAME, "{\"a\":1}");
        Outcome outcome = imported(publishes(given.bank.publicKey()), token, false);
        assertThat(outcome).isInstanceOf(Outcome.Stored.class);
        assertThat(wallet.credentials()).singleElement().satisfies(credential -> {
            assertThat(credential.token()).isEqualTo(token);
            assertThat(credential.labels()).containsExactly("money");
            assertThat(wallet.issuer(credential).code()).isEqualTo("known");
            assertThat(wallet.issuer(credential).displayName()).isEqualTo("bank.example");
        });
        assertThat(wallet.keys())
                .singleElement()
                .satisfies(key -> assertThat(key.confirmed()).isFalse());
    }

    /** Else anybody whose key the holder takes could appear in the wallet as their bank. */
    @Test
    void credential_keyGivenByTheHolder_doesNotTakeTheAddressThatItsTokenClaims() throws Exception {
        Es256PrivateKey stranger = Es256PrivateKey.generate(new SecureRandom());
        String token = given.credential(stranger, NAME, "{\"a\":1}");
        HeldCredential held = given.added(wallet, token, stranger, "Account");
        assertThat(held.issuerKeyName()).isNull();
        assertThat(wallet.issuer(held).displayName())
                .isEqualTo(stranger.publicKey().fingerprint());
        // The address says another key than the holder was given.
        CredentialImport asking = new CredentialImport(wallet, publishes(given.bank.publicKey()));
        assertThat(asking.check(token, stranger.publicKey()).keyName()).isNull();
        // And so the bank's own key is met first, and is no alarm.
        Outcome bank =
                imported(publishes(given.bank.publicKey()), given.credential(given.bank, NAME, "{\"a\":2}"), false);
        assertThat(bank).isInstanceOf(Outcome.Stored.class);
        // From now on a stranger who uses its name is one.
        assertThat(asking.check(token, stranger.publicKey()).issuer()).isInstanceOf(KeyStanding.Changed.class);
    }

    @Test
    void credential_keyGivenByTheHolderAndPublishedAtItsAddress_hasThatName() throws Exception {
        Checked checked = new CredentialImport(wallet, publishes(given.bank.publicKey()))
                .check(given.credential(given.bank, NAME, "{\"a\":1}"), given.bank.publicKey());
        assertThat(checked.keyName()).isEqualTo(NAME);
        assertThat(checked.issuer().displayName()).isEqualTo("bank.example");
    }

    @Test
    void name_ofAnAddress_isItsHostWithAnUnusualPort_orNone() {
        Es256PublicKey key = given.bank.publicKey();
        for (Map.Entry<String, String> name : Map.of(
                        "https://bank.example/jwks.json",
                        "bank.example",
                        "https://bank.example:4443/jwks.json",
                        "bank.example:4443",
                        "http://bank.example/jwks.json",
                        "bank.example:80",
                        "ftp://bank.example/jwks.json",
                        key.fingerprint(),
                        "https://someone@bank.example/jwks.json",
                        key.fingerprint(),
                        "https://BANK.example/jwks.json",
                        key.fingerprint())
                .entrySet()) {
            assertThat(wallet.standing(Role.ISSUER, new KeyRef.KeysetEndpoint(name.getKey(), "k-1"), key)
                            .displayName())
                    .isEqualTo(name.getValue());
        }
    }

    @Test
    void credential_sameKeyWithoutNetwork_verifiesUnderThePinnedOne() throws Exception {
        imported(publishes(given.bank.publicKey()), given.credential(given.bank, NAME, "{\"a\":1}"), false);
        Outcome second = imported(KeyResolver.none(), given.credential(given.bank, NAME, "{\"a\":2}"), false);
        assertThat(second).isInstanceOf(Outcome.Stored.class);
        assertThat(wallet.keys()).hasSize(1);
    }

    @Test
    void credential_changedKey_raisesTheAlarmAndStoresNothing() throws Exception {
        imported(publishes(given.bank.publicKey()), given.credential(given.bank, NAME, "{\"a\":1}"), false);
        Es256PrivateKey other = Es256PrivateKey.generate(given.random);
        Outcome outcome = imported(publishes(other.publicKey()), given.credential(other, NAME, "{\"a\":2}"), false);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.KeyChanged.class,
                        changed -> assertThat(changed.keys()).singleElement().satisfies(key -> {
                            assertThat(key.before().key()).isEqualTo(given.bank.publicKey());
                            assertThat(key.key()).isEqualTo(other.publicKey());
                        }));
        assertThat(wallet.credentials()).hasSize(1);
        assertThat(wallet.keys().getFirst().key()).isEqualTo(given.bank.publicKey());
    }

    @Test
    void credential_changedKeyAccepted_isStoredAndTheHistorySaysSo() throws Exception {
        imported(publishes(given.bank.publicKey()), given.credential(given.bank, NAME, "{\"a\":1}"), false);
        Es256PrivateKey other = Es256PrivateKey.generate(given.random);
        imported(publishes(other.publicKey()), given.credential(other, NAME, "{\"a\":2}"), true);
        assertThat(wallet.credentials())
                .extracting(credential -> wallet.issuer(credential).code())
                .containsExactly("changed", "known");
        assertThat(wallet.keys().getFirst().replaced())
                .containsExactly(given.bank.publicKey().fingerprint());
        assertThat(wallet.history())
                .singleElement()
                .satisfies(entry -> assertThat(entry.content())
                        .isInstanceOfSatisfying(
                                HistoryEntry.Content.Kept.class,
                                kept -> assertThat(kept.event().kind()).isEqualTo(HistoryEvent.Kind.KEY_ACCEPTED)));
    }

    /** Each would be met first by itself; together the second says that the first one's name stands for another key. */
    @Test
    void credentials_oneNameTwoNewKeysTogether_raiseTheAlarmUntilAccepted() throws Exception {
        Es256PrivateKey other = Es256PrivateKey.generate(given.random);
        Checked first = new CredentialImport(wallet, publishes(given.bank.publicKey()))
                .check(given.credential(given.bank, NAME, "{\"a\":1}"), null);
        Checked second = new CredentialImport(wallet, publishes(other.publicKey()))
                .check(given.credential(other, NAME, "{\"a\":2}"), null);
        CredentialImport imports = new CredentialImport(wallet, KeyResolver.none());
        for (boolean accepted : List.of(false, true)) {
            assertThat(imports.store(named(first, second, first), accepted))
                    .as("a key that nobody was shown as changed cannot have been accepted")
                    .isInstanceOfSatisfying(
                            Outcome.KeyChanged.class,
                            changed -> assertThat(changed.keys().getFirst()).satisfies(key -> {
                                assertThat(key.before().key()).isEqualTo(given.bank.publicKey());
                                assertThat(key.key()).isEqualTo(other.publicKey());
                            }));
        }
        assertThat(wallet.credentials()).isEmpty();
        assertThat(wallet.keys()).isEmpty();
        List<Checked> shown = imports.again(List.of(first, second));
        assertThat(shown).extracting(checked -> checked.issuer().code()).containsExactly("first-seen", "changed");
        assertThat(imports.store(named(shown.toArray(Checked[]::new)), true)).isInstanceOf(Outcome.Stored.class);
        assertThat(wallet.keys()).singleElement().satisfies(pin -> {
            assertThat(pin.key()).isEqualTo(other.publicKey());
            assertThat(pin.replaced()).containsExactly(given.bank.publicKey().fingerprint());
        });
        assertThat(wallet.history()).hasSize(1);
    }

    private static List<Named> named(Checked... credentials) {
        return Stream.of(credentials)
                .map(checked -> new Named(checked, "Account", List.of()))
                .toList();
    }

    @Test
    void credential_wrongSignature_isRefusedByThatReason() throws Exception {
        String token = given.credential("{\"a\":1}");
        assertThatThrownBy(() -> new CredentialImport(wallet, KeyResolver.none()).check(token, given.shop.publicKey()))
                .isInstanceOfSatisfying(
                        TokenException.class,
                        e -> assertThat(e.reason()).isEqualTo(TokenException.Reason.SIGNATURE_WRONG));
        assertThat(wallet.credentials()).isEmpty();
    }

    @Test
    void credential_namesNoKeyAndNoneGiven_isRefusedByThatReason() throws Exception {
        String token = given.credential("{\"a\":1}");
        assertThatThrownBy(() -> new CredentialImport(wallet, KeyResolver.none()).check(token, null))
                .isInstanceOfSatisfying(
                        TokenException.class,
                        e -> assertThat(e.reason()).isEqualTo(TokenException.Reason.MISSING_PUBLIC_KEY));
    }

    @Test
    void credential_heldAlready_isNotStoredTwice() throws Exception {
        String token = given.credential("{\"a\":1}");
        HeldCredential first = given.added(wallet, token, given.bank, "A");
        CredentialImport imports = new CredentialImport(wallet, KeyResolver.none());
        Named again = new Named(imports.check(token, given.bank.publicKey()), "B", List.of());
        assertThat(imports.store(List.of(again, again), false))
                .isEqualTo(new Outcome.Stored(List.of(), List.of(first, first)));
        assertThat(wallet.credentials()).containsExactly(first);
    }

    @Test
    void credential_replaced_keepsNameLabelsAndId() throws Exception {
        HeldCredential old = given.added(wallet, given.credential("{\"a\":1}"), given.bank, "A");
        CredentialImport imports = new CredentialImport(wallet, KeyResolver.none());
        imports.replace(old, imports.check(given.credential("{\"a\":2}"), given.bank.publicKey()), false);
        HeldCredential now = wallet.credential(old.id().brief());
        assertThat(now.name()).isEqualTo("A");
        assertThat(now.id()).isEqualTo(old.id());
        assertThat(now.signedDigest()).isNotEqualTo(old.signedDigest());
    }

    @Test
    void request_goodOne_isStoredWithItsVerifierPinned() throws Exception {
        HeldRequest request = given.asked(wallet, given.request(QUERY));
        assertThat(request.title()).isEqualTo("Personal loan");
        assertThat(request.state(given.clock.instant())).isEqualTo(HeldRequest.State.NEW);
        assertThat(wallet.verifier(request)).isInstanceOf(KeyStanding.Known.class);
    }

    @Test
    void request_sameTwice_isPresent_withAnotherNonceIsAnother() throws Exception {
        String token = given.request(QUERY);
        HeldRequest held = given.asked(wallet, token);
        RequestImport imports = new RequestImport(wallet, KeyResolver.none());
        assertThat(imports.store(imports.check(token, Delivery.NONE), false))
                .isEqualTo(new RequestImport.Outcome.Present(held));
        assertThat(imports.store(imports.check(token, new Delivery("n", null, null, null)), false))
                .isInstanceOf(RequestImport.Outcome.Stored.class);
    }

    @Test
    void request_alteredSignature_isRefusedByThatReason() throws Exception {
        String token = given.request(QUERY);
        char last = token.charAt(token.length() - 3);
        String altered = token.substring(0, token.length() - 3)
                + (last == 'A' ? 'B' : 'A')
                + token.substring(token.length() - 2);
        assertThatThrownBy(() -> new RequestImport(wallet, KeyResolver.none()).check(altered, Delivery.NONE))
                .isInstanceOfSatisfying(
                        TokenException.class,
                        e -> assertThat(e.reason()).isEqualTo(TokenException.Reason.SIGNATURE_WRONG));
    }

    @Test
    void request_badQuery_isRefusedByThatReason() throws Exception {
        String token = given.request("[{\"loop\":{}}]");
        assertThatThrownBy(() -> new RequestImport(wallet, KeyResolver.none()).check(token, Delivery.NONE))
                .isInstanceOf(PresentationException.BadQuery.class);
        assertThat(wallet.requests()).isEmpty();
    }

    @Test
    void import_intoReadOnlyWallet_isRefusedByThatReason() throws Exception {
        wallet.close();
        wallet = given.store(folder.resolve("vault"))
                .unlock(Given.PASSPHRASE, WalletStore.SecretKind.PASSPHRASE, WalletStore.Access.READ)
                .wallet();
        assertThatThrownBy(() -> given.asked(wallet, given.request(QUERY)))
                .isInstanceOfSatisfying(
                        WalletException.class, e -> assertThat(e.reason()).isEqualTo(WalletException.Reason.READ_ONLY));
        assertThat(wallet.requests()).isEmpty();
    }
}
