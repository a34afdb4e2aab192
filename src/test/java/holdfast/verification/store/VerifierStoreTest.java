package holdfast.verification.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holdfast.token.Es256PrivateKey;
import holdfast.vault.CreateOutcome;
import holdfast.vault.GenerationMemory;
import holdfast.vault.KdfCost;
import holdfast.vault.OpenOutcome;
import holdfast.vault.Passphrase;
import holdfast.vault.RecordId;
import holdfast.vault.Vault;
import holdfast.vault.VaultStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a verifier keeps: still there after the program was started anew, and readable by nobody else. */
class VerifierStoreTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    private Path folder;

    private final SecureRandom random = new SecureRandom();

    @BeforeEach
    void create() throws Exception {
        try (Passphrase passphrase = passphrase()) {
            if (vaults().create(passphrase, new KdfCost(19 * 1024, 1, 1), null)
                    instanceof CreateOutcome.Created(Vault vault)) {
                VerifierStore.begin(vault, random, Clock.fixed(NOON, ZoneOffset.UTC))
                        .close();
            }
        }
    }

    private static Passphrase passphrase() throws Exception {
        return Passphrase.of("verifier".toCharArray());
    }

    private VaultStore vaults() {
        return new VaultStore(
                folder.resolve("verifier"), random, Clock.fixed(NOON, ZoneOffset.UTC), GenerationMemory.none());
    }

    private Vault open(boolean readOnly) throws Exception {
        try (Passphrase passphrase = passphrase()) {
            OpenOutcome outcome = readOnly ? vaults().openReadOnly(passphrase) : vaults().open(passphrase);
            return ((OpenOutcome.Opened) outcome).vault();
        }
    }

    private VerifierStore at(Instant now) throws Exception {
        return new VerifierStore(open(false), random, Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void proof_seenBefore_isNoticedAfterARestart() throws Exception {
        Instant until = NOON.plus(Duration.ofHours(1));
        try (VerifierStore store = at(NOON)) {
            assertThat(store.add("a", until)).isTrue();
            assertThat(store.add("a", until)).isFalse();
            assertThat(store.add("b", until)).isTrue();
        }
        try (VerifierStore store = at(NOON.plusSeconds(60))) {
            assertThat(store.add("a", until)).isFalse();
        }
    }

    @Test
    void proof_thatCannotBeAcceptedAnyMore_isForgotten() throws Exception {
        try (VerifierStore store = at(NOON)) {
            store.add("a", NOON.plusSeconds(60));
        }
        try (VerifierStore store = at(NOON.plusSeconds(61))) {
            assertThat(store.add("b", NOON.plusSeconds(120))).isTrue();
            assertThat(store.remembered()).isEqualTo(1);
        }
        try (Vault vault = open(true)) {
            assertThat(vault.records("verifier.seen")).hasSize(1);
        }
    }

    @Test
    void proof_thatCannotBeNoted_isNotAccepted() throws Exception {
        try (VerifierStore store = new VerifierStore(open(true), random, Clock.fixed(NOON, ZoneOffset.UTC))) {
            assertThatThrownBy(() -> store.add("a", NOON.plusSeconds(60)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("open for reading only");
            assertThat(store.remembered()).isZero();
        }
    }

    @Test
    void proof_whenTheFileWasReplacedMeanwhile_isNotAccepted() throws Exception {
        Path file = folder.resolve("verifier/vault.hfv");
        byte[] before = Files.readAllBytes(file);
        try (VerifierStore store = at(NOON)) {
            store.add("a", NOON.plusSeconds(60));
            Files.write(file, before);
            assertThatThrownBy(() -> store.add("b", NOON.plusSeconds(60)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("another program changed the store");
        }
    }

    @Test
    void proof_whenTheFolderIsGone_isNotAccepted() throws Exception {
        try (VerifierStore store = at(NOON)) {
            Files.delete(folder.resolve("verifier/vault.hfv"));
            assertThatThrownBy(() -> store.add("b", NOON.plusSeconds(60)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageStartingWith("it could not be noted that this proof was seen: ");
        }
    }

    @Test
    void recordOfAnotherVersion_isRefused() throws Exception {
        try (Vault vault = open(false)) {
            vault.save(vault.edit()
                    .put(
                            RecordId.random(random),
                            "verifier.seen",
                            "{\"v\":2,\"id\":\"a\",\"until\":\"2026-11-20T12:00:00Z\"}"
                                    .getBytes(StandardCharsets.UTF_8)));
            assertThatThrownBy(() -> new VerifierStore(vault, random, Clock.fixed(NOON, ZoneOffset.UTC)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another version");
        }
    }

    @Test
    void signingKey_stored_isThereAgainAndNotInClear() throws Exception {
        Es256PrivateKey key = Es256PrivateKey.generate(random);
        try (VerifierStore store = at(NOON)) {
            assertThat(store.signingKey()).isEmpty();
            store.storeSigningKey(key);
        }
        try (VerifierStore store = at(NOON)) {
            assertThat(store.signingKey().orElseThrow().publicKey()).isEqualTo(key.publicKey());
        }
        byte[] file = Files.readAllBytes(folder.resolve("verifier/vault.hfv"));
        assertThat(new String(file, StandardCharsets.ISO_8859_1))
                .doesNotContain("PRIVATE KEY")
                .doesNotContain(key.pem().lines().skip(1).findFirst().orElseThrow());
    }

    @Test
    void store_justBegun_opensAgain() throws Exception {
        try (VerifierStore store = at(NOON)) {
            assertThat(store.remembered()).isZero();
            assertThat(store.signingKey()).isEmpty();
        }
    }

    @Test
    void emptyVault_isRefused() throws Exception {
        VaultStore wallet =
                new VaultStore(folder.resolve("wallet"), random, Clock.systemUTC(), GenerationMemory.none());
        try (Passphrase passphrase = passphrase();
                Vault vault = ((CreateOutcome.Created) wallet.create(passphrase, new KdfCost(19 * 1024, 1, 1), null))
                        .vault()) {
            assertThatThrownBy(() -> new VerifierStore(vault, random, Clock.fixed(NOON, ZoneOffset.UTC)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("not a verifier's store: it is an empty vault, as a new wallet is");
            assertThat(vault.records()).isEmpty();
        }
    }

    @Test
    void markOfAnotherVersion_isRefused() throws Exception {
        try (Vault vault = open(false)) {
            vault.save(vault.edit()
                    .put(
                            new RecordId("00000000000000000000000000000002"),
                            "verifier.kind",
                            "{\"v\":2}".getBytes(StandardCharsets.UTF_8)));
            assertThatThrownBy(() -> new VerifierStore(vault, random, Clock.fixed(NOON, ZoneOffset.UTC)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another version");
        }
    }

    @Test
    void vaultOfAnotherKind_isRefused() throws Exception {
        try (Vault vault = open(false)) {
            vault.save(vault.edit().put(RecordId.random(random), "credential", new byte[] {1}));
            assertThatThrownBy(() -> new VerifierStore(vault, random, Clock.fixed(NOON, ZoneOffset.UTC)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("credential");
        }
    }
}
