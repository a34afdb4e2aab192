package holdfast.vault;

import static holdfast.vault.Given.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A new file takes the place of the old one only when the disk gives back what it took. */
class SaverTest {
    private static final byte[] OLD = utf8("old");
    /** More than one piece, and the last one not whole. */
    private static final byte[] FRESH = new byte[40_000];

    private final SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(1));

    SaverTest() {
        FRESH[39_999] = 7;
        disk.write(Names.MAIN, OLD);
    }

    /** The disk, with other answers when anything but the vault's file is read. */
    private Folder answering(Function<byte[], Optional<byte[]>> answer) {
        return (Folder) Proxy.newProxyInstance(
                Folder.class.getClassLoader(), new Class<?>[] {Folder.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("read") && !arguments[0].equals(Names.MAIN)) {
                        return disk.read((String) arguments[0], (int) arguments[1])
                                .flatMap(answer);
                    }
                    return method.invoke(disk, arguments);
                });
    }

    private static Saver.Result replace(Folder folder, byte[] expected, Predicate<byte[]> opens) {
        return new Saver(folder, new SecureRandom())
                .replace(Optional.of(Saver.hash(expected)), FRESH, opens, new Saver.Keep.Nothing());
    }

    private void assertOldIsLeftAlone() {
        assertThat(disk.content(Names.MAIN)).isEqualTo(OLD);
        assertThat(disk.list(Folder.TOP)).containsExactly(Names.MAIN);
    }

    private static void assertNotDone(Saver.Result result, String reason) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        Saver.Result.NotDone.class,
                        notDone -> assertThat(notDone.reason()).contains(reason));
    }

    @Test
    void replace_diskGivesBackWhatItTook_isDone() {
        assertThat(replace(disk, OLD, back -> back.length == FRESH.length))
                .isEqualTo(new Saver.Result.Done(Saver.hash(FRESH)));
        assertThat(disk.content(Names.MAIN)).isEqualTo(FRESH);
        assertThat(disk.list(Folder.TOP)).containsExactly(Names.MAIN);
    }

    @Test
    void replace_oneByteReadBackDiffers_keepsTheOldFile() {
        Folder lying = answering(bytes -> {
            byte[] other = bytes.clone();
            other[20_000] ^= 1;
            return Optional.of(other);
        });
        assertNotDone(replace(lying, OLD, back -> true), "read back differently from what was written");
        assertOldIsLeftAlone();
    }

    @Test
    void replace_newFileVanishes_keepsTheOldFile() {
        assertNotDone(
                replace(answering(bytes -> Optional.empty()), OLD, back -> true), "vanished after it was written");
        assertOldIsLeftAlone();
    }

    @Test
    void replace_whatWasWrittenDoesNotOpen_keepsTheOldFile() {
        assertNotDone(replace(disk, OLD, back -> false), "read back differently from what was written");
        assertOldIsLeftAlone();
    }

    @Test
    void replace_anotherFileThanExpected_writesNothing() {
        assertThat(replace(disk, utf8("other"), back -> true)).isEqualTo(new Saver.Result.ChangedOnDisk());
        assertThat(disk.steps()).isZero();
        assertOldIsLeftAlone();
    }
}
