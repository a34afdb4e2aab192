package holdfast.service.queue;

import java.time.Duration;
import java.util.Optional;

/**
 * Jobs in the order in which they came, each taken by one worker at a time, and results until they were fetched or their
 * time is over. Bounded. Safe for use by several threads.
 */
public interface JobQueue extends AutoCloseable {

    /** A job in the hands of a worker, for as long as it says that it is still at it. */
    interface Lease {
        SealedJob job();

        /** Which attempt at this job it is, from 1. */
        int attempt();

        /** How long the lease lasts unless it is extended. */
        Duration lasts();

        /** Still working. False when the job is no longer this worker's: then somebody else has it. */
        boolean extend() throws QueueException;

        /** Done. False when the job is no longer this worker's; then the result is thrown away. */
        boolean finish(byte[] sealedResult) throws QueueException;

        /** Not done: the next worker may take it at once. */
        void giveBack() throws QueueException;
    }

    /** Takes a job on. False when there is no room, or a job of that name is there already. */
    boolean offer(SealedJob job) throws QueueException;

    /** The next job, if one comes within this time. */
    Optional<Lease> take(Duration atMost) throws QueueException, InterruptedException;

    JobState state(String key) throws QueueException;

    /** The state once it is not pending any more, or when the time is over. */
    JobState await(String key, Duration atMost) throws QueueException, InterruptedException;

    /** The result was handed to its caller: it is kept for a minute more, in case it got lost on the way. */
    void fetched(String key) throws QueueException;

    /** Jobs that are not finished. */
    int unfinished() throws QueueException;

    /** Results that wait for their callers. */
    int unfetched() throws QueueException;

    /** Whether jobs and results outlive this process. */
    boolean isShared();

    @Override
    void close();
}
