package holdfast.ui;

import holdfast.credential.Tag;
import holdfast.demo.Samples;
import holdfast.dvr.UserDataRequest;
import holdfast.proving.ProofSystem;
import holdfast.token.Es256PrivateKey;
import holdfast.token.KeyResolver;
import holdfast.token.TokenSigner;
import holdfast.ui.Screens.Screen;
import holdfast.verification.RequestAuthor;
import holdfast.wallet.AutoLock;
import holdfast.wallet.HeldRequest;
import holdfast.wallet.HistoryEntry;
import holdfast.wallet.HistoryKeeping;
import holdfast.wallet.ProofExport;
import holdfast.wallet.RequestImport;
import holdfast.wallet.Wallet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;

/** Proofs made for real: their end, the history, the verifier that takes one; and what cannot be proven, or is a no. */
final class ProofScreens {
    private static final Duration PROOF = Duration.ofMinutes(3);

    private ProofScreens() {}

    static List<Screen> all() {
        List<Screen> screens = new ArrayList<>();
        for (String title : List.of(
                "Proof of residence",
                "Fit for work",
                "Doctoral scholarship",
                "Car rental",
                "Tour guide",
                "Credit tier")) {
            screens.add(new Screen(
                    "present-" + title.toLowerCase(Locale.ROOT).replace(' ', '-'),
                    test -> Screens.present(test, title)));
        }
        screens.add(new Screen("present-no", ProofScreens::answerIsNo));
        screens.add(new Screen("present-impossible", test -> impossible(test, "Union discount", "issuer union")));
        screens.add(new Screen("present-lacking", test -> impossible(test, "Salary account", "issuer bank")));
        screens.add(new Screen("present-made", ProofScreens::made));
        screens.add(new Screen("proofs-history", ProofScreens::history));
        screens.add(new Screen("verify-accepted", ProofScreens::accepted));
        screens.add(new Screen("verify-signed", ProofScreens::signed));
        screens.add(new Screen("verify-store", test -> {
            Screens.rail(test, "verify");
            Screens.press(test, "#to-store");
        }));
        screens.add(new Screen("locked-while-proving", ProofScreens::lockedWhileProving));
        return screens;
    }

    private static Wallet wallet(UiTest test) {
        return test.window.services().session().wallet();
    }

