package holdfast.vault;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A folder in memory that promises no more than POSIX does: what was not synced may be lost, cut short, or, of several
 * changes, survive in any selection and order. A cut of the power stops the program in the middle of a step.
 */
final class SimulatedDisk implements Folder {
    private static final int SECTOR = 512;

    /** The machine stands still; nothing that runs now may reach the disk. */
    static final class PowerCut extends Error {
        private static final long serialVersionUID = 1;

        PowerCut() {
            super("power cut", null, false, false);
        }
    }

    /** How a step goes wrong. */
    enum Fault {
        POWER_CUT,
        /** This step fails, later ones do not. */
        ERROR_ONCE,
        /** This step and all that write after it fail, as on a full disk. */
        ERROR_FROM_NOW
    }

    private static final class Inode {
        byte[] durable = new byte[0];
        byte[] current = new byte[0];
    }

    /** Names set or removed in one step. */
    private record Change(Map<String, Optional<Inode>> names) {}

    private static final class Directory {
        final Map<String, Inode> durable = new HashMap<>();
        final Map<String, Inode> current = new HashMap<>();
        final List<Change> pending = new ArrayList<>();

        void apply(Change change) {
            apply(current, change);
            pending.add(change);
        }

        static void apply(Map<String, Inode> names, Change change) {
            change.names().forEach((name, inode) -> {
                if (inode.isPresent()) {
                    names.put(name, inode.get());
                } else {
                    names.remove(name);
                }
            });
        }
    }

    private final Map<String, Directory> directories = new HashMap<>();
    private final SplittableRandom random;
    private long steps;
    private long faultAt = Long.MAX_VALUE;
    private Fault fault = Fault.POWER_CUT;
    private boolean off;

    SimulatedDisk(SplittableRandom random) {
        this.random = random;
        directories.put(TOP, new Directory());
        directories.put(Names.PROOFS, new Directory());
    }

    /** The steps taken that change or sync something. */
    long steps() {
        return steps;
    }

    void failAt(long step, Fault how) {
        faultAt = step;
        fault = how;
    }

    /** What a disk that lost its power now may hold when it is next read. */
    SimulatedDisk afterPowerCut(SplittableRandom dice) {
        SimulatedDisk next = new SimulatedDisk(dice);
        Map<Inode, Inode> copies = new HashMap<>();
        directories.forEach((name, directory) -> {
            Map<String, Inode> names = new HashMap<>(directory.durable);
            List<Change> pending = new ArrayList<>(directory.pending);
            if (dice.nextInt(4) == 0) {
                shuffle(pending, dice);
            }
            int percent = dice.nextInt(3) * 50;
            for (Change change : pending) {
                if (dice.nextInt(100) < percent) {
                    Directory.apply(names, change);
                }
            }
            names.forEach((file, inode) -> next.put(name, file, copies.computeIfAbsent(inode, i -> survived(i, dice))));
        });
        return next;
    }

    private static void shuffle(List<Change> changes, SplittableRandom dice) {
        for (int i = changes.size() - 1; i > 0; i--) {
            changes.set(i, changes.set(dice.nextInt(i + 1), changes.get(i)));
        }
    }

    /** The same files, all of them durable, for another run. */
    SimulatedDisk copy(SplittableRandom dice) {
        SimulatedDisk next = new SimulatedDisk(dice);
        Map<Inode, Inode> copies = new HashMap<>();
        directories.forEach((name, directory) -> directory.current.forEach((file, inode) -> {
            next.put(name, file, copies.computeIfAbsent(inode, i -> of(i.current)));
        }));
        return next;
    }

    private void put(String directory, String file, Inode inode) {
        directories.get(directory).durable.put(file, inode);
        directories.get(directory).current.put(file, inode);
    }

    private static Inode of(byte[] content) {
        Inode inode = new Inode();
        inode.durable = content;
        inode.current = content;
        return inode;
    }

    private static Inode survived(Inode inode, SplittableRandom dice) {
        if (Arrays.equals(inode.durable, inode.current)) {
            return of(inode.current);
        }
        byte[] content = inode.current.clone();
        switch (dice.nextInt(4)) {
            case 0 -> content = inode.durable;
            case 1 -> content = Arrays.copyOf(content, dice.nextInt(content.length + 1));
            case 2 -> {
                for (int at = inode.durable.length; at < content.length; at += SECTOR) {
                    if (dice.nextBoolean()) {
                        Arrays.fill(content, at, Math.min(at + SECTOR, content.length), (byte) dice.nextInt(2));
                    }
                }
            }
            default -> {}
        }
        return of(content);
    }

