package holdfast.ui;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.credential.KeyRef;
import holdfast.issuing.Issuer;
import holdfast.proving.Proof;
import holdfast.proving.ProofTask;
import holdfast.proving.ProvingService;
import holdfast.proving.ServiceKeys;
import holdfast.token.Es256PrivateKey;
import holdfast.token.JwkSet;
import holdfast.token.KeySets;
import holdfast.token.TokenSigner;
import holdfast.ui.Screens.Screen;
import holdfast.wallet.CredentialImport;
import holdfast.wallet.FakeContact;
import holdfast.wallet.FakeProver;
import holdfast.wallet.RemoteProving;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleButton;

/** What is shown when something needs care: consent, a changed key, a refused proof, what is thrown away. */
final class AlarmScreens {
    private static final String BANK = "https://bank.example/jwks.json";

    private AlarmScreens() {}

    static List<Screen> all() {
        List<Screen> screens = new ArrayList<>();
        screens.add(new Screen("proving", AlarmScreens::proving));
        screens.add(new Screen("present-choose", test -> {
            Screens.present(test, "Personal loan");
            Screens.press(test, "#present-choose");
            test.await(
                    Screens.SOON, () -> test.lookup("#choose-close").tryQuery().isPresent());
        }));
        screens.add(new Screen("dialog-decline", test -> {
            Screens.present(test, "Personal loan");
            Screens.press(test, "#present-decline");
        }));
        screens.add(new Screen("consent", AlarmScreens::consent));
        screens.add(new Screen("intake-changed-key", AlarmScreens::changedKey));
        screens.add(new Screen("verify-refused", AlarmScreens::refused));
        return screens;
    }

    private static void proving(UiTest test) throws Exception {
        Screens.present(test, "Doctoral scholarship");
        Screens.press(test, "#present-make");
        test.await(
                Screens.SOON,
                () -> test.lookup("#prove-cancel").query().getParent().isVisible());
    }

    /** A prover that can be asked, and is never told anything. */
    static ProvingService asked(UiTest test) {
        ServiceKeys keys = new ServiceKeys(
                Es256PrivateKey.generate(test.random).publicKey(),
                Es256PrivateKey.generate(test.random).publicKey());
        return (account, cancelled) -> new FakeContact(account.address(), keys) {
            @Override
            public Proof prove(ProofTask task, Consumer<Step> steps, BooleanSupplier cancelled) {
                throw new AssertionError("a picture sends nothing");
            }
        };
    }

    private static void consent(UiTest test) throws Exception {
        var wallet = test.window.services().session().wallet();
        if (wallet.provers().isEmpty()) {
            RemoteProving.add(
                    wallet,
                    new RemoteProving.Setup("Office", "https://prover.example:8443", "sari", false, List.of()),
                    "s3cret".getBytes(UTF_8));
        }
        Screens.present(test, "Personal loan");
        test.window(() -> {
            test.lookup("#present-remote").<RadioButton>query().fire();
            test.lookup("#present-prover-0").<RadioButton>query().fire();
            return null;
        });
        Screens.press(test, "#present-make");
        test.await(Screens.SOON, () -> test.lookup("#consent-yes").tryQuery().isPresent());
    }

    private static void changedKey(UiTest test) throws Exception {
        var wallet = test.window.services().session().wallet();
        Es256PrivateKey known = test.roles.key("issuer bank");
        Es256PrivateKey other = test.roles.key("issuer clinic");
        if (wallet.keys().stream().noneMatch(pin -> pin.toString().contains(BANK))) {
            CredentialImport imports = new CredentialImport(wallet, new KeySets(Map.of(BANK, set(known))));
            imports.store(
                    List.of(new CredentialImport.Named(
                            imports.check(signed(test, known, "sari-bank"), null), "Bank profile", List.of())),
                    false);
        }
        Screens.rail(test, "credentials");
        Path token = Files.writeString(test.folder.resolve("profile.jwt"), signed(test, other, "budi-bank"));
        Path keys = Files.writeString(test.folder.resolve("jwks.json"), JwkSet.write(Map.of("k1", other.publicKey())));
        test.window(() -> {
            test.files.open = List.of(token);
            test.window.intake().openFiles(test.window.services());
            test.files.open = List.of(keys);
            return null;
        });
        test.await(
                Screens.SOON, () -> test.lookup("#intake-key-file").tryQuery().isPresent());
        Screens.press(test, "#intake-key-file");
        test.files.open = List.of();
        test.await(Screens.SOON, () -> test.lookup("#intake-accept").tryQuery().isPresent());
    }

    private static JwkSet set(Es256PrivateKey key) throws Exception {
        return JwkSet.parse(JwkSet.write(Map.of("k1", key.publicKey())));
    }

    private static String signed(UiTest test, Es256PrivateKey key, String sample) throws Exception {
        return new Issuer(new TokenSigner(key, new KeyRef.KeysetEndpoint(BANK, "k1"), test.random))
                .issue(test.samples.credentials().get(sample).data())
                .compact();
    }

    /** A file in the shape of a proof that proves nothing. */
    private static void refused(UiTest test) throws Exception {
        var sample = test.samples.requests().get("loan");
        var request = test.roles.ask(sample);
        var presentation =
                test.roles.present(request, new TreeMap<>(sample.answers().getFirst()));
        byte[] proof = UiTest.proof(new FakeProver(), presentation);
        Path file = Files.write(test.folder.resolve("loan.hfproof"), proof);
        Path asked = Files.writeString(test.folder.resolve("loan.jwt"), request.compact());
        check(test, asked, file, "#check-proof-failed");
    }

    /** Gives a request and a proof to the verifier's pane, and waits for what it says. */
    static void check(UiTest test, Path asked, Path file, String seen) throws Exception {
        Screens.rail(test, "verify");
        test.window(() -> {
            test.lookup("#to-check").<ToggleButton>query().setSelected(true);
            return null;
        });
        test.window(() -> {
            test.files.open = List.of(asked, file);
            test.lookup("#check-open").<javafx.scene.control.Button>query().fire();
            test.files.open = List.of();
            return null;
        });
        test.await(Duration.ofMinutes(2), () -> test.lookup(seen).tryQuery().isPresent());
    }
}
