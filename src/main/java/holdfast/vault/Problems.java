package holdfast.vault;

import java.io.IOException;

/** The operating system's words for what went wrong. */
final class Problems {
    private Problems() {}

    static String of(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
