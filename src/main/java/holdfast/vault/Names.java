package holdfast.vault;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** The names of the files in a vault's folder. */
final class Names {
    static final String MAIN = "vault.hfv";
    static final String LOCK = "vault.lock";
    static final String PROOFS = "proofs";

    /** How many earlier generations are kept. */
    static final int KEPT = 3;

    private static final Pattern TEMPORARY = Pattern.compile("tmp-[0-9a-f]{16}");
    private static final Pattern OLD_VERSION = Pattern.compile("vault\\.hfv\\.v[0-9]{1,5}-[0-9a-f]{16}");
    private static final String DAMAGED = MAIN + ".damaged-";

    private Names() {}

    /** The {@code age}-th earlier generation, from 1. */
    static String earlier(int age) {
        return MAIN + "." + age;
    }

    static List<String> allEarlier() {
        return java.util.stream.IntStream.rangeClosed(1, KEPT)
                .mapToObj(Names::earlier)
                .toList();
    }

    static String temporary(SecureRandom random) {
        byte[] bytes = new byte[8];
        random.nextBytes(bytes);
        return "tmp-" + HexFormat.of().formatHex(bytes);
    }

    static boolean isTemporary(String name) {
        return TEMPORARY.matcher(name).matches();
    }

    /** Where a file that could not be read is kept; named by its own hash, so that none replaces another. */
    static String damaged(String hash) {
        return DAMAGED + hash.substring(0, 16);
    }

    static boolean isDamaged(String name) {
        return name.startsWith(DAMAGED);
    }

    /** Where the file of an older version is kept after its migration. */
    static String oldVersion(int version, String hash) {
        return MAIN + ".v" + version + "-" + hash.substring(0, 16);
    }

    static boolean isOldVersion(String name) {
        return OLD_VERSION.matcher(name).matches();
    }

    static String proof(String hash) {
        return PROOFS + "/" + hash;
    }
}
