package holdfast.cli;

import holdfast.json.JsonException;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonNumber;
import holdfast.json.JsonValue.JsonObject;
import holdfast.zk.protocol.CircuitFile;
import holdfast.zk.protocol.JointVerifier;
import holdfast.zk.protocol.Progress;
import holdfast.zk.protocol.ProofException;
import holdfast.zk.protocol.ZkInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A proof with its circuits, as files that other libzk implementations read. */
final class ExportFolder {
    /** More circuits than this are not read. */
    private static final int MOST_CIRCUITS = 8;

    private final Path folder;

    private ExportFolder(Path folder) {
        this.folder = folder;
    }

    /** A folder that was exported before. */
    static ExportFolder of(String name) {
        return new ExportFolder(path(name));
    }

    static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new CliException("\"" + name + "\" is not a path: " + e.getReason() + ".");
        }
    }

    /**
     * Verifies what the folder holds.
     *
     * @return what was verified, a line for each circuit
     */
    List<String> verify(Terminal terminal) throws ProofException, ZkInputException {
        String params = folder.resolve("params.json").toString();
        JsonObject parameters = parameters(terminal, params);
        List<CircuitFile.Parameters> circuits = circuits(params, parameters);
        JointVerifier verifier;
        try (InputStream file = Files.newInputStream(folder.resolve("circuit.lfc1"))) {
            verifier = new JointVerifier(file, circuits, drawn(params, parameters), ZkFiles.allCores(), Progress.NONE);
        } catch (IOException e) {
            throw new CliException(folder.resolve("circuit.lfc1") + " cannot be read: " + e.getMessage() + ".");
        }
        verifier.verify(seed(terminal), read(terminal, "public.bin"), read(terminal, "proof.bin"));
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < circuits.size(); i++) {
            CircuitFile.Sizes info = verifier.sizes().get(i);
            lines.add("circuit %s (%s, %d terms), rate 1/%d, %d queries, block_enc %d"
                    .formatted(
                            info.id(),
                            info.field(),
                            info.terms(),
                            circuits.get(i).rate(),
                            circuits.get(i).queries(),
                            circuits.get(i).encoded()));
        }
        return lines;
    }

    private byte[] read(Terminal terminal, String name) {
        return terminal.read(folder.resolve(name).toString());
    }

    private byte[] seed(Terminal terminal) {
        try {
            return HexFormat.of().parseHex(new String(read(terminal, "seed.hex"), StandardCharsets.US_ASCII).strip());
        } catch (IllegalArgumentException e) {
            throw new CliException(folder.resolve("seed.hex")
                    + " is not an even number of hexadecimal digits. Export the proof again.");
        }
    }

    private static JsonObject parameters(Terminal terminal, String name) {
        try {
            return JsonReader.readObject(terminal.read(name), JsonLimits.STANDARD);
        } catch (JsonException e) {
            throw new CliException(terminal.refused(name, e));
        }
    }

    private static List<CircuitFile.Parameters> circuits(String name, JsonObject parameters) {
        List<CircuitFile.Parameters> result = new ArrayList<>();
        for (JsonValue circuit : array(name, parameters, "circuits")) {
            if (!(circuit instanceof JsonObject one) || result.size() == MOST_CIRCUITS) {
                throw bad(name, "circuits");
            }
            result.add(new CircuitFile.Parameters(
                    number(name, one.get("rate"), "rate"),
                    number(name, one.get("queries"), "queries"),
                    number(name, one.get("block_enc"), "block_enc")));
        }
        return result;
    }

    private static JointVerifier.Drawn drawn(String name, JsonObject parameters) {
        if (!(parameters.get("drawn") instanceof JsonObject drawn)) {
            throw bad(name, "drawn");
        }
        List<List<Integer>> inputs = new ArrayList<>();
        for (JsonValue circuit : array(name, drawn, "inputs")) {
            if (!(circuit instanceof JsonArray numbers)) {
                throw bad(name, "inputs");
            }
            inputs.add(
                    numbers.items().stream().map(n -> number(name, n, "inputs")).toList());
        }
        return new JointVerifier.Drawn(number(name, drawn.get("bytes"), "bytes"), inputs);
    }

    private static List<JsonValue> array(String name, JsonObject object, String member) {
        if (object.get(member) instanceof JsonArray array && !array.items().isEmpty()) {
            return array.items();
        }
        throw bad(name, member);
    }

    private static int number(String name, @Nullable JsonValue value, String member) {
        long number = value instanceof JsonNumber n ? n.asLong().orElse(-1) : -1;
        if (number < 1 || number > Integer.MAX_VALUE) {
            throw bad(name, member);
        }
        return (int) number;
    }

    private static CliException bad(String name, String member) {
        return new CliException(name + " is refused: the member \"" + member
                + "\" is not as FORMAT.md has it. Export the proof again.");
    }
}
