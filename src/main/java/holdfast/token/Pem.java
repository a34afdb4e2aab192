package holdfast.token;

import holdfast.token.TokenException.Reason;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The textual encoding of keys (RFC 7468): exactly one key, and nothing around it but white space. */
final class Pem {
    private static final Pattern BLOCK = Pattern.compile(
            "-----BEGIN ([A-Z0-9 ]{1,40})-----[ \\t]*\\r?\\n([A-Za-z0-9+/= \\t\\r\\n]*)-----END \\1-----");
    private static final String CURVE_ALONE = "EC PARAMETERS";
    private static final int LINE = 64;

    private Pem() {}

    /** A block's label, for example {@code PUBLIC KEY}, and its bytes, which whoever reads a private key wipes. */
    static final class Block {
        private final String label;
        private final byte[] der;

        private Block(String label, byte[] der) {
            this.label = label;
            this.der = der;
        }

        String label() {
            return label;
        }

        byte[] der() {
            return der;
        }
    }

    static boolean looksLikePem(String text) {
        return text.stripLeading().startsWith("-----BEGIN ");
    }

    /** A block of curve parameters before the key, which some tools write, is passed over: the key repeats them. */
    static Block decode(String text, String input) throws TokenException {
        Matcher block = BLOCK.matcher(text);
        int from = 0;
        while (block.find(from) && text.substring(from, block.start()).isBlank()) {
            from = block.end();
            if (!block.group(1).equals(CURVE_ALONE)) {
                if (!text.substring(from).isBlank()) {
                    throw new TokenException(Reason.KEY_FORMAT, input, "something follows the key");
                }
                String base64 = block.group(2).replaceAll("[ \\t\\r\\n]", "");
                return new Block(block.group(1), Base64Text.fromStandard(base64, input, "key"));
            }
        }
        throw new TokenException(Reason.KEY_FORMAT, input, "it is not one PEM block");
    }

    static String encode(String label, byte[] der) {
        StringBuilder out = new StringBuilder("-----BEGIN ").append(label).append("-----\n");
        String base64 = Base64Text.standard(der);
        for (int at = 0; at < base64.length(); at += LINE) {
            out.append(base64, at, Math.min(base64.length(), at + LINE)).append('\n');
        }
        return out.append("-----END ").append(label).append("-----\n").toString();
    }
}
