package holdfast.cli;

import holdfast.credential.KeyRef;
import holdfast.dvr.DvrRequest;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonWriter;
import holdfast.proving.ProofFile;
import holdfast.proving.ProofFileCodec;
import holdfast.proving.ProofFileException;
import holdfast.token.Es256PublicKey;
import holdfast.token.KeyReader;
import holdfast.token.ProofToken;
import holdfast.token.TokenException;
import holdfast.token.TokenReader;
import holdfast.token.TokenVerifier;
import holdfast.token.UnverifiedToken;
import holdfast.token.UserData;
import holdfast.token.VerifiedToken;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = {
            "Shows a credential, request or proof: what it is, who signed it, and whether that verifies.",
            "Ends with 1 when the signature does not verify."
        },
        footer = {"", "Example: holdfast show sari.jwt --key bank/public.pem"})
final class ShowCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "F", description = "The token.")
    private String file;

    @Option(
            names = "--key",
            paramLabel = "PUB",
            description = "Public key that must have signed it; by default the key that the token names.")
    private @Nullable String key;

    @Mixin
    private KeySetFiles keySets = new KeySetFiles();

    @Option(names = "--json", description = "Print JSON for programs.")
    private boolean json;

    ShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        byte[] bytes = terminal.read(file);
        if (bytes.length > 0 && bytes[0] == '{') {
            return showProofFile(bytes);
        }
        String text = new String(bytes, StandardCharsets.UTF_8).strip();
        if (text.chars().filter(c -> c == '.').count() == 4) {
            terminal.out()
                    .println("Encrypted message (JWE): only the service whose key it was encrypted to can read it.");
            return Cli.OK;
        }
        UnverifiedToken<?> token = terminal.about(file, text, TokenReader::any);
        Signature signature = check(token);
        if (json) {
            terminal.json(JsonObject.builder()
                    .put("kind", kind(token))
                    .put("signature", signature.toJson())
                    .put("content", content(token))
                    .build());
        } else {
            print(token, signature);
        }
        return signature.state() == State.REFUSED ? Cli.REFUSED : Cli.OK;
    }

    /** A proof file is not signed by anybody: the proof inside is what counts, and verify checks it. */
    private int showProofFile(byte[] bytes) {
        ProofFile proof;
        try {
            proof = ProofFileCodec.read(bytes);
        } catch (ProofFileException e) {
            throw new CliException(Terminal.describe(file) + ": " + e.getMessage() + ".");
        }
        JsonObject claims =
                withoutProof(ProofFileCodec.toJson(proof), proof.zkproof().toArray().length);
        if (json) {
            terminal.json(JsonObject.builder()
                    .put("kind", "proof-file")
                    .put("content", claims)
                    .build());
            return Cli.OK;
        }
        var out = terminal.out();
        out.println("Proof (proof file). These are its claims; check them with holdfast verify.");
        out.println();
        out.println("  request title  " + Terminal.visible(proof.title()));
        out.println("  request id     " + Terminal.visible(proof.id()));
        out.println("  request digest " + proof.dvrDigest());
        out.println("  made           " + proof.timestamp());
        out.println("  today was      " + proof.reference());
        proof.issuerKeys()
                .forEach((tag, issuer) ->
                        out.println("  issuer key     " + (tag.isNone() ? "" : tag + ": ") + issuer.fingerprint()));
        out.println("  verifier key   " + proof.verifierKey().fingerprint());
        out.println("  proof          " + proof.zkproof());
        out.println("  claims");
        proof.outputs()
                .forEach(output -> out.println("    " + Terminal.visible(output.key()) + " = "
                        + Terminal.visible(JsonWriter.compact(output.value().toJson()))));
        return Cli.OK;
    }

    private enum State {
        VERIFIED,
        REFUSED,
        UNCHECKED
    }

    /** What became of the signature: the key that made it, or why that could not be told. */
    private record Signature(State state, @Nullable Es256PublicKey key, String detail) {
        JsonObject toJson() {
            return JsonObject.builder()
                    .put("state", state.name().toLowerCase(java.util.Locale.ROOT))
                    .put("fingerprint", JsonValue.ofNullable(key == null ? null : key.fingerprint()))
                    .put("detail", detail)
                    .build();
        }
    }

    private Signature check(UnverifiedToken<?> token) {
        TokenVerifier verifier = new TokenVerifier(keySets.read(terminal));
        try {
            VerifiedToken<?> verified;
            if (key != null) {
                verified = verifier.verify(token, terminal.about(key, KeyReader::readPublic));
            } else {
                verified = token.unverifiedContent() instanceof DvrRequest
                        ? verifier.verifyRequest(TokenReader.request(token.compact()))
                        : verifier.verifyAsNamed(token);
            }
            return new Signature(
                    State.VERIFIED, verified.key(), key != null ? "by the given key" : "by the key it names");
        } catch (TokenException e) {
            return switch (e.reason()) {
                case MISSING_PUBLIC_KEY, KEY_SET_NOT_FOUND, KEY_NOT_FOUND ->
                    new Signature(
                            State.UNCHECKED,
                            null,
                            token.keyName() == null
                                    ? "the token names no key; give one with --key"
                                    : "the key set of " + token.keyName().jku()
                                            + " is not at hand or lacks it; give it with --jwks, or the key with --key");
                default -> new Signature(State.REFUSED, null, String.valueOf(e.getMessage()));
            };
        }
    }

    private static String kind(UnverifiedToken<?> token) {
        return switch (token.kind()) {
            case USER_DATA -> "credential";
            case REQUEST -> "request";
            case PROOF -> "proof";
        };
    }

    private static JsonObject content(UnverifiedToken<?> token) {
        return switch (token.unverifiedContent()) {
            case UserData data -> data.data();
            case DvrRequest request ->
                JsonObject.builder()
                        .putAll(request.toJson().members())
                        .put("digest", request.digest())
                        .build();
            case ProofToken proof -> withoutProof(proof.toJson(), proof.proof().length);
            default -> throw new IllegalStateException("unknown content " + token.kind());
        };
    }

    /** The metadata of a proof; the proof itself is counted, not printed. */
    private static JsonObject withoutProof(JsonObject proof, int length) {
        JsonValue.Builder out = JsonObject.builder();
        proof.members().forEach((name, value) -> {
            if (name.equals("zkproof")) {
                out.put("zkproof_bytes", length);
            } else {
                out.put(name, value);
            }
        });
        return out.build();
    }

    private void print(UnverifiedToken<?> token, Signature signature) {
        var out = terminal.out();
        switch (token.unverifiedContent()) {
            case UserData data -> {
                out.println("Credential (user data token)");
                out.println();
                out.println(Terminal.prettyJson(data.data()).indent(2).stripTrailing());
            }
            case DvrRequest request -> printRequest(request);
            case ProofToken proof -> printProof(proof);
            default -> throw new IllegalStateException("unknown content " + token.kind());
        }
        out.println();
        KeyRef.KeysetEndpoint name = token.keyName();
        out.println("  key named      "
                + (name == null ? "none in the header" : Terminal.visible(name.jku() + " # " + name.kid())));
        String verdict = switch (signature.state()) {
            case VERIFIED -> "verifies, " + signature.detail();
            case REFUSED -> "DOES NOT VERIFY: " + signature.detail();
            case UNCHECKED -> "not checked: " + signature.detail();
        };
        out.println("  signature      " + Terminal.visible(verdict));
        if (signature.key() != null) {
            out.println("  fingerprint    " + signature.key().fingerprint());
        }
    }

    private void printRequest(DvrRequest request) {
        var out = terminal.out();
        out.println("Request (DVR token)");
        out.println();
        out.println("  title          " + Terminal.visible(request.title()));
        out.println("  id             " + Terminal.visible(request.id()));
        out.println("  proof system   " + Terminal.visible(request.zkvm()) + ", language "
                + Terminal.visible(request.queryEngineVersion()));
        out.println("  digest         " + request.digest());
        request.userDataRequests().forEach((tag, data) -> {
            String label = String.format("  %-14s ", tag.isNone() ? "data" : "data, " + tag);
            out.println(label
                    + describe(data.verifyingKey())
                    + (data.url() == null ? "" : ", from " + Terminal.visible(data.url())));
        });
    }

    private static String describe(KeyRef key) {
        return switch (key) {
            case KeyRef.KeysetEndpoint endpoint ->
                "signed by the key " + Terminal.visible(endpoint.kid() + " of " + endpoint.jku());
            case KeyRef.PublicKey lines -> {
                try {
                    yield "signed by the key "
                            + Es256PublicKey.ofTwoLines(lines).fingerprint();
                } catch (TokenException e) {
                    yield "signed by a key that cannot be read: " + e.getMessage();
                }
            }
        };
    }

    private void printProof(ProofToken proof) {
        var out = terminal.out();
        out.println("Proof (zkPass proof token): service-attested");
        out.println();
        out.println("  request title  " + Terminal.visible(proof.title()));
        out.println("  request id     " + Terminal.visible(proof.id()));
        out.println("  request digest " + proof.dvrDigest());
        out.println("  made           " + proof.timestamp());
        proof.userDataKeys()
                .forEach((tag, key) ->
                        out.println("  issuer key     " + (tag.isNone() ? "" : tag + ": ") + key.fingerprint()));
        out.println("  verifier key   " + proof.dvrKey().fingerprint());
        out.println(
                "  proof          " + proof.proof().length + " bytes; only the service that signed it vouches for it");
    }
}