    private static HeldRequest request(UiTest test, String title) {
        return wallet(test).requests().stream()
                .filter(held -> held.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private static void answerIsNo(UiTest test) throws Exception {
        Screens.present(test, "Personal loan");
        Screens.press(test, "#present-choose");
        test.await(Screens.SOON, () -> test.lookup("#choose-close").tryQuery().isPresent());
        test.window(() -> {
            test.lookup(".dialog .button").queryAllAs(Button.class).stream()
                    .filter(button ->
                            button.getId() != null && button.getId().startsWith("use-") && !button.isDisabled())
                    .findFirst()
                    .orElseThrow()
                    .fire();
            return null;
        });
        test.await(Screens.SOON, () -> test.lookup("#present-even-no").query().isVisible());
    }

    /** A request that no credential answers: its issuer signed none, or none of them has the field. */
    private static void impossible(UiTest test, String title, String issuer) throws Exception {
        if (wallet(test).requests().stream().noneMatch(held -> held.title().equals(title))) {
            Es256PrivateKey verifier = test.roles.key("verifier " + title);
            var users = new TreeMap<Tag, UserDataRequest>();
            users.put(
                    Tag.NONE,
                    new UserDataRequest(null, test.roles.key(issuer).publicKey().twoLines()));
            String token = new RequestAuthor(verifier.publicKey(), new TokenSigner(verifier, null, test.random))
                    .sign(new RequestAuthor.Draft(
                            ProofSystem.LIBZK,
                            title,
                            title,
                            "[{\"assign\":{\"ok\":{\">=\":[{\"dvar\":\"membership.years\"},3]}}},"
                                    + "{\"output\":{\"result\":{\"lvar\":\"ok\"}}}]",
                            users))
                    .compact();
            RequestImport requests = new RequestImport(wallet(test), KeyResolver.none());
            requests.store(requests.check(token, HeldRequest.Delivery.NONE), false);
        }
        Screens.rail(test, "requests");
        test.window(() -> {
            test.window.services().session().changed();
            test.window.presenting().open(request(test, title));
            return null;
        });
        test.await(Screens.SOON, () -> test.lookup("#present-obstacles").query().isVisible());
    }

    private static void made(UiTest test) throws Exception {
        Screens.present(test, "Proof of residence");
        Screens.press(test, "#present-make");
        test.await(PROOF, () -> test.lookup("#present-show-proof").tryQuery().isPresent());
    }

    private static void history(UiTest test) throws Exception {
        Wallet wallet = wallet(test);
        if (wallet.history().stream().noneMatch(HistoryEntry::hasProof)) {
            made(test);
        }
        HistoryEntry proof = wallet.history().stream()
                .filter(HistoryEntry::hasProof)
                .findFirst()
                .orElseThrow();
        if (wallet.history().stream().noneMatch(entry -> entry.number() > proof.number() && !entry.hasProof())) {
            new ProofExport(wallet).exported(proof);
            new HistoryKeeping(wallet).decline(request(test, "Fit for work"), null);
        }
        Screens.rail(test, "proofs");
        test.window(() -> {
            test.window.services().session().changed();
            return null;
        });
        test.window(() -> {
            ListView<HistoryEntry> list = test.lookup("#proof-list").query();
            list.getSelectionModel()
                    .select(list.getItems().stream()
                            .filter(HistoryEntry::hasProof)
                            .findFirst()
                            .orElseThrow());
            return null;
        });
    }

    private static void lockedWhileProving(UiTest test) throws Exception {
        Screens.present(test, "Doctoral scholarship");
        Screens.press(test, "#present-make");
        test.window(() -> {
            test.window.services().session().lock(AutoLock.Reason.IDLE);
            return null;
        });
    }

    /** A real proof, made once for all pictures. */
    private static void accepted(UiTest test) throws Exception {
        Path file = test.folder.resolve("residence.hfproof");
        Path asked = test.folder.resolve("residence.jwt");
        if (!Files.exists(file)) {
            Samples.Request sample = test.samples.requests().get("loan");
            var request = test.roles.ask(sample);
            var presentation =
                    test.roles.present(request, new TreeMap<>(sample.answers().getFirst()));
            Files.write(file, UiTest.proof(test.engines().prover().get(), presentation));
            Files.writeString(asked, request.compact());
        }
        AlarmScreens.check(test, asked, file, "#check-proof-passed");
    }

    private static void signed(UiTest test) throws Exception {
        Screens.rail(test, "verify");
        Screens.press(test, "#to-author");
        Path key = Files.writeString(
                test.folder.resolve("bank.pem"),
                test.roles.key("issuer bank").publicKey().pem());
        test.window(() -> {
            test.lookup("#author-title").<TextField>query().setText("Of age");
            test.lookup("#author-query")
                    .<TextArea>query()
                    .setText(
                            "[{\"assign\":{\"adult\":{\">=\":[{\"get_age\":[{\"dvar\":\"person.dateOfBirth\"},\"DD/MM/YYYY\"]},18]}}},"
                                    + "{\"output\":{\"result\":{\"lvar\":\"adult\"}}}]");
            return null;
        });
        test.await(Screens.SOON, () -> test.lookup("#issuer-open").tryQuery().isPresent());
        test.files.open = List.of(key);
        Screens.press(test, "#issuer-open");
        test.files.open = List.of();
        Screens.press(test, "#author-new-key");
        Screens.press(test, "#author-sign");
        test.await(Screens.SOON, () -> test.lookup("#signed-save").tryQuery().isPresent());
        Screens.scroll(test, 1);
    }
}
