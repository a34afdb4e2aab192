package holdfast.net;

import holdfast.net.LedgerLine.Result;
import java.util.ArrayList;
import java.util.List;

/** A ledger for as long as the program runs. Safe for use by several threads. */
public final class MemoryLedger implements ConnectionLedger {
    private final List<LedgerLine> lines = new ArrayList<>();

    @Override
    public synchronized void refused(Attempt attempt, NetException.Reason reason) {
        lines.add(new LedgerLine(lines.size() + 1L, attempt, List.of(), new Result.Refused(reason)));
    }

    @Override
    public synchronized long opening(Attempt attempt, List<String> peers) {
        lines.add(new LedgerLine(lines.size() + 1L, attempt, peers, new Result.Open()));
        return lines.size();
    }

    @Override
    public synchronized void closed(long number, Result result) {
        int index = Math.toIntExact(number - 1);
        if (!(lines.get(index).result() instanceof Result.Open)) {
            throw new IllegalStateException("line " + number + " is complete");
        }
        lines.set(index, lines.get(index).with(result));
    }

    /** All lines so far, oldest first. */
    public synchronized List<LedgerLine> lines() {
        return List.copyOf(lines);
    }
}
