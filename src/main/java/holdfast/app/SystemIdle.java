package holdfast.app;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How long nobody has touched the keyboard or the mouse of this computer, as its system tells it: X11 by its counter
 * {@code IDLETIME}, Windows by {@code GetLastInputInfo}, macOS by {@code CGEventSourceSecondsSinceLastEventType}. Wayland
 * tells no program, and what Xwayland tells there is not true, so that it is not asked.
 *
 * <p>To be asked from one thread. The first call loads the library; where that fails, there is no answer from then on.
 */
final class SystemIdle implements Supplier<Optional<Duration>> {
    private static final System.Logger LOG = System.getLogger(SystemIdle.class.getName());

    private final Opening opening;
    private @Nullable Counter counter;
    private boolean failed;

    /** A way to the system's answer, in milliseconds. */
    @FunctionalInterface
    private interface Counter {
        long millis() throws Throwable; // As a method handle declares it.
    }

    @FunctionalInterface
    private interface Opening {
        Counter open() throws Throwable;
    }

    private SystemIdle(Opening opening) {
        this.opening = opening;
    }

    /** Of the system that this runs on; it always answers with nothing where there is no way to ask. */
    static Supplier<Optional<Duration>> ofThisSystem() {
        String system = System.getProperty("os.name");
        if (system.startsWith("Windows")) {
            return new SystemIdle(SystemIdle::windows);
        }
        if (system.startsWith("Mac")) {
            return new SystemIdle(SystemIdle::mac);
        }
        String display = System.getenv("DISPLAY");
        return display == null || System.getenv("WAYLAND_DISPLAY") != null ? Optional::empty : ofDisplay(display);
    }

    /** @param name what X11 calls the display, {@code :0} for example */
    static Supplier<Optional<Duration>> ofDisplay(String name) {
        return new SystemIdle(() -> x11(name));
    }

    @Override
    public Optional<Duration> get() {
        if (failed) {
            return Optional.empty();
        }
        try {
            Counter open = counter;
            if (open == null) {
                open = opening.open();
                counter = open;
            }
            return Optional.of(Duration.ofMillis(open.millis()));
        } catch (Throwable e) {
            // A library that is missing is an Error; without an answer the window counts by itself.
            LOG.log(System.Logger.Level.DEBUG, "the system does not tell how long it is idle", e);
            failed = true;
            return Optional.empty();
        }
    }

    /**
     * The SYNC extension has a list of counters, {@code {char *name; XID counter; XSyncValue resolution;}} each; a value
     * is {@code {int high; unsigned low;}}. The connection stays open until the program ends.
     */
    private static Counter x11(String name) throws Throwable {
        SymbolLookup x = library("libX11.so.6");
        SymbolLookup sync = library("libXext.so.6");
        MemorySegment display = (MemorySegment) call(x, "XOpenDisplay", FunctionDescriptor.of(ADDRESS, ADDRESS))
                .invokeExact(Arena.global().allocateFrom(name));
        if (display.equals(MemorySegment.NULL)) {
            throw new IllegalStateException("no display");
        }
        MethodHandle query =
                call(sync, "XSyncQueryCounter", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS));
        MemorySegment value = Arena.global().allocate(8, 4);
        long counter = idleTime(sync, display);
        return () -> {
            int _ = (int) query.invokeExact(display, counter, value);
            return (long) value.get(JAVA_INT, 0) << 32 | Integer.toUnsignedLong(value.get(JAVA_INT, 4));
        };
    }

    @SuppressWarnings("restricted") // The list has as many entries as the function says.
    private static long idleTime(SymbolLookup sync, MemorySegment display) throws Throwable {
        FunctionDescriptor withTwo = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment one = arena.allocate(JAVA_INT);
            MemorySegment two = arena.allocate(JAVA_INT);
            if ((int) call(sync, "XSyncQueryExtension", withTwo).invokeExact(display, one, two) == 0
                    || (int) call(sync, "XSyncInitialize", withTwo).invokeExact(display, one, two) == 0) {
                throw new IllegalStateException("the display has no counters");
            }
            MemorySegment list = (MemorySegment)
                    call(sync, "XSyncListSystemCounters", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS))
                            .invokeExact(display, one);
            MemorySegment entries = list.reinterpret(24L * one.get(JAVA_INT, 0));
            try {
                for (long at = 0; at < entries.byteSize(); at += 24) {
                    MemorySegment name = entries.get(ADDRESS, at).reinterpret(64);
                    if (name.getString(0).equals("IDLETIME")) {
                        return entries.get(JAVA_LONG, at + 8);
                    }
                }
            } finally {
                call(sync, "XSyncFreeSystemCounterList", FunctionDescriptor.ofVoid(ADDRESS))
                        .invokeExact(list);
            }
        }
        throw new IllegalStateException("the display has no counter IDLETIME");
    }

    /** Both count milliseconds since the start of Windows in 32 bits: {@code LASTINPUTINFO {UINT size; DWORD time;}}. */
    private static Counter windows() {
        MethodHandle last = call(library("user32"), "GetLastInputInfo", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        MethodHandle now = call(library("kernel32"), "GetTickCount", FunctionDescriptor.of(JAVA_INT));
        MemorySegment input = Arena.global().allocate(8, 4);
        input.set(JAVA_INT, 0, 8);
        return () -> {
            if ((int) last.invokeExact(input) == 0) {
                throw new IllegalStateException("GetLastInputInfo refused");
            }
            return Integer.toUnsignedLong((int) now.invokeExact() - input.get(JAVA_INT, 4));
        };
    }

    /** Of the session (state 0), any event ({@code ~0}). */
    private static Counter mac() {
        MethodHandle seconds = call(
                library("/System/Library/Frameworks/ApplicationServices.framework/ApplicationServices"),
                "CGEventSourceSecondsSinceLastEventType",
                FunctionDescriptor.of(JAVA_DOUBLE, JAVA_INT, JAVA_INT));
        return () -> (long) (1_000 * (double) seconds.invokeExact(0, -1));
    }

    @SuppressWarnings("restricted") // A library of the system, by the name its documentation gives.
    private static SymbolLookup library(String name) {
        return SymbolLookup.libraryLookup(name, Arena.global());
    }

    @SuppressWarnings("restricted") // Each is called with what its documentation says.
    private static MethodHandle call(SymbolLookup library, String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), descriptor);
    }
}