    /** Puts a file on the disk, durably. */
    void write(String name, byte[] content) {
        put(directory(name), file(name), of(content));
    }

    byte[] content(String name) {
        return directories.get(directory(name)).current.get(file(name)).current;
    }

    void remove(String name) {
        directories.get(directory(name)).durable.remove(file(name));
        directories.get(directory(name)).current.remove(file(name));
    }

    private void step() throws IOException {
        requirePower();
        long step = steps++;
        if (step < faultAt) {
            return;
        }
        switch (fault) {
            case POWER_CUT -> {
                off = true;
                throw new PowerCut();
            }
            case ERROR_FROM_NOW -> throw new IOException("No space left on device");
            case ERROR_ONCE -> {
                if (step == faultAt) {
                    throw new IOException("Input/output error");
                }
            }
        }
    }

    private void requirePower() {
        if (off) {
            throw new PowerCut();
        }
    }

    private static String directory(String name) {
        return name.startsWith(Names.PROOFS + "/") ? Names.PROOFS : TOP;
    }

    private static String file(String name) {
        return name.substring(name.indexOf('/') + 1);
    }

    private Inode require(String name) throws IOException {
        Inode inode = directories.get(directory(name)).current.get(file(name));
        if (inode == null) {
            throw new FileNotFoundException(name);
        }
        return inode;
    }

    @Override
    public void prepare() {
        requirePower();
    }

    @Override
    public List<String> list(String folder) {
        requirePower();
        return directories.get(folder).current.keySet().stream().sorted().toList();
    }

    @Override
    public Optional<byte[]> read(String name, int limit) throws IOException {
        requirePower();
        Inode inode = directories.get(directory(name)).current.get(file(name));
        if (inode != null && inode.current.length > limit) {
            throw new IOException(name + " is too long");
        }
        return Optional.ofNullable(inode).map(i -> i.current.clone());
    }

    @Override
    public Output create(String name) throws IOException {
        step();
        Directory directory = directories.get(directory(name));
        if (directory.current.containsKey(file(name))) {
            throw new FileAlreadyExistsException(name);
        }
        Inode inode = new Inode();
        directory.apply(new Change(Map.of(file(name), Optional.of(inode))));
        return new Output() {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                int before = inode.current.length;
                try {
                    step();
                } catch (IOException | PowerCut e) {
                    append(bytes, from, random.nextInt(length + 1), before);
                    throw e;
                }
                append(bytes, from, length, before);
            }

            private void append(byte[] bytes, int from, int length, int before) {
                inode.current = Arrays.copyOf(inode.current, before + length);
                System.arraycopy(bytes, from, inode.current, before, length);
            }

            @Override
            public void force() throws IOException {
                step();
                inode.durable = inode.current;
            }

            @Override
            public void close() throws IOException {
                step();
            }
        };
    }

    @Override
    public void move(String from, String to) throws IOException {
        step();
        Map<String, Optional<Inode>> names = new HashMap<>();
        names.put(file(from), Optional.empty());
        names.put(file(to), Optional.of(require(from)));
        directories.get(directory(to)).apply(new Change(names));
    }

    @Override
    public void link(String existing, String name) throws IOException {
        step();
        Directory directory = directories.get(directory(name));
        if (directory.current.containsKey(file(name))) {
            throw new FileAlreadyExistsException(name);
        }
        directory.apply(new Change(Map.of(file(name), Optional.of(require(existing)))));
    }

    @Override
    public void delete(String name) throws IOException {
        step();
        directories.get(directory(name)).apply(new Change(Map.of(file(name), Optional.empty())));
    }

    @Override
    public void sync(String folder) throws IOException {
        step();
        Directory directory = directories.get(folder);
        directory.durable.clear();
        directory.durable.putAll(directory.current);
        directory.pending.clear();
    }

    @Override
    public LockResult lock() {
        requirePower();
        return new LockResult.Held(() -> {});
    }

    @Override
    public Optional<LockHolder> holder() {
        return Optional.empty();
    }

    @Override
    public String describe(String name) {
        return "disk:" + name;
    }
}
