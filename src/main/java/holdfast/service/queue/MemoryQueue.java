package holdfast.service.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** In the process: for one instance, and gone with it. */
public final class MemoryQueue implements JobQueue {
    private final Keeping keeping;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    public MemoryQueue(Keeping keeping, Clock clock) {
        this.keeping = keeping;
        this.clock = clock;
    }

    private static final class Entry {
        private @Nullable SealedJob job;
        private byte @Nullable [] result;
        private boolean taken;
        private boolean fetched;
        private int attempts;
        /** When it goes; null while it is not finished. */
        private @Nullable Instant until;

        Entry(SealedJob job) {
            this.job = job;
        }
    }

    @Override
    public boolean offer(SealedJob job) {
        lock.lock();
        try {
            forgetOld();
            if (count(entry -> !entry.fetched) >= keeping.capacity() || entries.containsKey(job.key())) {
                return false;
            }
            entries.put(job.key(), new Entry(job));
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void forgetOld() {
        Instant now = clock.instant();
        entries.values().removeIf(entry -> entry.until != null && !now.isBefore(entry.until));
    }

    @Override
    public Optional<Lease> take(Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (true) {
                for (Entry entry : entries.values()) {
                    SealedJob job = entry.job;
                    if (job != null && !entry.taken) {
                        entry.taken = true;
                        entry.attempts++;
                        return Optional.of(new MemoryLease(entry, job, entry.attempts));
                    }
                }
                if (left <= 0) {
                    return Optional.empty();
                }
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public JobState state(String key) {
        lock.lock();
        try {
            forgetOld();
            return of(entries.get(key));
        } finally {
            lock.unlock();
        }
    }

    private static JobState of(@Nullable Entry entry) {
        if (entry == null) {
            return new JobState.Unknown();
        }
        byte[] result = entry.result;
        return result == null ? new JobState.Pending() : new JobState.Finished(new JobState.Sealed(result));
    }

    @Override
    public JobState await(String key, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (true) {
                JobState state = of(entries.get(key));
                if (!(state instanceof JobState.Pending) || left <= 0) {
                    return state;
                }
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void fetched(String key) {
        lock.lock();
        try {
            Entry entry = entries.get(key);
            if (entry != null && entry.result != null && !entry.fetched) {
                entry.fetched = true;
                entry.until = clock.instant().plus(keeping.fetched());
                dropFetchedOverCapacity();
            }
        } finally {
            lock.unlock();
        }
    }

    /** So that what was fetched, too, stays within the capacity: the oldest goes first. */
    private void dropFetchedOverCapacity() {
        int fetched = count(entry -> entry.fetched);
        var each = entries.values().iterator();
        while (fetched > keeping.capacity() && each.hasNext()) {
            if (each.next().fetched) {
                each.remove();
                fetched--;
            }
        }
    }

    @Override
    public int unfinished() {
        return count(entry -> entry.result == null);
    }

    @Override
    public int unfetched() {
        return count(entry -> entry.result != null && !entry.fetched);
    }

    private int count(Predicate<Entry> which) {
        lock.lock();
        try {
            forgetOld();
            return Math.toIntExact(entries.values().stream().filter(which).count());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            entries.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody else can take it: whoever took it lives as long as the queue. */
    private final class MemoryLease extends HeldJob {
        private final Entry entry;

        MemoryLease(Entry entry, SealedJob job, int attempt) {
            super(job, attempt, keeping.lease());
            this.entry = entry;
        }

        @Override
        public boolean extend() {
            return isMine();
        }

        private boolean isMine() {
            lock.lock();
            try {
                return entries.get(job().key()) == entry && entry.taken && entry.attempts == attempt();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public boolean finish(byte[] sealedResult) {
            lock.lock();
            try {
                if (!isMine() || entry.result != null) {
                    return false;
                }
                entry.result = sealedResult;
                entry.job = null;
                entry.until = clock.instant().plus(keeping.result());
                changed.signalAll();
                return true;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void giveBack() {
            lock.lock();
            try {
                if (isMine() && entry.result == null) {
                    entry.taken = false;
                    changed.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
