package holdfast.app;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Keeps this process's memory from other programs of the same user, as far as the system can. On Linux it is marked as
 * not dumpable: then only root may attach a debugger, read its memory under {@code /proc}, or get a core file of it.
 * Elsewhere nothing is done; docs/THREAT-MODEL.md says so.
 */
final class ProcessMemory {
    private static final System.Logger LOG = System.getLogger(ProcessMemory.class.getName());

    /** {@code PR_GET_DUMPABLE} and {@code PR_SET_DUMPABLE} of {@code linux/prctl.h}. */
    private static final int GET_DUMPABLE = 3;

    private static final int SET_DUMPABLE = 4;

    private ProcessMemory() {}

    /** Never fails: what cannot be had is logged, and the program goes on without. */
    static void closeToOthers() {
        if (System.getProperty("os.name").equals("Linux") && !setDumpable(false)) {
            LOG.log(System.Logger.Level.WARNING, "this process could not be closed to other programs of its user");
        }
    }

    static boolean setDumpable(boolean dumpable) {
        return prctl(SET_DUMPABLE, dumpable ? 1 : 0) == 0;
    }

    static boolean isDumpable() {
        return prctl(GET_DUMPABLE, 0) != 0;
    }

    /** @return what the system returns; -1 when it cannot be called */
    @SuppressWarnings("restricted") // It is called with what its manual page says.
    private static int prctl(int option, long argument) {
        try {
            Linker linker = Linker.nativeLinker();
            MemorySegment address = linker.defaultLookup().findOrThrow("prctl");
            MethodHandle call = linker.downcallHandle(
                    address,
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG),
                    Linker.Option.firstVariadicArg(1));
            return (int) call.invokeExact(option, argument, 0L, 0L, 0L);
        } catch (Throwable e) {
            // A method handle declares Throwable; nothing here is worth stopping the program for.
            LOG.log(System.Logger.Level.DEBUG, "prctl", e);
            return -1;
        }
    }
}
