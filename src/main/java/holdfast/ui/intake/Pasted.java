package holdfast.ui.intake;

import holdfast.ui.common.ClearingClipboard;
import holdfast.ui.common.QrCode;
import java.io.File;
import java.util.List;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;

/** What is on the clipboard. */
final class Pasted {
    private Pasted() {}

    static List<Source> sources(ClearingClipboard clipboard) {
        Clipboard system = Clipboard.getSystemClipboard();
        List<File> files = system.getFiles();
        if (files != null && !files.isEmpty()) {
            return Source.files(files.stream().map(File::toPath).toList());
        }
        Image image = system.getImage();
        if (image != null) {
            return List.of(new Source.Picture(() -> QrCode.read(image)));
        }
        return clipboard
                .text()
                .map(text -> List.<Source>of(new Source.Text(text)))
                .orElse(List.of());
    }
}
