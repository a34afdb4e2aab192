package holdfast.ui.verify;

import holdfast.token.TokenException;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A key in a file that the user chooses; read in the background, and told where it is none. */
final class KeyFile {
    private KeyFile() {}

    interface Reader<T> {
        T read(String text) throws TokenException;
    }

    /** @param titleKey names the dialog in which the file is chosen */
    static <T> void choose(WindowServices services, String titleKey, Reader<T> reader, Consumer<T> then) {
        Words words = services.words(VerifyFeature.ID);
        List<Path> files = services.files().open(words.text(titleKey));
        if (!files.isEmpty()) {
            services.tasks()
                    .start(
                            progress -> reader.read(Files.readString(files.getFirst())),
                            then,
                            failed -> services.dialogs().tell(services.errors().of(failed), words.text("ok")));
        }
    }
}
