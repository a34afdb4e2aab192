package holdfast.vault;

import static holdfast.vault.Given.id;
import static holdfast.vault.Given.passphrase;
import static holdfast.vault.Given.utf8;

import holdfast.vault.format.VaultFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A program that does one thing to a vault and says what came of it, to be killed while it does. Its random numbers are
 * seeded, so that each run uses the same names and makes the same calls.
 */
final class SweepSubject {
    private SweepSubject() {}

    enum Operation {
        CREATE,
        SAVE,
        CHANGE_PASSPHRASE,
        MIGRATE,
        RESTORE
    }

    /** Everything a holder can see of a vault, and the passphrase that opens it. */
    record Seen(String passphrase, Map<String, Integer> records, List<Integer> bodies) {}

    /** @param seed another for each use, or the same "random" key would come up in all of them */
    static VaultStore store(Path folder, int seed) {
        SeededRandom random = new SeededRandom(seed);
        Given.TestClock clock = new Given.TestClock();
        return new VaultStore(new VaultParts(
                new DiskFolder(folder, random, clock),
                new VaultFormats(List.of(new FormatV0())),
                Given.QUICK,
                random,
                clock,
                GenerationMemory.none()));
    }

    /** What stands in the folder before the operation. For RESTORE the backup, beside it. */
    static void prepare(Operation operation, Path folder, int bytes) throws IOException {
        switch (operation) {
            case CREATE -> Files.createDirectories(folder.getParent());
            case MIGRATE -> {
                Files.createDirectories(folder);
                int notes = Math.max(3, bytes / 40);
                Files.write(folder.resolve(Names.MAIN), FormatV0.sample(Given.QUICK, passphrase("old"), notes));
            }
            case SAVE, CHANGE_PASSPHRASE -> fill(store(folder, 21), bytes);
            case RESTORE -> fill(store(folder.resolveSibling("backup"), 21), bytes);
        }
    }

    private static void fill(VaultStore store, int bytes) {
        SplittableRandom random = new SplittableRandom(3);
        try (Vault vault = Given.created(store.create(passphrase("old"), Given.COST, null))) {
            for (int i = 1; i <= 5; i++) {
                byte[] payload = new byte[bytes / 5];
                random.nextBytes(payload);
                VaultEdit edit = vault.edit().put(id(i), "note", payload);
                if (i == 2) {
                    edit.attach(payload);
                }
                Given.saved(vault.save(edit));
            }
        }
    }

    private static String perform(Operation operation, Path folder) {
        VaultStore store = store(folder, 22);
        return switch (operation) {
            case CREATE ->
                switch (store.create(passphrase("old"), Given.COST, null)) {
                    case CreateOutcome.Created(Vault vault) -> {
                        vault.close();
                        yield "NEW";
                    }
                    case CreateOutcome other -> "FAILED " + other;
                };
            case SAVE ->
                change(store, vault -> {
                    VaultEdit edit = vault.edit()
                            .put(id(2), "note", utf8("replaced"))
                            .put(id(7), "note", utf8("added"))
                            .remove(id(3));
                    edit.attach(utf8("another proof"));
                    return vault.save(edit);
                });
            case CHANGE_PASSPHRASE ->
                change(store, vault -> vault.changePassphrase(passphrase("new"), Given.COST, null));
            case MIGRATE -> change(store, vault -> new SaveOutcome.Saved(0, SaveOutcome.Earlier.NONE));
            case RESTORE -> {
                CopyOutcome outcome = store.restoreFrom(folder.resolveSibling("backup"), passphrase("old"));
                yield outcome instanceof CopyOutcome.Copied(var to, var g, var r, int bodies, var missing)
                                && bodies == 1
                        ? "NEW"
                        : "FAILED " + outcome;
            }
        };
    }

    private static String change(VaultStore store, java.util.function.Function<Vault, SaveOutcome> change) {
        OpenOutcome opened = store.open(passphrase("old"));
        if (!(opened instanceof OpenOutcome.Opened(Vault vault, var notices))) {
            // A migration may have taken place although the disk failed right after it.
            return opened instanceof OpenOutcome.StorageFailed ? "FAILED " + opened : "OLD " + opened;
        }
        try (vault) {
            SaveOutcome outcome = change.apply(vault);
            return switch (outcome) {
                case SaveOutcome.Saved saved -> "NEW";
                case SaveOutcome.NotSaved notSaved -> "OLD " + notSaved;
                case SaveOutcome.Unconfirmed unconfirmed -> "FAILED " + unconfirmed;
                case SaveOutcome.Unknown unknown -> "FAILED " + unknown;
            };
        }
    }

    /** What is in the folder, opened like any program would; nothing when it is no vault. */
    static @Nullable Seen look(Path folder, boolean write) {
        return look(folder, "old", write).or(() -> look(folder, "new", write)).orElse(null);
    }

    private static Optional<Seen> look(Path folder, String word, boolean write) {
        VaultStore store = store(folder, 23);
        OpenOutcome outcome = write ? store.open(passphrase(word)) : store.openReadOnly(passphrase(word));
        if (!(outcome instanceof OpenOutcome.Opened(Vault vault, var notices))) {
            return Optional.empty();
        }
        try (vault) {
            Map<String, Integer> records = new TreeMap<>();
            vault.records().forEach(r -> records.put(r.id().hex(), java.util.Arrays.hashCode(r.exposePayload())));
            List<Integer> bodies = vault.bodies().stream()
                    .map(body -> vault.readBody(body) instanceof BodyOutcome.Found(byte[] plaintext)
                            ? java.util.Arrays.hashCode(plaintext)
                            : -1)
                    .sorted()
                    .toList();
            return Optional.of(new Seen(word, records, bodies));
        }
    }

    static void deleteTree(Path root) throws IOException {
        if (Files.exists(root)) {
            try (Stream<Path> all = Files.walk(root)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** @param args the operation and the folder */
    public static void main(String[] args) {
        System.out.println(perform(Operation.valueOf(args[0]), Path.of(args[1])));
    }
}
