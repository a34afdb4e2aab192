package holdfast.vault;

import java.io.IOException;
import java.util.OptionalLong;

/**
 * Remembers, outside the vault's folder, the highest generation seen of each vault. Without it nobody could notice that
 * the whole folder was replaced by an older copy of itself.
 */
public interface GenerationMemory {
    OptionalLong highest(VaultId vault) throws IOException;

    /** Remembers {@code generation} if it is higher than what is remembered. */
    void remember(VaultId vault, long generation) throws IOException;

    /** Remembers nothing, so that a roll-back is never noticed: for a vault that is only looked at. */
    static GenerationMemory none() {
        return new GenerationMemory() {
            @Override
            public OptionalLong highest(VaultId vault) {
                return OptionalLong.empty();
            }

            @Override
            public void remember(VaultId vault, long generation) {}
        };
    }
}
