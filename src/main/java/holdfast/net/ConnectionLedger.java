package holdfast.net;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * Where every attempt to reach something is written down, also the refused ones. Lines are only ever added or completed.
 * A connection is written down before it is opened: when that fails, it is not opened.
 */
public interface ConnectionLedger {

    /**
     * What was attempted.
     *
     * @param method {@code GET} or {@code POST}
     * @param address without query and user name
     */
    record Attempt(Instant at, Purpose purpose, String method, String address) {}

    /** Writes down an attempt that was refused before any connection. */
    void refused(Attempt attempt, NetException.Reason reason) throws IOException;

    /**
     * Writes down a connection that is about to be opened.
     *
     * @param peers the checked IP addresses, one of which will be connected to
     * @return the line's number, for {@link #closed}
     */
    long opening(Attempt attempt, List<String> peers) throws IOException;

    /** Completes a line. */
    void closed(long number, LedgerLine.Result result) throws IOException;
}
