package holdfast.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.json.JsonException;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonWriter;
import holdfast.net.ConnectionLedger;
import holdfast.net.LedgerLine;
import holdfast.net.LedgerLine.Result;
import holdfast.net.NetException;
import holdfast.vault.RecordId;
import holdfast.vault.SealedLog;
import holdfast.vault.StoredRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of connections, kept in an encrypted file beside the vault: its lines say whose customer the holder is. The
 * file's key is a record of the vault.
 */
final class VaultLedger implements ConnectionLedger, AutoCloseable {
    static final String FILE = "connections.hfl";
    static final String KEY_TYPE = "ledger.key";

    /** Lines that are kept at least. */
    private static final int KEPT = 10_000;

    private static final JsonLimits LIMITS = JsonLimits.upTo(64 * 1024);

    private final Wallet wallet;
    private final Path file;
    private final NavigableMap<Long, LedgerLine> lines = new TreeMap<>();
    private @Nullable SealedLog log;
    private boolean closed;

    VaultLedger(Wallet wallet, Path file) {
        this.wallet = wallet;
        this.file = file;
    }

    @Override
    public synchronized void refused(Attempt attempt, NetException.Reason reason) throws IOException {
        SealedLog open = writable();
        write(open, new LedgerLine(nextNumber(), attempt, List.of(), new Result.Refused(reason)));
    }

    @Override
    public synchronized long opening(Attempt attempt, List<String> peers) throws IOException {
        SealedLog open = writable();
        LedgerLine line = new LedgerLine(nextNumber(), attempt, peers, new Result.Open());
        write(open, line);
        return line.number();
    }

    @Override
    public synchronized void closed(long number, Result result) throws IOException {
        LedgerLine line = lines.get(number);
        if (line == null || !(line.result() instanceof Result.Open)) {
            throw new IllegalStateException("line " + number + " is complete or was never written");
        }
        write(writable(), new LedgerLine(number, line.attempt(), line.peers(), result));
    }

    /**
     * All lines, oldest first.
     *
     * @throws IOException when the file cannot be read
     */
    synchronized List<LedgerLine> lines() throws IOException {
        if (log == null) {
            Optional<byte[]> key = closed ? Optional.empty() : key();
            if (key.isEmpty()) {
                return List.of();
            }
            open(key.get());
        }
        return List.copyOf(lines.values());
    }

    /** Whether lines were altered by something else, so that not all of them could be read. */
    synchronized boolean isDamaged() {
        return log != null && log.isDamaged();
    }

    private long nextNumber() {
        return lines.isEmpty() ? 1 : lines.lastKey() + 1;
    }

    private void write(SealedLog open, LedgerLine line) throws IOException {
        open.append(JsonWriter.compact(line.toJson()).getBytes(UTF_8));
        lines.put(line.number(), line);
    }

    private SealedLog writable() throws IOException {
        if (closed) {
            throw new IOException("the vault was closed");
        }
        if (log == null) {
            if (wallet.isReadOnly()) {
                throw new IOException("the vault is open for reading only");
            }
            Optional<byte[]> key = key();
            return open(key.isPresent() ? key.get() : newKey());
        }
        return log;
    }

    private Optional<byte[]> key() {
        return wallet.vault().records(KEY_TYPE).stream().findFirst().map(StoredRecord::exposePayload);
    }

    private byte[] newKey() throws IOException {
        byte[] key = new byte[SealedLog.KEY_LENGTH];
        wallet.random().nextBytes(key);
        try {
            wallet.change(changes -> {
                changes.putOpaque(EntryId.of(RecordId.random(wallet.random())), KEY_TYPE, key);
                return key;
            });
        } catch (WalletException e) {
            throw new IOException(e.getMessage(), e);
        }
        return key;
    }

    private SealedLog open(byte[] key) throws IOException {
        try {
            SealedLog opened = new SealedLog(file, key, wallet.random(), KEPT, !wallet.isReadOnly());
            for (byte[] entry : opened.entries()) {
                read(entry).ifPresent(line -> lines.put(line.number(), line));
            }
            log = opened;
            return opened;
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static Optional<LedgerLine> read(byte[] entry) {
        try {
            return LedgerLine.ofJson(JsonReader.readObject(entry, LIMITS));
        } catch (JsonException e) {
            return Optional.empty(); // Written by a later version; there is nothing to show of it.
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (log != null) {
            log.close();
            log = null;
        }
        lines.clear();
    }
}
