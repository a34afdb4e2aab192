package holdfast.vault;

import static holdfast.vault.Given.COST;
import static holdfast.vault.Given.id;
import static holdfast.vault.Given.passphrase;
import static holdfast.vault.Given.saved;
import static holdfast.vault.Given.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holdfast.crypto.SecretBytes;
import holdfast.vault.format.BodyRef;
import holdfast.vault.format.FormatV1;
import holdfast.vault.format.VaultFormats;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets are wiped as soon as they have served: those that a test can get hold of. */
class WipingTest {
    @TempDir
    Path temporary;

    private final FailingDisk failing = new FailingDisk();
    private final List<byte[]> slotKeys = new ArrayList<>();
    private final VaultStore store = new VaultStore(new VaultParts(
            failing.folder(),
            VaultFormats.released(),
            (secret, salt, cost) -> {
                byte[] key = Given.QUICK.stretch(secret, salt, cost);
                slotKeys.add(key);
                return key;
            },
            new SecureRandom(),
            new Given.TestClock(),
            GenerationMemory.none()));

    private Vault create() {
        return Given.created(store.create(passphrase("p"), COST, RecoveryKey.generate(new SecureRandom())));
    }

    private static VaultState state(Vault vault) {
        try {
            Field field = Vault.class.getDeclaredField("state");
            field.setAccessible(true);
            return (VaultState) field.get(vault);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private static SecretBytes payload(VaultEdit edit) {
        return edit.applyTo(new LinkedHashMap<>()).values().iterator().next().payload();
    }

    @Test
    void slotKeys_areWipedAfterEachUse() {
        try (Vault vault = create()) {
            assertThat(vault.opens(passphrase("p"))).isTrue();
            assertThat(vault.opens(passphrase("q"))).isFalse();
            saved(vault.changePassphrase(passphrase("q"), COST, null));
        }
        Given.opened(store.open(passphrase("q"))).close();
        store.verify(passphrase("q"));
        assertThat(store.openReadOnly(passphrase("wrong"))).isInstanceOf(OpenOutcome.WrongSecret.class);
        assertThat(slotKeys).hasSizeGreaterThanOrEqualTo(7);
        assertThat(slotKeys).allSatisfy(key -> assertThat(key).containsOnly(0));
    }

    @Test
    void dataKey_isWipedWhenReplacedAndWhenClosed() {
        Vault vault = create();
        SecretBytes first = state(vault).dataKey();
        saved(vault.save(vault.edit().put(id(1), "note", utf8("x"))));
        assertThat(first.isWiped()).as("still in use").isFalse();
        saved(vault.changePassphrase(passphrase("q"), COST, null));
        assertThat(first.isWiped()).isTrue();
        SecretBytes second = state(vault).dataKey();
        assertThat(second.isWiped()).isFalse();
        vault.close();
        assertThat(second.isWiped()).isTrue();
    }

    @Test
    void replacedRecordsAndBodiesGivenUp_areWipedOnClosing_notBefore() {
        Vault vault = create();
        VaultEdit edit = vault.edit().put(id(1), "note", utf8("first"));
        BodyId proof = edit.attach(utf8("a proof"));
        BodyId kept = edit.attach(utf8("another"));
        saved(vault.save(edit));
        StoredRecord replaced = vault.records().getFirst();
        List<BodyRef> bodies = List.copyOf(state(vault).bodies());
        saved(vault.save(vault.edit().put(id(1), "note", utf8("second")).detach(proof)));
        for (int i = 0; i < 5; i++) {
            saved(vault.save(vault.edit().put(id(2), "note", utf8("more " + i))));
        }
        assertThat(Given.text(replaced)).as("a reader may still hold it").isEqualTo("first");
        assertThat(vault.readBody(kept)).isInstanceOf(BodyOutcome.Found.class);
        assertThat(bodies).noneMatch(body -> body.key().isWiped());
        vault.close();
        assertThat(replaced.payload().isWiped()).isTrue();
        assertThat(bodies).allMatch(body -> body.key().isWiped());
    }

    @Test
    void changesThatWereNotSaved_areWiped() {
        Vault vault = create();
        failing.failing(step -> step.startsWith("create proofs/"));
        VaultEdit storage = vault.edit().put(id(1), "note", utf8("secret"));
        storage.attach(utf8("a proof"));
        SecretBytes bodyKey = storage.attached().getFirst().ref().key();
        assertThat(vault.save(storage)).isInstanceOf(SaveOutcome.StorageFailed.class);
        assertThat(payload(storage).isWiped()).isTrue();
        assertThat(bodyKey.isWiped()).isTrue();
        failing.well();

        VaultEdit large = vault.edit().put(id(1), "note", new byte[FormatV1.MAX_FILE_LENGTH]);
        assertThat(vault.save(large)).isInstanceOf(SaveOutcome.TooLarge.class);
        assertThat(payload(large).isWiped()).isTrue();

        byte[] main = failing.disk.content(Names.MAIN);
        failing.disk.write(Names.MAIN, utf8("another"));
        VaultEdit changed = vault.edit().put(id(1), "note", utf8("secret"));
        assertThat(vault.save(changed)).isInstanceOf(SaveOutcome.ChangedOnDisk.class);
        assertThat(payload(changed).isWiped()).isTrue();
        failing.disk.write(Names.MAIN, main);

        vault.close();
        VaultEdit closed = vault.edit().put(id(1), "note", utf8("secret"));
        assertThat(vault.save(closed)).isEqualTo(new SaveOutcome.StorageFailed("the vault was closed"));
        assertThat(payload(closed).isWiped()).isTrue();
    }

    @Test
    void log_closed_addsNothingAndShowsNothing() throws Exception {
        SealedLog log =
                new SealedLog(temporary.resolve("log"), new byte[SealedLog.KEY_LENGTH], new SecureRandom(), 10, true);
        log.append(new byte[64 * 1024]);
        assertThat(log.entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry).hasSize(64 * 1024));
        log.close();
        assertThat(log.entries()).isEmpty();
        assertThatThrownBy(() -> log.append(new byte[1])).isInstanceOf(IllegalStateException.class);
        try (SealedLog again =
                new SealedLog(temporary.resolve("log"), new byte[SealedLog.KEY_LENGTH], new SecureRandom(), 10, true)) {
            assertThat(again.entries()).hasSize(1);
        }
    }
}
