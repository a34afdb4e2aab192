package holdfast.ui.intake;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Where something that comes in is. */
public sealed interface Source {
    /** A file: a token, or a picture with a QR code. */
    record File(Path path) implements Source {}

    /** Text that was pasted, dropped, or read from a QR code: a token, or a link to a request. */
    record Text(String text) implements Source {
        /** Says nothing of what it is, which may be personal data. */
        @Override
        public String toString() {
            return "Text[" + text.length() + " characters]";
        }
    }

    /**
     * A picture that may show a QR code.
     *
     * @param code looks for it, which takes a while; empty where there is none
     */
    record Picture(Supplier<Optional<String>> code) implements Source {}

    static List<Source> files(List<Path> paths) {
        return paths.stream().<Source>map(File::new).toList();
    }

    /** What was given to the program when it was started: links and files. */
    static List<Source> ofArguments(List<String> arguments) {
        List<Source> sources = new ArrayList<>();
        Pattern link = Pattern.compile("(?i)(holdfast:|https?://).*");
        for (String argument : arguments) {
            sources.add(link.matcher(argument).matches() ? new Text(argument) : file(argument));
        }
        return sources;
    }

    private static Source file(String argument) {
        try {
            return new File(Path.of(argument));
        } catch (InvalidPathException e) {
            return new Text(argument); // It is refused as text then, with a sentence.
        }
    }
}
