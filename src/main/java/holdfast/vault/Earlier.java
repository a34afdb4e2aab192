package holdfast.vault;

import holdfast.vault.Saver.Keep;
import holdfast.vault.format.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What to do when the vault's own file does not open: look for an earlier generation that does. */
final class Earlier {
    private final Unlocker unlocker;

    Earlier(Unlocker unlocker) {
        this.unlocker = unlocker;
    }

    /**
     * An earlier generation, and what its first save does with what stands before it.
     *
     * @param mainHash hash of the file that did not open, or nothing when there was none
     */
    record Choice(Attempt.Opened opened, Optional<Bytes> mainHash, Keep keep) {}

    /**
     * @param main what came of the vault's own file; not {@link Attempt.Opened}
     * @param wanted the generation the holder chose, or 0 to be told what there is
     * @param take what is done with the one chosen
     */
    OpenOutcome open(Attempt main, long wanted, Function<Choice, OpenOutcome> take) {
        List<Keep.Pair> aside = new ArrayList<>();
        Optional<Bytes> mainHash = hashOf(main);
        mainHash.ifPresent(hash -> aside.add(new Keep.Pair(Names.MAIN, Names.damaged(hash.toHex()))));
        boolean refused = main instanceof Attempt.Refused;
        boolean noSlot = main instanceof Attempt.NoSlot;
        boolean any = !(main instanceof Attempt.Absent);
        for (String name : Names.allEarlier()) {
            Attempt attempt = unlocker.open(name);
            any |= !(attempt instanceof Attempt.Absent);
            if (attempt instanceof Attempt.Opened opened) {
                if (wanted == 0) {
                    opened.wipe();
                    return new OpenOutcome.EarlierAvailable(problem(main), offer(opened));
                }
                if (opened.header().generation() == wanted) {
                    return main instanceof Attempt.Unreadable(String reason)
                            // Without its hash nobody would notice if another program repaired it meanwhile.
                            ? unreadable(opened, reason)
                            : take.apply(new Choice(opened, mainHash, new Keep.Aside(aside)));
                }
                opened.wipe();
            }
            refused |= attempt instanceof Attempt.Refused;
            noSlot |= attempt instanceof Attempt.NoSlot;
            hashOf(attempt).ifPresent(hash -> aside.add(new Keep.Pair(name, Names.damaged(hash.toHex()))));
        }
        return nothing(main, any, refused, noSlot);
    }

    private static OpenOutcome unreadable(Attempt.Opened opened, String reason) {
        opened.wipe();
        return new OpenOutcome.StorageFailed(
                "the vault's file cannot be read at all (" + reason + "): copy the folder to another disk first");
    }

    private static OpenOutcome nothing(Attempt main, boolean any, boolean refused, boolean noSlot) {
        if (!any) {
            return new OpenOutcome.NotFound();
        }
        if (main instanceof Attempt.Unreadable(String reason)) {
            return new OpenOutcome.StorageFailed(reason);
        }
        if (refused) {
            return new OpenOutcome.WrongSecret();
        }
        return noSlot ? new OpenOutcome.NoSuchSlot() : new OpenOutcome.Unreadable(problem(main));
    }

    private static Optional<Bytes> hashOf(Attempt attempt) {
        return switch (attempt) {
            case Attempt.Refused(Bytes hash) -> Optional.of(hash);
            case Attempt.NoSlot(Bytes hash) -> Optional.of(hash);
            case Attempt.Broken(Bytes hash, String reason) -> Optional.of(hash);
            case Attempt.Opened opened -> Optional.empty();
            case Attempt.Absent absent -> Optional.empty();
            case Attempt.UnknownVersion(String message) -> Optional.empty();
            case Attempt.Unreadable(String reason) -> Optional.empty();
        };
    }

    private static String problem(Attempt main) {
        return switch (main) {
            case Attempt.Absent absent -> "the vault's file is gone";
            case Attempt.Refused refused ->
                "the vault's file does not open with this secret: it was altered, or the secret was changed since";
            case Attempt.NoSlot noSlot -> "the vault's file has no slot for this kind of secret";
            case Attempt.Broken(Bytes hash, String reason) -> "the vault's file is damaged: " + reason;
            case Attempt.Unreadable(String reason) -> "the vault's file cannot be read: " + reason;
            case Attempt.UnknownVersion(String message) -> message;
            case Attempt.Opened opened -> "";
        };
    }

    private static OpenOutcome.Earlier offer(Attempt.Opened opened) {
        return new OpenOutcome.Earlier(
                opened.header().generation(),
                Instant.ofEpochMilli(opened.body().savedAt()),
                opened.body().records().size());
    }
}
