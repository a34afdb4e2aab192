package holdfast.cli;

import holdfast.json.JsonException;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonWriter;
import holdfast.text.Plain;
import holdfast.token.TokenException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Where a command reads and writes: standard input and output, and files by path or {@code -}. Every failure becomes one
 * sentence that names the file.
 */
public final class Terminal {
    static final String STANDARD = "-";

    /** The largest file any command reads: a proof token. */
    static final int MAX_FILE = JsonLimits.PROOF.maxBytes();

    private final InputStream in;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Places places;
    private final String columns;

    /**
     * @param places where the program keeps what nobody names a folder for
     * @param columns how wide it is, as {@code COLUMNS} says; what is no number does not count
     */
    public Terminal(InputStream in, PrintWriter out, PrintWriter err, Places places, String columns) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.places = places;
        this.columns = columns;
    }

    /** How wide it is, where the environment says so. */
    OptionalInt columns() {
        return columns.matches("[1-9][0-9]{0,4}") ? OptionalInt.of(Integer.parseInt(columns)) : OptionalInt.empty();
    }

    Places places() {
        return places;
    }

    InputStream in() {
        return in;
    }

    PrintWriter out() {
        return out;
    }

    PrintWriter err() {
        return err;
    }

    void json(JsonValue value) {
        out.println(prettyJson(value));
    }

    /** JSON for people and programs; characters that a terminal would act on are escaped, which JSON allows. */
    static String prettyJson(JsonValue value) {
        // The writer's own line breaks are the only control characters in its output.
        return JsonWriter.pretty(value).lines().map(Terminal::visible).collect(Collectors.joining("\n"));
    }

    /**
     * Text from outside, fit for one line of a terminal: control characters and those that change the direction of
     * writing are spelled out, so that a title can neither move the cursor nor pretend to be another line.
     */
    static String visible(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Plain.isPlain(c)) {
                out.appendCodePoint(c);
            } else {
                for (char unit : Character.toChars(c)) {
                    out.append(String.format("\\u%04x", (int) unit));
                }
            }
        });
        return out.toString();
    }

    /**
     * Reads a whole file.
     *
     * @param name path, or {@code -} for standard input
     * @throws CliException when it cannot be read or has more than {@link #MAX_FILE} bytes
     */
    byte[] read(String name) {
        try {
            byte[] bytes;
            if (name.equals(STANDARD)) {
                bytes = in.readNBytes(MAX_FILE + 1);
            } else {
                try (InputStream file = Files.newInputStream(path(name))) {
                    bytes = file.readNBytes(MAX_FILE + 1);
                }
            }
            if (bytes.length > MAX_FILE) {
                throw new CliException(describe(name) + " is larger than " + MAX_FILE
                        + " bytes. It cannot be a token, request or proof.");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new CliException("There is no file " + describe(name) + ". Check the path.");
        } catch (AccessDeniedException e) {
            throw new CliException("No permission to read " + describe(name) + ".");
        } catch (IOException e) {
            throw new CliException(describe(name) + " cannot be read: " + reason(e) + ".");
        }
    }

    /** Reads a JSON object of standard size. */
    JsonObject readObject(String name) {
        try {
            return JsonReader.readObject(read(name), JsonLimits.STANDARD);
        } catch (JsonException e) {
            throw new CliException(refused(name, e));
        }
    }

    /** Reads a file as a token, key or key set; what is refused is refused with the file's name in front. */
    <T> T about(String name, TokenParser<T> parser) {
        return about(name, readText(name), parser);
    }

    /** The same for text that was read already. */
    <T> T about(String name, String text, TokenParser<T> parser) {
        try {
            return parser.parse(text);
        } catch (TokenException e) {
            throw new CliException(describe(name) + ": " + e.getMessage());
        }
    }

    /** Reads something of {@code token}. */
    interface TokenParser<T> {
        T parse(String text) throws TokenException;
    }

    String refused(String name, JsonException e) {
        return describe(name) + " is refused: " + e.getMessage()
                + (e.offset() < 0 ? "" : " (at character " + e.offset() + ")") + ". Correct the file and try again.";
    }

    /** A sentence that the user should read although the command goes on. */
    void warn(String sentence) {
        err.println("Warning: " + visible(sentence) + ".");
    }

    /** Reads a whole text file without the white space around it. */
    String readText(String name) {
        return new String(read(name), StandardCharsets.UTF_8).strip();
    }

    /**
     * Writes a whole text file, over what was there; see {@link #write(String, byte[])}.
     *
     * @param name path, or {@code -} for standard output
     */
    void write(String name, String text) {
        if (name.equals(STANDARD)) {
            out.println(text);
        } else {
            write(name, (text + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Writes a whole file under another name first, so that there is never half of it and what was there stays when the
     * disk is full. A link, a pipe or a device is written through and stays what it is.
     *
     * @param name path, or {@code -} for standard output
     */
    void write(String name, byte[] bytes) {
        if (name.equals(STANDARD)) {
            out.print(new String(bytes, StandardCharsets.UTF_8));
            return;
        }
        Path target = path(name).toAbsolutePath();
        try {
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
                Files.write(target, bytes);
                return;
            }
            Path part = target.resolveSibling("." + UUID.randomUUID() + ".part");
            writeNew(part, bytes, false);
            try {
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                Files.deleteIfExists(part);
                throw e;
            }
        } catch (IOException e) {
            throw cannotBeWritten(name, e);
        }
    }

    /** Writes a new file; never over another one. */
    void writeNew(Path file, String text) {
        writeNewOrSay(file, text.getBytes(StandardCharsets.UTF_8), false);
    }

    /** Writes a new file that only its owner can read; never over another one. */
    void writeSecret(Path file, String text) {
        writeNewOrSay(file, text.getBytes(StandardCharsets.UTF_8), true);
    }

    private static void writeNewOrSay(Path file, byte[] bytes, boolean secret) {
        try {
            writeNew(file, bytes, secret);
        } catch (FileAlreadyExistsException e) {
            throw new CliException(file + " exists already and is not overwritten. Choose another name or folder.");
        } catch (IOException e) {
            throw cannotBeWritten(file.toString(), e);
        }
    }

    /** The whole of a new file, or none. */
    private static void writeNew(Path file, byte[] bytes, boolean secret) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        Path created = secret && posix
                ? Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : Files.createFile(file);
        try {
            Files.write(created, bytes, StandardOpenOption.WRITE);
        } catch (IOException e) {
            Files.deleteIfExists(created);
            throw e;
        }
    }

    private static CliException cannotBeWritten(String name, IOException e) {
        return new CliException(name + " cannot be written: " + reason(e) + ".");
    }

    /** Says before long work that {@link #writeNew(String, byte[], boolean)} could not write there. */
    void requireNew(String name) {
        if (name.equals(STANDARD)) {
            throw new CliException("Standard output takes text only. Name a file.");
        }
        if (Files.exists(path(name), LinkOption.NOFOLLOW_LINKS)) {
            throw new CliException(name + " exists already and is not overwritten. Choose another name.");
        }
    }

    /**
     * Writes bytes as a whole new file, or nothing; never over another one.
     *
     * @param secret whether only its owner can read it
     */
    void writeNew(String name, byte[] bytes, boolean secret) {
        requireNew(name);
        writeNewOrSay(path(name), bytes, secret);
    }

    static String describe(String name) {
        return name.equals(STANDARD) ? "Standard input" : name;
    }

    /** @throws CliException when the text is no path */
    static Path path(String name) {
        try {
            return Path.of(name);
        } catch (java.nio.file.InvalidPathException e) {
            throw new CliException("\"" + name + "\" is not a path: " + e.getReason() + ".");
        }
    }

    static String reason(IOException e) {
        String message = e.getMessage();
        return switch (e) {
            case NoSuchFileException missing -> "the folder does not exist";
            case AccessDeniedException denied -> "no permission";
            default -> message == null ? e.getClass().getSimpleName() : message;
        };
    }
}
