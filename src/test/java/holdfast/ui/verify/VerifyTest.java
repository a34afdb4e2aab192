package holdfast.ui.verify;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.credential.Tag;
import holdfast.demo.Samples;
import holdfast.net.RequestLink;
import holdfast.token.KeyResolver;
import holdfast.token.TokenReader;
import holdfast.token.TokenVerifier;
import holdfast.ui.UiTest;
import holdfast.ui.common.QrCode;
import holdfast.wallet.Presentation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import org.junit.jupiter.api.Test;

class VerifyTest extends UiTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration PROOF = Duration.ofMinutes(3);

    private void open(Path... paths) {
        files.open = List.of(paths);
        press("check-open");
    }

    private String labels(String selector) {
        return lookup(selector + " .label").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .collect(Collectors.joining("\n"));
    }

    private boolean there(String id) {
        return lookup("#" + id).tryQuery().isPresent();
    }

    private boolean drawn(String id) {
        return there(id) && lookup("#" + id).<ImageView>query().getImage() != null;
    }

    private void showVerifier() {
        window(() -> {
            window.services().navigator().show("verify");
            return null;
        });
    }

    @Test
    void requestMadeHere_provenByTheWallet_isAcceptedOnceAndRefusedWhenTamperedWith() throws Exception {
        showVerifier();
        window(() -> {
            lookup("#to-author").<ToggleButton>query().fire();
            ChoiceBox<Samples.Request> template = lookup("#author-template").query();
            template.setValue(samples.requests().get("resident"));
            return null;
        });
        await(SOON, () -> there("issuer-open"));
        Path key = Files.writeString(
                folder.resolve("bank.pem"), roles.key("issuer bank").publicKey().pem());
        files.open = List.of(key);
        press("issuer-open");
        press("author-new-key");
        await(SOON, () -> !lookup("#author-sign").<Button>query().isDisabled());
        press("author-sign");
        await(SOON, () -> there("signed-save"));
        Path request = folder.resolve("request.dvr.jwt");
        files.save = Optional.of(request);
        press("signed-save");
        await(SOON, () -> Files.exists(request) && Files.size(request) > 0);
        String token = Files.readString(request);

        Presentation presentation = roles.present(
                new TokenVerifier(KeyResolver.none()).verifyRequest(TokenReader.request(token)),
                new TreeMap<>(Map.of(Tag.NONE, "sari-bank")));
        byte[] proof = proof(engines().prover().get(), presentation);
        Path good = Files.write(folder.resolve("good.hfproof"), proof);
        String text = new String(proof, StandardCharsets.UTF_8);
        Path bad = Files.writeString(
                folder.resolve("bad.hfproof"), text.replace("\"dvr_title\":\"Proof", "\"dvr_title\":\"Prxof"));

        window(() -> {
            lookup("#to-check").<ToggleButton>query().fire();
            return null;
        });
        open(good);
        await(PROOF, () -> there("check-proof-passed"));
        assertThat(textOf("verdict")).isEqualTo("Accepted — issuer-proven");
        assertThat(labels("#check-result")).contains("not seen before", "Issuer-proven:");

        press("check-again");
        await(PROOF, () -> there("check-replay-failed"));
        assertThat(textOf("verdict")).isEqualTo("Refused");

        open(bad);
        await(PROOF, () -> there("check-request-digest-failed"));
        assertThat(labels("#check-result")).contains("repeats another title or id than the request has");

        Path many = Files.createDirectory(folder.resolve("many"));
        Files.copy(good, many.resolve("=good.hfproof"));
        Files.copy(bad, many.resolve("bad.hfproof"));
        Files.writeString(many.resolve("notes.txt"), "rubbish");
        files.folder = Optional.of(many);
        press("check-folder");
        await(PROOF, () -> there("folder-save"));
        Path csv = folder.resolve("table.csv");
        files.save = Optional.of(csv);
        press("folder-save");
        await(SOON, () -> Files.exists(csv) && Files.size(csv) > 0);
        assertThat(Files.readString(csv))
                .contains("'=good.hfproof,no,issuer-proven")
                .contains("bad.hfproof,no,issuer-proven")
                .contains("request-digest")
                .contains("notes.txt,no,")
                .contains("unreadable");
    }

    @Test
    void rubbish_dropped_isSaidToBeNeither() throws Exception {
        showVerifier();
        open(Files.writeString(folder.resolve("rubbish.txt"), "no token"));
        await(SOON, () -> labels("#check-result").contains("This cannot be checked"));
        assertThat(textOf("check-hint")).contains("rubbish.txt");
    }

    @Test
    void query_withAMistake_isExplainedAtOnceAndNotSigned() throws Exception {
        showVerifier();
        window(() -> {
            lookup("#to-author").<ToggleButton>query().fire();
            lookup("#author-query").<TextArea>query().setText("[{\"output\":{\"result\":{\"lvar\":\"nobody\"}}}]");
            return null;
        });
        await(SOON, () -> labels("#author-findings").contains("nobody"));
        assertThat(lookup("#author-sign").<Button>query().isDisabled()).isTrue();
        window(() -> {
            lookup("#author-query").<TextArea>query().setText("[{");
            return null;
        });
        await(SOON, () -> labels("#author-findings").contains("This is not JSON yet."));
    }

    @Test
    void template_triedOnASample_saysTheAnswerAndWhatAHolderReads() throws Exception {
        showVerifier();
        window(() -> {
            lookup("#to-author").<ToggleButton>query().fire();
            ChoiceBox<Samples.Request> template = lookup("#author-template").query();
            template.setValue(samples.requests().get("loan"));
            return null;
        });
        await(SOON, () -> there("issuer-open"));
        press("author-dry-run");
        await(SOON, () -> labels("#author-meaning").contains("On the data of"));
        assertThat(labels("#author-meaning")).contains("What a holder reads", "650");
    }

    @Test
    void shortRequest_signed_isAQrCodeThatReadsBack() throws Exception {
        showVerifier();
        window(() -> {
            lookup("#to-author").<ToggleButton>query().fire();
            lookup("#author-title").<TextField>query().setText("Name");
            lookup("#author-query").<TextArea>query().setText("[{\"output\":{\"title\":\"Hello\"}}]");
            return null;
        });
        await(SOON, () -> there("issuer-open"));
        files.open = List.of(Files.writeString(
                folder.resolve("bank.pem"), roles.key("issuer bank").publicKey().pem()));
        press("issuer-open");
        press("author-new-key");
        await(SOON, () -> !lookup("#author-sign").<Button>query().isDisabled());
        press("author-sign");
        await(SOON, () -> drawn("signed-qr"));
        Image image = lookup("#signed-qr").<ImageView>query().getImage();
        String read = QrCode.read(image).orElseThrow();
        assertThat(TokenReader.request(read).unverifiedContent().title()).isEqualTo("Name");

        window(() -> {
            lookup("#signed-address").<TextField>query().setText("ftp://verifier.example/r");
            return null;
        });
        assertThat(there("signed-link")).isFalse();
        window(() -> {
            lookup("#signed-address").<TextField>query().setText("https://verifier.example/r/1");
            return null;
        });
        await(SOON, () -> drawn("signed-link-qr"));
        String link = textOf("signed-link");
        assertThat(link).isEqualTo("holdfast:request?url=https://verifier.example/r/1");
        assertThat(RequestLink.parse(link).url().text()).isEqualTo("https://verifier.example/r/1");
        assertThat(QrCode.read(lookup("#signed-link-qr").<ImageView>query().getImage()))
                .contains(link);
    }
}
