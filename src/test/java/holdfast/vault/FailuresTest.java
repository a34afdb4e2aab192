package holdfast.vault;

import static holdfast.vault.Given.COST;
import static holdfast.vault.Given.id;
import static holdfast.vault.Given.passphrase;
import static holdfast.vault.Given.saved;
import static holdfast.vault.Given.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import holdfast.vault.format.VaultFormats;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a vault says, and what is left, when one operation on its folder fails. */
class FailuresTest {
    private static final byte[] OLD = utf8("old");
    private static final byte[] FRESH = utf8("fresh");

    private final FailingDisk failing = new FailingDisk();
    private final Given.Seen seen = new Given.Seen();
    private final VaultStore store = store(failing.folder());

    private VaultStore store(Folder folder, FormatV0... older) {
        return new VaultStore(new VaultParts(
                folder,
                new VaultFormats(List.of(older)),
                Given.USUAL,
                new SecureRandom(),
                new Given.TestClock(),
                seen));
    }

    private static boolean mainMoves(String step) {
        return step.startsWith("move ") && step.endsWith(" " + Names.MAIN);
    }

    private Saver.Result replace() {
        failing.disk.write(Names.MAIN, OLD);
        return new Saver(failing.folder(), new SecureRandom())
                .replace(Optional.of(Saver.hash(OLD)), FRESH, back -> true, new Saver.Keep.Nothing());
    }

    @Test
    void rename_failsAndDidNotTakePlace_leavesTheOldFileAndNothingElse() {
        failing.failing(FailuresTest::mainMoves);
        assertThat(replace()).isEqualTo(new Saver.Result.NotDone("failed: move tmp vault.hfv"));
        assertThat(failing.disk.content(Names.MAIN)).isEqualTo(OLD);
        assertThat(failing.disk.list(Folder.TOP)).containsExactly(Names.MAIN);
    }

    @Test
    void rename_failsAndTookPlace_isUnconfirmed() {
        failing.failingAfterwards(FailuresTest::mainMoves);
        assertThat(replace()).isEqualTo(new Saver.Result.Unconfirmed(Saver.hash(FRESH), "failed after it was done"));
    }

    @Test
    void rename_failsAndSomethingElseIsThere_isUnknown() {
        failing.failing(FailuresTest::mainMoves).first(() -> failing.disk.write(Names.MAIN, utf8("other")));
        assertThat(replace()).isEqualTo(new Saver.Result.Unknown("failed: move tmp vault.hfv"));
    }

    @Test
    void rename_failsAndNobodyCanLook_isUnknown() {
        failing.failing(FailuresTest::mainMoves)
                .first(() -> failing.failing(step -> step.startsWith("read") || mainMoves(step)));
        assertThat(replace())
                .isEqualTo(new Saver.Result.Unknown("failed: move tmp vault.hfv; then failed: read vault.hfv"));
    }

    @Test
    void sync_fails_isUnconfirmed() {
        failing.failing(step -> step.startsWith("sync"));
        assertThat(replace()).isEqualTo(new Saver.Result.Unconfirmed(Saver.hash(FRESH), "failed: sync "));
    }

    @Test
    void generations_moveOnFromTheFirstGapAndEndAtTheThird() throws IOException {
        SimulatedDisk disk = failing.disk;
        disk.write(Names.MAIN, utf8("4"));
        disk.write(Names.earlier(1), utf8("3"));
        disk.write(Names.earlier(3), utf8("1"));
        Saver saver = new Saver(failing.folder(), new SecureRandom());
        byte[] before = utf8("4");
        for (String next : List.of("5", "6")) {
            assertThat(saver.replace(
                            Optional.of(Saver.hash(before)), utf8(next), back -> true, new Saver.Keep.AsGeneration()))
                    .isInstanceOf(Saver.Result.Done.class);
            before = utf8(next);
            if (next.equals("5")) {
                assertThat(texts()).containsExactly("5", "4", "3", "1");
            }
        }
        assertThat(texts()).containsExactly("6", "5", "4", "3");
        // A save that was interrupted after the old file became a generation does not push another one out.
        disk.write(Names.earlier(1), utf8("6"));
        saver.replace(Optional.of(Saver.hash(before)), utf8("7"), back -> true, new Saver.Keep.AsGeneration());
        assertThat(texts()).containsExactly("7", "6", "4", "3");
    }

