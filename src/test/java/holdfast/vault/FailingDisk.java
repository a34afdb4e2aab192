package holdfast.vault;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** A simulated disk whose operations fail, or do something before they happen, where a test says so. */
final class FailingDisk {
    final SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(1));
    final List<String> done = new ArrayList<>();
    private Predicate<String> fails = step -> false;
    private Predicate<String> failsAfterwards = step -> false;
    private Runnable before = () -> {};
    private boolean locked;

    /** An operation and its names, as in {@code move tmp-0011223344556677 vault.hfv}; the operation alone when nothing is named. */
    FailingDisk failing(Predicate<String> step) {
        fails = step;
        return this;
    }

    /** It takes place, and reports an error all the same. */
    FailingDisk failingAfterwards(Predicate<String> step) {
        failsAfterwards = step;
        return this;
    }

    /** Done once, before the operation that fails. */
    FailingDisk first(Runnable action) {
        before = action;
        return this;
    }

    void well() {
        fails = step -> false;
        failsAfterwards = step -> false;
    }

    Folder folder() {
        return (Folder) Proxy.newProxyInstance(
                Folder.class.getClassLoader(), new Class<?>[] {Folder.class}, (proxy, method, arguments) -> {
                    StringBuilder step = new StringBuilder(method.getName());
                    for (Object argument : arguments == null ? new Object[0] : arguments) {
                        step.append(argument instanceof String name ? " " + name : "");
                    }
                    String said = step.toString();
                    if (fails.test(said)) {
                        Runnable action = before;
                        before = () -> {};
                        action.run();
                        throw new IOException("failed: " + said.replaceAll("tmp-[0-9a-f]+", "tmp"));
                    }
                    if (method.getName().equals("lock")) {
                        return lock();
                    }
                    Object result;
                    try {
                        result = method.invoke(disk, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    done.add(said);
                    if (failsAfterwards.test(said)) {
                        throw new IOException("failed after it was done");
                    }
                    return result;
                });
    }

    /** As of another program: whoever has it keeps it until it is given back. */
    private Folder.LockResult lock() {
        if (locked) {
            return new Folder.LockResult.Busy(LockHolder.unknown());
        }
        locked = true;
        return new Folder.LockResult.Held(() -> locked = false);
    }
}
