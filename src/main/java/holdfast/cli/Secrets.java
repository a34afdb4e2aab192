package holdfast.cli;

import java.io.Console;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks for passphrases and recovery keys: at a terminal without echo, or a line each from a file descriptor. Never from
 * an argument, which other programs of the machine can read.
 */
final class Secrets implements AutoCloseable {
    private static final int LONGEST = 1 << 17;

    private final Terminal terminal;
    private final @Nullable Integer descriptor;
    private @Nullable InputStream lines;

    /** @param descriptor number of an open file descriptor; 0 is standard input; null asks at the terminal */
    Secrets(Terminal terminal, @Nullable Integer descriptor) {
        this.terminal = terminal;
        this.descriptor = descriptor;
    }

    /** One secret. The caller wipes it. */
    char[] read(String prompt) {
        return descriptor == null ? ask(prompt) : line(descriptor, prompt);
    }

    /** A secret that is new: at a terminal it is asked for twice. */
    char[] readNew(String prompt) {
        char[] first = read(prompt);
        if (descriptor == null) {
            char[] second = ask("Again: ");
            boolean same = Arrays.equals(first, second);
            Arrays.fill(second, '\0');
            if (!same) {
                Arrays.fill(first, '\0');
                throw new CliException("The two are not the same. Nothing was changed; try again.");
            }
        }
        return first;
    }

    @SuppressWarnings("SystemConsoleNull") // It is null where neither standard input nor output is a terminal.
    private static char[] ask(String prompt) {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new CliException("There is no terminal to ask for the passphrase. Give it with --passphrase-fd N.");
        }
        char[] typed = console.readPassword("%s", prompt);
        if (typed == null) {
            throw new CliException("Nothing was typed.");
        }
        return typed;
    }

    private char[] line(int number, String prompt) {
        WipedBuffer line = new WipedBuffer();
        try {
            InputStream in = open(number);
            int next = in.read();
            if (next < 0) {
                throw new CliException("File descriptor " + number + " ended before this was read from it: "
                        + prompt.strip() + " Write each secret as a line of its own.");
            }
            while (next >= 0 && next != '\n') {
                line.write(next);
                if (line.size() > LONGEST) {
                    throw new CliException("File descriptor " + number + " has no end of line. Write the secret and a"
                            + " line break.");
                }
                next = in.read();
            }
            return line.toChars();
        } catch (IOException e) {
            throw new CliException("File descriptor " + number + " cannot be read: " + Terminal.reason(e) + ".");
        } finally {
            line.wipe();
        }
    }

    private InputStream open(int number) throws IOException {
        if (lines == null) {
            lines = number == 0 ? terminal.in() : new FileInputStream("/dev/fd/" + number);
        }
        return lines;
    }

    /** The bytes of a secret, which the caller wipes as well. */
    static byte[] utf8(char[] secret) {
        // A char takes at most three bytes. Lone surrogates, which no keyboard gives, become question marks.
        byte[] bytes = new byte[3 * secret.length];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(CharBuffer.wrap(secret), buffer, true);
        byte[] exact = Arrays.copyOf(bytes, buffer.position());
        Arrays.fill(bytes, (byte) 0);
        return exact;
    }

    @Override
    public void close() {
        if (lines != null && !Objects.equals(descriptor, 0)) {
            try {
                lines.close();
            } catch (IOException e) {
                return; // It was read to the end of what was needed.
            }
        }
    }

    /** Bytes that are wiped, those of outgrown arrays included. */
    private static final class WipedBuffer {
        private byte[] bytes = new byte[256];
        private int size;

        void write(int value) {
            if (size == bytes.length) {
                byte[] larger = Arrays.copyOf(bytes, 2 * bytes.length);
                Arrays.fill(bytes, (byte) 0);
                bytes = larger;
            }
            bytes[size++] = (byte) value;
        }

        int size() {
            return size;
        }

        /** The text, without the carriage return that Windows puts before a line break. */
        char[] toChars() {
            int length = size > 0 && bytes[size - 1] == '\r' ? size - 1 : size;
            try {
                CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
                char[] chars = Arrays.copyOf(text.array(), text.length());
                Arrays.fill(text.array(), '\0');
                return chars;
            } catch (CharacterCodingException e) {
                throw new CliException("The secret is not UTF-8. Write it in that encoding.");
            }
        }

        void wipe() {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
