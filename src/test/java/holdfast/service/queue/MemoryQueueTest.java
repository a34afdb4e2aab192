package holdfast.service.queue;

import java.time.Clock;

class MemoryQueueTest extends QueueContract {
    @Override
    JobQueue open(Keeping keeping) {
        return new MemoryQueue(keeping, Clock.systemUTC());
    }
}
