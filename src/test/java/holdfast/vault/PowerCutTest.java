package holdfast.vault;

import static holdfast.vault.Given.id;
import static holdfast.vault.Given.passphrase;
import static holdfast.vault.Given.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import holdfast.vault.SimulatedDisk.Fault;
import holdfast.vault.SimulatedDisk.PowerCut;
import holdfast.vault.format.VaultFormats;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Cuts the power, or lets the disk fail, at every kind of step of every operation. Afterwards the vault opens by itself
 * with the old state or the new one; with the new one if the operation had said so.
 */
class PowerCutTest {
    private static final int RUNS = Integer.getInteger("holdfast.powercuts", 12_000);
    private static final KdfCost COST = Given.COST;

    /** What is done to a vault. */
    private enum Operation {
        CREATE,
        SAVE,
        ATTACH,
        DETACH,
        CHANGE_PASSPHRASE,
        ADD_RECOVERY_KEY,
        MIGRATE,
        OPEN_EARLIER,
        BACKUP
    }

    /** Everything a holder can see of a vault, and the passphrase that opens it. */
    private record Seen(String passphrase, Map<RecordId, String> records, List<String> bodies) {}

    private static final class Run {
        final SimulatedDisk target;
        final VaultStore store;

        Run(SimulatedDisk disk, SimulatedDisk target, long seed) {
            this.target = target;
            this.store = store(disk, seed);
        }

        static VaultStore store(SimulatedDisk disk, long seed) {
            return new VaultStore(new VaultParts(
                    disk,
                    new VaultFormats(List.of(new FormatV0())),
                    Given.QUICK,
                    new SeededRandom(seed),
                    new Given.TestClock(),
                    GenerationMemory.none()));
        }

        /** Runs the operation; true when it said that the new state is safe, false when it said the old one is. */
        Optional<Boolean> perform(Operation operation) {
            return switch (operation) {
                case CREATE ->
                    switch (store.create(passphrase("old"), COST, null)) {
                        case CreateOutcome.Created(Vault vault) -> {
                            vault.close();
                            yield Optional.of(true);
                        }
                        case CreateOutcome.StorageFailed failed -> Optional.empty();
                        case CreateOutcome other -> throw new AssertionError(other);
                    };
                case SAVE ->
                    with(vault -> vault.save(vault.edit()
                            .put(id(2), "note", utf8("second, new"))
                            .put(id(7), "note", new byte[100_000])
                            .remove(id(3))));
                case ATTACH ->
                    with(vault -> {
                        VaultEdit edit = vault.edit();
                        edit.attach(utf8("another proof"));
                        return vault.save(edit);
                    });
                case DETACH ->
                    with(vault -> vault.save(vault.edit().detach(vault.bodies().getFirst())));
                case CHANGE_PASSPHRASE -> with(vault -> vault.changePassphrase(passphrase("new"), COST, null));
                case ADD_RECOVERY_KEY -> with(vault -> vault.addRecoveryKey(RecoveryKey.generate(new SeededRandom(1))));
                case MIGRATE ->
                    switch (store.open(passphrase("old"))) {
                        case OpenOutcome.Opened opened -> {
                            opened.vault().close();
                            yield Optional.empty();
                        }
                        case OpenOutcome.StorageFailed failed -> Optional.empty();
                        case OpenOutcome other -> throw new AssertionError(other);
                    };
                case OPEN_EARLIER -> {
                    OpenOutcome outcome = store.openEarlier(passphrase("old"), 5);
                    yield outcome instanceof OpenOutcome.StorageFailed
                            ? Optional.of(false)
                            : said(
                                    Given.opened(outcome),
                                    vault -> vault.save(vault.edit().put(id(8), "note", utf8("after"))));
                }
                case BACKUP -> {
                    Vault vault = Given.opened(store.openReadOnly(passphrase("old")));
                    CopyOutcome outcome = vault.copyInto(target, Path.of("copy"));
                    vault.close();
                    yield outcome instanceof CopyOutcome.Copied ? Optional.of(true) : Optional.empty();
                }
            };
        }

