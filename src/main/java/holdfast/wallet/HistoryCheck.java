package holdfast.wallet;

import java.util.List;

/** What a check of the history's chain found. */
public sealed interface HistoryCheck {
    /**
     * Every entry is as it was written and where it was written.
     *
     * @param entries how many, the deleted ones included
     * @param deleted how many of them were deleted
     * @param head hash of the last one; who notes it elsewhere can tell later that nothing before it was changed
     */
    record Intact(long entries, long deleted, String head) implements HistoryCheck {}

    /**
     * Something was changed.
     *
     * @param number the first entry at which it shows
     * @param reason what is wrong there
     */
    record Broken(long number, Reason reason) implements HistoryCheck {}

    /** How a chain is broken. */
    enum Reason {
        /** The event is not the one that was written. */
        EVENT_CHANGED,
        /** It does not follow on the one before. */
        LINK_BROKEN,
        /** An entry is missing, doubled or out of order. */
        NUMBER_WRONG,
        /** The end is missing, or entries were added behind it. */
        END_WRONG;

        /** Stable name for machine-readable output. */
        public String code() {
            return Fields.code(this);
        }
    }

    /** Follows the chain from its beginning to {@code head}. */
    static HistoryCheck of(List<HistoryEntry> entries, long count, String head) {
        String previous = HistoryEntry.START;
        long number = 0;
        long deleted = 0;
        for (HistoryEntry entry : entries) {
            number++;
            if (entry.number() != number) {
                return new Broken(number, Reason.NUMBER_WRONG);
            }
            if (!entry.previous().equals(previous)) {
                return new Broken(number, Reason.LINK_BROKEN);
            }
            if (!entry.isWhole()) {
                return new Broken(number, Reason.EVENT_CHANGED);
            }
            deleted += entry.content() instanceof HistoryEntry.Content.Tombstone ? 1 : 0;
            previous = entry.hash();
        }
        return number == count && previous.equals(head)
                ? new Intact(number, deleted, head)
                : new Broken(number, Reason.END_WRONG);
    }
}
