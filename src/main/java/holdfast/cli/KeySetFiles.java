package holdfast.cli;

import holdfast.token.JwkSet;
import holdfast.token.KeyResolver;
import holdfast.token.KeySets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The key sets that stand in for addresses: nothing is fetched. */
final class KeySetFiles {
    @Option(
            names = "--jwks",
            paramLabel = "URL=FILE",
            description = "Key set for an address that a token or request names; may be repeated. Nothing is fetched.")
    private List<String> sources = new ArrayList<>();

    KeyResolver read(Terminal terminal) {
        Map<String, JwkSet> sets = new HashMap<>();
        for (String source : sources) {
            int equals = source.lastIndexOf('=');
            if (equals <= 0 || equals == source.length() - 1) {
                throw new CliException(
                        "--jwks takes the address and a file, as in https://bank.example/jwks.json=jwks.json, not \""
                                + source + "\".");
            }
            String url = source.substring(0, equals);
            if (sets.put(url, terminal.about(source.substring(equals + 1), JwkSet::parse)) != null) {
                throw new CliException("--jwks names " + url + " twice. Give one file for each address.");
            }
        }
        return new KeySets(sets);
    }
}