        private Optional<Boolean> with(java.util.function.Function<Vault, SaveOutcome> change) {
            return said(Given.opened(store.open(passphrase("old"))), change);
        }

        private static Optional<Boolean> said(Vault vault, java.util.function.Function<Vault, SaveOutcome> change) {
            SaveOutcome outcome = change.apply(vault);
            vault.close();
            return switch (outcome) {
                case SaveOutcome.Saved saved -> Optional.of(true);
                case SaveOutcome.StorageFailed failed -> Optional.of(false);
                case SaveOutcome.Unconfirmed unconfirmed -> Optional.empty();
                case SaveOutcome.Unknown unknown -> Optional.empty();
                case SaveOutcome other -> throw new AssertionError(other);
            };
        }
    }

    /** Disks from which operations start: six generations, one proof body; the newest damaged for OPEN_EARLIER. */
    private static SimulatedDisk start(Operation operation) {
        SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(1));
        if (operation == Operation.CREATE) {
            return disk;
        }
        VaultStore store = Run.store(disk, 99);
        try (Vault vault = Given.created(store.create(passphrase("old"), COST, null))) {
            for (int i = 1; i <= 5; i++) {
                VaultEdit edit = vault.edit().put(id(i), "note", utf8("note " + i));
                if (i == 2) {
                    edit.attach(utf8("a proof"));
                }
                Given.saved(vault.save(edit));
            }
        }
        if (operation == Operation.OPEN_EARLIER) {
            byte[] damaged = disk.content(Names.MAIN).clone();
            damaged[damaged.length - 1] ^= 1;
            disk.write(Names.MAIN, damaged);
        }
        if (operation == Operation.MIGRATE) {
            Names.allEarlier().forEach(disk::remove);
            disk.list(Names.PROOFS).forEach(name -> disk.remove(Names.PROOFS + "/" + name));
            disk.write(Names.MAIN, FormatV0.sample(Given.QUICK, passphrase("old"), 5));
        }
        return disk;
    }

    private static Optional<Seen> look(SimulatedDisk disk, String word, boolean write) {
        VaultStore store = Run.store(disk, 5);
        OpenOutcome outcome = write ? store.open(passphrase(word)) : store.openReadOnly(passphrase(word));
        if (!(outcome instanceof OpenOutcome.Opened(Vault vault, var notices))) {
            return Optional.empty();
        }
        try (vault) {
            Map<RecordId, String> records = new TreeMap<>(java.util.Comparator.comparing(RecordId::hex));
            vault.records().forEach(record -> records.put(record.id(), Given.text(record)));
            List<String> bodies = new ArrayList<>();
            for (BodyId body : vault.bodies()) {
                assertThat(vault.readBody(body)).isInstanceOf(BodyOutcome.Found.class);
                bodies.add(new String(
                        ((BodyOutcome.Found) vault.readBody(body)).plaintext(),
                        java.nio.charset.StandardCharsets.UTF_8));
            }
            return Optional.of(new Seen(word, records, bodies));
        }
    }

    private static @Nullable Seen any(SimulatedDisk disk, boolean write) {
        return look(disk, "old", write).or(() -> look(disk, "new", write)).orElse(null);
    }

    /** How an operation starts, where it ends, how many steps it takes. */
    private record Plan(
            SimulatedDisk start,
            @Nullable Seen before,
            @Nullable Seen after,
            long steps) {}

    private static Plan plan(Operation operation) {
        SimulatedDisk start = start(operation);
        boolean copies = operation == Operation.BACKUP;
        SimulatedDisk disk = start.copy(new SplittableRandom(2));
        SimulatedDisk target = new SimulatedDisk(new SplittableRandom(2));
        Run run = new Run(disk, target, 3);
        Seen before = copies ? null : any(start.copy(new SplittableRandom(2)), false);
        Optional<Boolean> said = run.perform(operation);
        assertThat(said).as("%s without a fault", operation).isNotEqualTo(Optional.of(false));
        Seen after = any(copies ? target : disk, false);
        assertThat(after).as("%s without a fault", operation).isNotNull();
        return new Plan(start, before, after, disk.steps() + target.steps());
    }

    @Test
    void powerCutOrFailure_anywhere_leavesTheOldStateOrTheNew() {
        Map<Operation, Plan> plans = new EnumMap<>(Operation.class);
        for (Operation operation : Operation.values()) {
            plans.put(operation, plan(operation));
        }
        int cuts = 0;
        int old = 0;
        for (int seed = 0; cuts < RUNS; seed++) {
            SplittableRandom dice = new SplittableRandom(seed);
            Operation operation = Operation.values()[seed % Operation.values().length];
            Plan plan = plans.get(operation);
            Fault fault = fault(dice);
            long at = dice.nextLong(plan.steps() + 1);
            SimulatedDisk disk = plan.start().copy(dice.split());
            SimulatedDisk target = new SimulatedDisk(dice.split());
            SimulatedDisk written = operation == Operation.BACKUP ? target : disk;
            written.failAt(at, fault);
            Optional<Boolean> said = Optional.empty();
            try {
                said = new Run(disk, target, seed).perform(operation);
            } catch (PowerCut e) {
                cuts++;
            }
            String what = "seed %d: %s, %s at step %d of %d, said %s"
                    .formatted(seed, operation, fault, at, plan.steps(), said);
            SimulatedDisk left = written.afterPowerCut(dice);
            if (dice.nextInt(3) == 0) {
                left = cutAgainWhileOpening(left, dice);
            }
            Seen seen = any(left, dice.nextBoolean());
            if (seen == null && operation == Operation.OPEN_EARLIER) {
                // The damaged file is still in its place, and the earlier generation still beside it.
                seen = look(openedEarlier(left, what), "old", false).orElse(null);
            }
            if (said.isPresent()) {
                assertThat(seen).as(what).isEqualTo(said.get() ? plan.after() : before(plan, operation));
            } else {
                assertThat(seen).as(what).isIn(before(plan, operation), plan.after());
            }
            if (!java.util.Objects.equals(seen, plan.after())) {
                old++;
            }
        }
        assertThat(old).as("runs that ended in the old state").isBetween(RUNS / 4, 2 * RUNS);
    }

    private static Fault fault(SplittableRandom dice) {
        return switch (dice.nextInt(8)) {
            case 0 -> Fault.ERROR_ONCE;
            case 1 -> Fault.ERROR_FROM_NOW;
            default -> Fault.POWER_CUT;
        };
    }

    private static @Nullable Seen before(Plan plan, Operation operation) {
        return operation == Operation.OPEN_EARLIER ? EARLIER : plan.before();
    }

    /** Generation 5: four notes and the proof. */
    private static final Seen EARLIER = new Seen(
            "old", Map.of(id(1), "note 1", id(2), "note 2", id(3), "note 3", id(4), "note 4"), List.of("a proof"));

    private static SimulatedDisk openedEarlier(SimulatedDisk left, String what) {
        OpenOutcome outcome = Run.store(left, 6).open(passphrase("old"));
        assertThat(outcome).as(what).isInstanceOf(OpenOutcome.EarlierAvailable.class);
        SimulatedDisk copy = left.copy(new SplittableRandom(7));
        String earlier = Names.earlier(1);
        copy.write(Names.MAIN, copy.content(earlier));
        return copy;
    }

    /** Power is lost a second time, while the vault is being opened after the first. */
    private static SimulatedDisk cutAgainWhileOpening(SimulatedDisk disk, SplittableRandom dice) {
        disk.failAt(dice.nextLong(6), Fault.POWER_CUT);
        try {
            any(disk, true);
        } catch (PowerCut e) {
            return disk.afterPowerCut(dice);
        }
        return disk.afterPowerCut(dice);
    }
}
