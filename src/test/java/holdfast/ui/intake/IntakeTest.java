package holdfast.ui.intake;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.credential.KeyRef;
import holdfast.demo.Samples;
import holdfast.issuing.Issuer;
import holdfast.token.Es256PrivateKey;
import holdfast.token.JwkSet;
import holdfast.token.KeySets;
import holdfast.token.TokenSigner;
import holdfast.ui.UiTest;
import holdfast.ui.common.QrCode;
import holdfast.wallet.CredentialImport;
import holdfast.wallet.HeldRequest;
import holdfast.wallet.Wallet;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Labeled;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class IntakeTest extends UiTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private String credential(String id) throws Exception {
        return roles.issue(samples.credentials().get(id)).compact();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private void take(Path... paths) {
        window(() -> {
            window.intake()
                    .take(
                            window.services(),
                            Arrays.stream(paths)
                                    .map(path -> (Source) new Source.File(path))
                                    .toList());
            return null;
        });
    }

    private Set<String> verdicts() {
        return lookup("#intake-verdict").queryAllAs(Labeled.class).stream()
                .map(Labeled::getText)
                .collect(Collectors.toSet());
    }

    private void awaitVerdict(String text) throws Exception {
        await(SOON, () -> verdicts().contains(text));
    }

    @Test
    void credential_withoutKeyName_isAddedWithTheIssuersKeyFromAFile() throws Exception {
        Wallet wallet = openVault("Personal");
        take(file("sari.jwt", credential("sari-bank") + "\n"));
        awaitVerdict("Credential; the issuer’s key is needed");
        assertThat(lookup("#intake-store").query().isDisabled()).isTrue();
        files.open =
                List.of(file("bank.pem", roles.key("issuer bank").publicKey().pem()));

        press("intake-key-file");
        awaitVerdict("Credential; the signature is right");
        press("intake-store");

        await(SOON, () -> lookup("#credential-list").tryQuery().isPresent());
        assertThat(wallet.credentials()).singleElement().satisfies(held -> {
            assertThat(held.name()).isEqualTo("sari");
            assertThat(held.issuerKey()).isEqualTo(roles.key("issuer bank").publicKey());
        });
    }

    @Test
    void credential_underAnotherKey_isRefusedAndNothingIsStored() throws Exception {
        Wallet wallet = openVault("Personal");
        take(file("sari.jwt", credential("sari-bank")));
        awaitVerdict("Credential; the issuer’s key is needed");
        files.open =
                List.of(file("other.pem", roles.key("issuer clinic").publicKey().pem()));

        press("intake-key-file");

        awaitVerdict("The signature is wrong: this was altered, or signed by somebody else.");
        assertThat(lookup("#intake-store").query().isDisabled()).isTrue();
        assertThat(wallet.credentials()).isEmpty();
    }

    @Test
    void key_thatIsPrivate_isRefusedAndTheCredentialGoesOnWaiting() throws Exception {
        openVault("Personal");
        take(file("sari.jwt", credential("sari-bank")));
        awaitVerdict("Credential; the issuer’s key is needed");
        files.open = List.of(file("private.pem", roles.key("issuer bank").pem()));

        press("intake-key-file");

        assertThat(textOf("dialog-text")).startsWith("Nothing was kept of it.");
        press("dialog-ok");
        assertThat(verdicts()).contains("Credential; the issuer’s key is needed");
    }

    @Test
    void credentialAndKey_together_verifyAtOnce() throws Exception {
        openVault("Personal");

        take(
                file("sari.jwt", credential("sari-bank")),
                file("bank.pem", roles.key("issuer bank").publicKey().pem()));

        awaitVerdict("Credential; the signature is right");
    }

    @Test
    void key_beforeItsCredentials_verifiesThemAll() throws Exception {
        openVault("Personal");

        take(file("bank.pem", roles.key("issuer bank").publicKey().pem()));
        awaitVerdict("A key");
        take(file("sari.jwt", credential("sari-bank")), file("again.jwt", credential("sari-bank") + "\n"));

        await(SOON, () -> verdicts().equals(Set.of("Credential; the signature is right")));
        assertThat(lookup("#intake-verdict").queryAll()).hasSize(2);
    }

    @Test
    void rubbish_dropped_isRefusedInWords() throws Exception {
        openVault("Personal");
        Files.write(folder.resolve("photo.png"), new byte[] {1, 2, 3});

        take(
                file("notes.txt", "Buy milk"),
                file("empty.jwt", ""),
                folder.resolve("photo.png"),
                folder.resolve("gone.jwt"),
                folder);

        await(SOON, () -> verdicts().size() == 5);
        assertThat(verdicts())
                .containsExactlyInAnyOrder(
                        "This is not a signed token, or not all of it.",
                        "This is empty.",
                        "There is no QR code in this picture.",
                        "The file cannot be read.",
                        "This is a folder.");
    }

    @Test
    void request_tampered_isRefused() throws Exception {
        Wallet wallet = openVault("Personal");
        String token = roles.ask(samples.requests().get("loan")).compact();
        char[] altered = token.toCharArray();
        int at = token.lastIndexOf('.') + 10;
        altered[at] = altered[at] == 'A' ? 'B' : 'A';

        take(file("loan.jwt", new String(altered)));

        awaitVerdict("The signature is wrong: this was altered, or signed by somebody else.");
        assertThat(wallet.requests()).isEmpty();
    }

    @Test
    void request_inAQrPicture_isAdded() throws Exception {
        Wallet wallet = openVault("Personal");
        Samples.Request sample = samples.requests().values().stream()
                .filter(each -> compact(each).length() < 2_800)
                .findFirst()
                .orElseThrow();
        Image code = window(() -> QrCode.draw(compact(sample), 600).orElseThrow());
        Path picture = folder.resolve("request.png");
        png(code, picture);

        take(picture);
        awaitVerdict("Request; the signature is right");
        press("intake-store");

        await(SOON, () -> lookup("#request-list").tryQuery().isPresent());
        assertThat(wallet.requests())
                .singleElement()
                .extracting(HeldRequest::title)
                .isEqualTo(sample.title());
    }

    private String compact(Samples.Request request) {
        try {
            return roles.ask(request).compact();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void png(Image image, Path file) throws IOException {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        copy.setRGB(0, 0, width, height, pixels, 0, width);
        ImageIO.write(copy, "png", file.toFile());
    }

    @Test
    void link_pasted_asksBeforeAnythingIsReached() throws Exception {
        openVault("Personal");
        window(() -> {
            ClipboardContent content = new ClipboardContent();
            content.putString("holdfast:request?url=https%3A%2F%2Fverifier.example%2Fr%2F1&nonce=abc");
            Clipboard.getSystemClipboard().setContent(content);
            window.intake().paste(window.services());
            return null;
        });
        awaitVerdict("A link to a request");
        assertThat(window(() -> window.services().session().connections().ledger()))
                .isEmpty();

        press("intake-fetch-request");
        assertThat(textOf("dialog-text")).contains("https://verifier.example");
        press("dialog-yes");

        await(
                SOON,
                () -> !verdicts().contains("A link to a request") && !verdicts().isEmpty());
        assertThat(window(() -> window.services().session().connections().ledger()))
                .hasSize(1);
        assertThat(textOf("flow")).isEqualTo("Nothing leaves this computer");
    }

    @Test
    void issuerKey_changed_isAnAlarmThatMustBeAnswered() throws Exception {
        Wallet wallet = openVault("Personal");
        String address = "https://bank.example/jwks.json";
        add(wallet, address, roles.key("issuer bank"), "sari-bank");
        take(file("budi.jwt", signed(address, roles.key("issuer clinic"), "budi-bank")));
        awaitVerdict("Signed with another key than the one known");
        files.open = List.of(file("jwks.json", keySet(roles.key("issuer clinic"))));

        press("intake-key-file");
        awaitVerdict("Credential; the signature is right, but the key changed");

        assertThat(lookup(roles.key("issuer bank").publicKey().fingerprint()).tryQuery())
                .isPresent();
        assertThat(lookup(roles.key("issuer clinic").publicKey().fingerprint()).tryQuery())
                .isPresent();
        assertThat(lookup("#intake-store").query().isDisabled()).isTrue();
        window(() -> {
            lookup("#intake-accept").queryAs(CheckBox.class).setSelected(true);
            return null;
        });
        press("intake-store");
        await(SOON, () -> lookup("#credential-list").tryQuery().isPresent());
        assertThat(wallet.credentials()).hasSize(2);
        assertThat(wallet.keys())
                .singleElement()
                .satisfies(pin -> assertThat(pin.replaced())
                        .containsExactly(roles.key("issuer bank").publicKey().fingerprint()));
    }

    @Test
    void issuerKey_pinnedSinceTheCheck_isAnAlarmAndNothingIsStored() throws Exception {
        Wallet wallet = openVault("Personal");
        String address = "https://bank.example/jwks.json";
        take(file("budi.jwt", signed(address, roles.key("issuer clinic"), "budi-bank")));
        awaitVerdict("The key that signed it is needed");
        files.open = List.of(file("jwks.json", keySet(roles.key("issuer clinic"))));
        press("intake-key-file");
        awaitVerdict("Credential; the signature is right");
        add(wallet, address, roles.key("issuer bank"), "sari-bank");

        press("intake-store");

        await(SOON, () -> lookup("#intake-accept").tryQuery().isPresent());
        assertThat(lookup("#intake-store").query().isDisabled()).isTrue();
        assertThat(wallet.credentials()).hasSize(1);
        assertThat(wallet.keys())
                .singleElement()
                .satisfies(pin ->
                        assertThat(pin.key()).isEqualTo(roles.key("issuer bank").publicKey()));
    }

    @Test
    void credential_forgedUnderAKnownName_isNotStoredWithTheRealKeySet() throws Exception {
        Wallet wallet = openVault("Personal");
        String address = "https://bank.example/jwks.json";
        add(wallet, address, roles.key("issuer bank"), "sari-bank");
        take(file("budi.jwt", signed(address, roles.key("issuer clinic"), "budi-bank")));
        awaitVerdict("Signed with another key than the one known");
        assertThat(lookup("#intake-store").query().isDisabled()).isTrue();
        files.open = List.of(file("jwks.json", keySet(roles.key("issuer bank"))));

        press("intake-key-file");

        awaitVerdict("The signature is wrong: this was altered, or signed by somebody else.");
        assertThat(lookup("#intake-store").query().isDisabled()).isTrue();
        assertThat(wallet.credentials()).hasSize(1);
    }

    private void add(Wallet wallet, String address, Es256PrivateKey key, String sample) throws Exception {
        KeySets sets = new KeySets(Map.of(address, JwkSet.parse(keySet(key))));
        CredentialImport imports = new CredentialImport(wallet, sets);
        imports.store(
                List.of(new CredentialImport.Named(
                        imports.check(signed(address, key, sample), null), sample, List.of())),
                false);
    }

    private static String keySet(Es256PrivateKey key) {
        return JwkSet.write(Map.of("k1", key.publicKey()));
    }

    private String signed(String address, Es256PrivateKey key, String sample) throws Exception {
        return new Issuer(new TokenSigner(key, new KeyRef.KeysetEndpoint(address, "k1"), random))
                .issue(samples.credentials().get(sample).data())
                .compact();
    }

    @Test
    void file_whileLocked_waitsForTheVault() throws Exception {
        take(file("loan.jwt", roles.ask(samples.requests().get("loan")).compact()));
        assertThat(window.intake().waiting()).isEqualTo(1);

        openVault("Personal");
        window(() -> {
            window.intake().takeWaiting(window.services());
            return null;
        });

        awaitVerdict("Request; the signature is right");
        assertThat(window.intake().waiting()).isZero();
    }
}
