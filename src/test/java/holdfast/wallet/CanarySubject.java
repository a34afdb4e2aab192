package holdfast.wallet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.management.HotSpotDiagnosticMXBean;
import holdfast.wallet.HeldRequest.Delivery;
import holdfast.wallet.WalletStore.Access;
import holdfast.wallet.WalletStore.SecretKind;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A program that handles a wallet whose every field holds a canary, to be looked at from outside. {@code fill} makes it,
 * {@code use} opens it, reads all of it, locks it and leaves pictures of its heap. Secrets come by standard input.
 */
final class CanarySubject {
    /** Each is the name of a field that holds a text of the holder's. */
    static final List<String> FIELDS = List.of(
            "data",
            "credential-name",
            "label",
            "issuer-label",
            "verifier-label",
            "query",
            "nonce",
            "audience",
            "reply",
            "declined",
            "prover-name",
            "prover-address",
            "prover-key",
            "prover-secret");

    private CanarySubject() {}

    static String canary(String field, String seed) {
        return "canary-" + field + "-" + seed;
    }

    /** Without the buffer of {@code System.in}, which would keep what went through it. */
    private static final FileInputStream IN = new FileInputStream(FileDescriptor.in);

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[1]);
        char[] passphrase = line();
        try {
            switch (args[0]) {
                case "fill" -> fill(folder, passphrase, new String(line()));
                case "use" -> use(folder, passphrase, Path.of(args[2]));
                default -> throw new IllegalArgumentException(args[0]);
            }
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }

    /** A line of standard input that leaves no copy in a buffer. */
    private static char[] line() throws IOException {
        char[] line = new char[64];
        int length = 0;
        for (int next = IN.read(); next >= 0 && next != '\n'; next = IN.read()) {
            line[length++] = (char) next;
        }
        char[] exact = Arrays.copyOf(line, length);
        Arrays.fill(line, '\0');
        return exact;
    }

    private static void fill(Path folder, char[] passphrase, String seed) throws Exception {
        Given given = new Given();
        try (Wallet wallet = given.store(folder).create(passphrase, true).wallet()) {
            String token = given.credential("{\"name\":\"" + canary("data", seed) + "\",\"age\":32}");
            HeldCredential credential = given.added(wallet, token, given.bank, canary("credential-name", seed));
            wallet.describe(credential, credential.name(), List.of(canary("label", seed)));
            String query =
                    "[{\"assign\":{\"a\":{\"and\":[{\">=\":[{\"dvar\":\"age\"},21]},{\"!=\":[{\"dvar\":\"name\"},\""
                            + canary("query", seed) + "\"]}]}}},{\"output\":{\"result\":{\"lvar\":\"a\"}}}]";
            Delivery delivery = new Delivery(
                    canary("nonce", seed),
                    canary("audience", seed),
                    "https://shop.example/" + canary("reply", seed),
                    null);
            HeldRequest proven = given.asked(wallet, given.request(query), delivery);
            for (PinnedKey key : wallet.keys()) {
                String field = key.role() == PinnedKey.Role.ISSUER ? "issuer-label" : "verifier-label";
                wallet.describe(key, canary(field, seed), true);
            }
            prove(wallet, proven);
            HeldRequest declined = given.asked(wallet, given.request("[{\"output\":{\"result\":true}}]"));
            new HistoryKeeping(wallet).decline(declined, canary("declined", seed));
            RemoteProving.add(
                    wallet,
                    new RemoteProving.Setup(
                            canary("prover-name", seed),
                            "https://" + canary("prover-address", seed) + ".example",
                            canary("prover-key", seed),
                            false,
                            List.of()),
                    canary("prover-secret", seed).getBytes(US_ASCII));
            wallet.changeSettings(new PrivateSettings(Duration.ofMinutes(1), true, null));
            new Safekeeping(wallet).backup(folder.resolveSibling("backup"));
        }
    }

    private static void prove(Wallet wallet, HeldRequest request) throws Exception {
        Matching matching = Given.match(wallet, request);
        Proving.Outcome outcome = new Proving(wallet, new FakeProver())
                .prove(request, matching.suggested().orElseThrow(), Given.TODAY, (stage, done) -> {}, () -> false);
        new ProofExport(wallet).exported(outcome.entry());
    }

    /** What a session does: everything is read, matched, previewed, exported, changed; then it is locked. */
    private static void use(Path folder, char[] passphrase, Path pictures) throws Exception {
        Given given = new Given();
        int seen = session(given, folder, passphrase, pictures);
        Arrays.fill(passphrase, '\0');
        if (seen != 2) {
            throw new IllegalStateException("the wallet has " + seen + " requests");
        }
        picture(pictures.resolve("at-lock.hprof"), false);
        System.gc();
        picture(pictures.resolve("collected.hprof"), false);
        picture(pictures.resolve("reachable.hprof"), true);
    }

    private static void picture(Path file, boolean reachableOnly) throws IOException {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file.toString(), reachableOnly);
    }

    private static int session(Given given, Path folder, char[] passphrase, Path pictures) throws Exception {
        Wallet wallet = given.store(folder)
                .unlock(passphrase, SecretKind.PASSPHRASE, Access.WRITE)
                .wallet();
        List<Object> shown = new ArrayList<>();
        for (HeldRequest request : wallet.requests()) {
            Matching matching = Given.match(wallet, request);
            matching.answers()
                    .forEach(answer -> shown.add(Preview.of(wallet, request, answer.presentation(), Given.TODAY)
                            .toString()));
        }
        shown.add(HistoryExport.csv(wallet));
        shown.add(CredentialSearch.find(wallet, "canary"));
        new ProofExport(wallet).check(wallet.entry(1));
        HeldCredential credential = wallet.credentials().getFirst();
        wallet.describe(credential, credential.name(), credential.labels());
        int requests = wallet.requests().size();
        picture(pictures.resolve("open.hprof"), false);
        wallet.close();
        return shown.isEmpty() ? 0 : requests;
    }

    /** The ways in which a text may lie in a file or a heap. */
    static List<byte[]> encodings(String text) {
        return List.of(
                text.getBytes(US_ASCII),
                text.getBytes(java.nio.charset.StandardCharsets.UTF_16LE),
                text.getBytes(java.nio.charset.StandardCharsets.UTF_16BE),
                java.util.HexFormat.of().formatHex(text.getBytes(US_ASCII)).getBytes(US_ASCII));
    }
}