    private List<String> texts() {
        return java.util.stream.Stream.of(Names.MAIN, Names.earlier(1), Names.earlier(2), Names.earlier(3))
                .map(name -> new String(failing.disk.content(name), java.nio.charset.StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void oldVersion_isKeptOnce_andAsideNeverReplaces() throws IOException {
        SimulatedDisk disk = failing.disk;
        disk.write(Names.MAIN, utf8("a"));
        disk.write("vault.hfv.v0-0011223344556677", utf8("kept before"));
        Saver saver = new Saver(failing.folder(), new SecureRandom());
        Saver.Keep keep = new Saver.Keep.AsGenerationAnd("vault.hfv.v0-0011223344556677");
        assertThat(saver.replace(Optional.of(Saver.hash(utf8("a"))), utf8("b"), back -> true, keep))
                .isInstanceOf(Saver.Result.Done.class);
        assertThat(disk.content("vault.hfv.v0-0011223344556677")).isEqualTo(utf8("kept before"));
        assertThat(disk.content(Names.earlier(1))).isEqualTo(utf8("a"));
        disk.write(Names.damaged("0011223344556677"), utf8("damaged before"));
        Saver.Keep aside =
                new Saver.Keep.Aside(List.of(new Saver.Keep.Pair(Names.MAIN, Names.damaged("0011223344556677"))));
        saver.replace(Optional.of(Saver.hash(utf8("b"))), utf8("c"), back -> true, aside);
        assertThat(disk.content(Names.damaged("0011223344556677"))).isEqualTo(utf8("damaged before"));
        assertThat(disk.content(Names.MAIN)).isEqualTo(utf8("c"));
    }

    @Test
    void save_endingInDoubt_isTheLastOne() {
        try (Vault vault = Given.created(store.create(passphrase("p"), COST, null))) {
            failing.failing(FailuresTest::mainMoves)
                    .first(() -> failing.failing(step -> step.startsWith("read") || mainMoves(step)));
            assertThat(vault.save(vault.edit().put(id(1), "note", utf8("x")))).isInstanceOf(SaveOutcome.Unknown.class);
            failing.well();
            assertThat(vault.save(vault.edit().put(id(1), "note", utf8("x"))))
                    .isEqualTo(new SaveOutcome.StorageFailed(
                            "an earlier save ended in doubt: close the vault and open it again"));
        }
        try (Vault vault = Given.opened(store.open(passphrase("p")))) {
            saved(vault.save(vault.edit().put(id(1), "note", utf8("x"))));
        }
    }

    @Test
    void changePassphrase_unconfirmed_namesWhatTheOldOneMayStillOpen() {
        try (Vault vault = Given.created(store.create(passphrase("p"), COST, null))) {
            saved(vault.save(vault.edit().put(id(1), "note", utf8("x"))));
            failing.failing(step -> step.equals("sync "));
            assertThat(vault.changePassphrase(passphrase("q"), COST, null))
                    .isInstanceOfSatisfying(
                            SaveOutcome.Unconfirmed.class,
                            unconfirmed -> assertThat(unconfirmed.earlier().remaining())
                                    .isEqualTo(Names.allEarlier()));
            failing.well();
        }
        Given.opened(store.open(passphrase("q"))).close();
    }

    @Test
    void proof_thatCannotBeWritten_leavesNoFileAndTheStateAsItWas() {
        try (Vault vault = Given.created(store.create(passphrase("p"), COST, null))) {
            failing.failing(step -> step.startsWith("move proofs/tmp-"));
            VaultEdit edit = vault.edit().put(id(1), "note", utf8("x"));
            edit.attach(utf8("a proof"));
            assertThat(vault.save(edit)).isInstanceOf(SaveOutcome.StorageFailed.class);
            failing.well();
            assertThat(failing.disk.list(Names.PROOFS)).isEmpty();
            assertThat(vault.records()).isEmpty();
            VaultEdit again = vault.edit();
            BodyId proof = again.attach(utf8("a proof"));
            saved(vault.save(again));
            failing.failing(step -> step.startsWith("read proofs/"));
            assertThat(vault.readBody(proof)).isInstanceOf(BodyOutcome.StorageFailed.class);
        }
    }

    @Test
    void create_thatFails_givesTheLockBack() {
        failing.failing(FailuresTest::mainMoves);
        assertThat(store.create(passphrase("p"), COST, null))
                .isEqualTo(new CreateOutcome.StorageFailed("failed: move tmp vault.hfv"));
        failing.well();
        failing.disk.write("tmp-0011223344556677", utf8("left over"));
        Given.created(store.create(passphrase("p"), COST, null)).close();
        assertThat(failing.disk.list(Folder.TOP)).doesNotContain("tmp-0011223344556677");
        Given.opened(store.open(passphrase("p"))).close();
    }

    @Test
    void create_whileAnotherProgramHasTheFolder_isBusy() throws IOException {
        if (!(failing.folder().lock() instanceof Folder.LockResult.Held(Runnable release))) {
            throw new AssertionError("the lock is taken");
        }
        assertThat(store.create(passphrase("p"), COST, null)).isInstanceOf(CreateOutcome.Busy.class);
        assertThat(failing.disk.list(Folder.TOP)).isEmpty();
        release.run();
        Given.created(store.create(passphrase("p"), COST, null)).close();
    }

    @Test
    void create_unconfirmed_isNotReportedAsCreated() {
        failing.failing(step -> step.equals("sync "));
        assertThat(store.create(passphrase("p"), COST, null)).isInstanceOf(CreateOutcome.StorageFailed.class);
    }

    @Test
    void migration_thatFails_leavesTheOldFileAndGivesTheLockBack() {
        byte[] old = FormatV0.sample(Given.USUAL, passphrase("p"), 3);
        failing.disk.write(Names.MAIN, old);
        VaultStore migrating = store(failing.folder(), new FormatV0());
        failing.failing(FailuresTest::mainMoves);
        assertThat(migrating.open(passphrase("p")))
                .isInstanceOfSatisfying(
                        OpenOutcome.StorageFailed.class,
                        failed -> assertThat(failed.reason()).startsWith("the vault could not be migrated: "));
        assertThat(failing.disk.content(Names.MAIN)).isEqualTo(old);
        failing.well();
        assertThat(migrating.open(passphrase("p"))).isInstanceOfSatisfying(OpenOutcome.Opened.class, opened -> {
            assertThat(opened.notices()).hasSize(1);
            opened.vault().close();
        });
    }

    @Test
    void migration_unconfirmed_isOpen() {
        failing.disk.write(Names.MAIN, FormatV0.sample(Given.USUAL, passphrase("p"), 3));
        failing.failing(step -> step.equals("sync "));
        Given.opened(store(failing.folder(), new FormatV0()).open(passphrase("p")))
                .close();
    }

    @Test
    void open_remembersTheGeneration() {
        Given.created(store.create(passphrase("p"), COST, null)).close();
        Given.Seen elsewhere = new Given.Seen();
        VaultStore other = new VaultStore(new VaultParts(
                failing.folder(),
                VaultFormats.released(),
                Given.USUAL,
                new SecureRandom(),
                new Given.TestClock(),
                elsewhere));
        try (Vault vault = Given.opened(other.openReadOnly(passphrase("p")))) {
            assertThat(elsewhere.highest(vault.id())).hasValue(1);
        }
    }

    @Test
    void openEarlier_whileTheVaultsOwnFileCannotBeRead_isRefused() {
        try (Vault vault = Given.created(store.create(passphrase("p"), COST, null))) {
            saved(vault.save(vault.edit().put(id(1), "note", utf8("x"))));
        }
        failing.failing(step -> step.equals("read " + Names.MAIN));
        assertThat(store.openEarlier(passphrase("p"), 1))
                .isEqualTo(new OpenOutcome.StorageFailed("the vault's file cannot be read at all (failed: read"
                        + " vault.hfv): copy the folder to another disk first"));
        assertThat(store.openEarlier(passphrase("p"), 7))
                .isEqualTo(new OpenOutcome.StorageFailed("failed: read vault.hfv"));
    }

    @Test
    void backup_thatReadsBackDifferently_doesNotCount() {
        try (Vault vault = Given.created(store.create(passphrase("p"), COST, null))) {
            VaultEdit edit = vault.edit();
            edit.attach(utf8("a proof"));
            saved(vault.save(edit));
            FailingDisk target = new FailingDisk();
            target.failingAfterwards(step -> {
                if (step.startsWith("move") && step.endsWith(Names.MAIN)) {
                    byte[] copy = target.disk.content(Names.MAIN);
                    copy[copy.length - 1] ^= 1;
                    target.disk.write(Names.MAIN, copy);
                }
                return false;
            });
            assertThat(vault.copyInto(target.folder(), Path.of("target")))
                    .isEqualTo(new CopyOutcome.NotReadable("the copied vault does not open"));
            FailingDisk losing = new FailingDisk();
            losing.failingAfterwards(step -> {
                if (step.startsWith("move") && step.endsWith(Names.MAIN)) {
                    losing.disk.remove(
                            Names.PROOFS + "/" + vault.bodies().getFirst().hex());
                }
                return false;
            });
            assertThat(vault.copyInto(losing.folder(), Path.of("target")))
                    .isEqualTo(new CopyOutcome.NotReadable("1 copied proof bodies do not open"));
            failing.disk.write(Names.PROOFS + "/" + vault.bodies().getFirst().hex(), new byte[50]);
            assertThat(vault.copyInto(new FailingDisk().folder(), Path.of("target")))
                    .isInstanceOfSatisfying(CopyOutcome.Copied.class, copied -> {
                        assertThat(copied.bodies()).isZero();
                        assertThat(copied.missing()).isEqualTo(vault.bodies());
                    });
        }
    }
}
