package holdfast.vault;

import holdfast.vault.format.VaultFormats;
import java.security.SecureRandom;
import java.time.Clock;

/** What a vault works with. */
record VaultParts(
        Folder folder,
        VaultFormats formats,
        KeyStretcher stretcher,
        SecureRandom random,
        Clock clock,
        GenerationMemory memory) {}
