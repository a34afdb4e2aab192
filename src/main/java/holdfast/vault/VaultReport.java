package holdfast.vault;

import java.time.Instant;
import java.util.List;

/**
 * What a check of everything in a vault's folder found.
 *
 * @param files the vault's file first, then earlier generations, newest first
 * @param bodies how many proof bodies the newest readable generation lists
 * @param badBodies those of them that are missing or damaged
 */
public record VaultReport(List<Entry> files, int bodies, List<BodyId> badBodies) {
    public VaultReport {
        files = List.copyOf(files);
        badBodies = List.copyOf(badBodies);
    }

    /** Whether every file opened, each follows on the one before, and every proof body is whole. */
    public boolean isSound() {
        return badBodies.isEmpty()
                && !files.isEmpty()
                && files.stream().allMatch(entry -> entry.state() instanceof State.Sound sound && sound.follows());
    }

    /** One file. */
    public record Entry(String name, State state) {}

    /** In what state a file is. */
    public sealed interface State {
        /** @param follows whether it names the next older file by its hash; true when there is none */
        record Sound(long generation, Instant savedAt, int records, boolean follows) implements State {}

        /** Another secret, or an altered header. */
        record DidNotOpen() implements State {}

        record Broken(String reason) implements State {}
    }
}
