package holdfast.ui.verify;

import holdfast.net.HttpAddress;
import holdfast.net.NetException;
import holdfast.net.RequestLink;
import holdfast.ui.common.Buttons;
import holdfast.ui.common.QrCode;
import holdfast.ui.common.Rows;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
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
        Button save = Buttons.button(
                "signed-save",
                words.text("signed.save"),
                () -> services.files()
                        .save(words.text("signed.save"), "request.dvr.jwt")
                        .ifPresent(file -> SavedText.write(services, words, file, token)));
        Button copy = Buttons.button(
                "signed-copy", words.text("copy"), () -> services.clipboard().copy(token));
        List<Node> rows = new ArrayList<>();
        rows.add(Rows.title(words.text("signed.title")));
        rows.add(Rows.text(words.text("signed.text")));
        rows.add(Buttons.flow(save, copy));
        rows.add(code(token, "signed-qr", words.text("signed.qr"), words.text("signed.no-qr")));
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
        Button copy = Buttons.button(
                "signed-link-copy",
                words.text("signed.link.copy"),
                () -> services.clipboard().copy(link));
        return List.of(
                text,
                Buttons.flow(copy),
                code(link, "signed-link-qr", words.text("signed.link.qr"), words.text("signed.no-qr")));
    }

    /** Drawn in the background, since a long text takes a while; or why there is none. */
    private Node code(String text, String id, String name, String tooLong) {
        ImageView view = new ImageView();
        view.setId(id);
        view.setAccessibleText(name);
        StackPane place = new StackPane(view);
        place.setAlignment(Pos.CENTER_LEFT);
        services.tasks()
                .start(
                        progress -> QrCode.draw(text, QR_SIDE),
                        drawn -> drawn.ifPresentOrElse(
                                view::setImage, () -> place.getChildren().setAll(Rows.small(tooLong))),
                        failed -> place.getChildren().setAll(Rows.small(tooLong)));
        return place;
    }
}
