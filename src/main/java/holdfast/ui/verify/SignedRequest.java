package holdfast.ui.verify;

import holdfast.net.HttpAddress;
import holdfast.net.NetException;
import holdfast.net.RequestLink;
import holdfast.ui.common.QrCode;
import holdfast.ui.common.Rows;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.image.ImageView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/** The ways to hand a signed request to a holder: a file, the text, a QR code, or a link to where it is published. */
final class SignedRequest {
    private static final int QR_SIDE = 260;

    private final WindowServices services;
    private final Words words;

    SignedRequest(WindowServices services, Words words) {
        this.services = services;
        this.words = words;
    }

    List<Node> rows(String token) {
        Button save = new Button(words.text("signed.save"));
        save.setId("signed-save");
        save.setOnAction(event -> services.files()
                .save(words.text("signed.save"), "request.dvr.jwt")
                .ifPresent(file -> SavedText.write(services, words, file, token)));
        Button copy = new Button(words.text("copy"));
        copy.setId("signed-copy");
        copy.setOnAction(event -> services.clipboard().copy(token));
        List<Node> rows = new ArrayList<>();
        rows.add(Rows.title(words.text("signed.title")));
        rows.add(Rows.text(words.text("signed.text")));
        rows.add(buttons(save, copy));
        rows.add(code(token, "signed-qr", words.text("signed.qr"))
                .orElseGet(() -> Rows.small(words.text("signed.no-qr"))));
        rows.addAll(link());
        return rows;
    }

    /** A link names the address at which the verifier publishes the request; nothing is published or reached here. */
    private List<Node> link() {
        TextField address = new TextField();
        address.setId("signed-address");
        address.setPromptText(words.text("signed.address"));
        address.setAccessibleText(words.text("signed.address"));
        VBox shown = new VBox();
        shown.getStyleClass().add("fields");
        shown.managedProperty().bind(shown.visibleProperty());
        address.textProperty().subscribe(text -> {
            shown.getChildren().setAll(linked(text.strip()));
            shown.setVisible(!shown.getChildren().isEmpty());
        });
        return List.of(
                Rows.title(words.text("signed.link")), Rows.text(words.text("signed.link.text")), address, shown);
    }

    private List<Node> linked(String address) {
        if (address.isEmpty()) {
            return List.of();
        }
        String link;
        try {
            link = new RequestLink(HttpAddress.parse(address), null, null, null, null).text();
        } catch (NetException e) {
            return List.of(Rows.small(words.text("signed.no-address")));
        }
        if (link.length() > RequestLink.MAX_LENGTH) {
            return List.of(Rows.small(words.text("signed.no-address")));
        }
        Node text = Rows.small(link);
        text.setId("signed-link");
        text.getStyleClass().add("mono");
        Button copy = new Button(words.text("signed.link.copy"));
        copy.setId("signed-link-copy");
        copy.setOnAction(event -> services.clipboard().copy(link));
        List<Node> rows = new ArrayList<>(List.of(text, buttons(copy)));
        code(link, "signed-link-qr", words.text("signed.link.qr")).ifPresent(rows::add);
        return rows;
    }

    private static FlowPane buttons(Button... buttons) {
        FlowPane row = new FlowPane(buttons);
        row.getStyleClass().add("links");
        return row;
    }

    private static Optional<Node> code(String text, String id, String name) {
        return QrCode.draw(text, QR_SIDE).map(image -> {
            ImageView view = new ImageView(image);
            view.setId(id);
            view.setAccessibleText(name);
            return view;
        });
    }
}
