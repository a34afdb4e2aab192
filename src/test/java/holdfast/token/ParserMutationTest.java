package holdfast.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import holdfast.credential.Tag;
import holdfast.testing.Mutations;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each parser on 100,000 altered inputs: it reads them or throws its own exception, and nothing else ever happens. */
class ParserMutationTest {
    private static final int MUTATIONS = Integer.getInteger("holdfast.mutations", 100_000);
    /** Where one parser is reached in two ways, as text and behind its decoding. */
    private static final int HALF = MUTATIONS / 2;

    /** For what computes with the key, a millisecond each. */
    private static final int SLOW = MUTATIONS / 100;

    private static final long SEED = Long.getLong("holdfast.seed", 20_260_101L);
    private static final Es256PrivateKey KEY = Es256PrivateKey.generate(Forge.RANDOM);

    @FunctionalInterface
    private interface Parser {
        Object parse(String text) throws TokenException;
    }

    @TestFactory
    Stream<DynamicTest> parser_onAlteredInput_throwsOnlyItsOwnException() throws Exception {
        String credential =
                Forge.jws(Forge.HEADER, "{\"data\":{\"name\":\"Ayu\",\"born\":[1990,{\"a\":null}],\"ok\":true}}", KEY);
        String request = new TokenSigner(KEY, Forge.NAME, Forge.RANDOM)
                .request(Forge.request(KEY.publicKey().twoLines(), Forge.NAME, "bank", "health"))
                .compact();
        TreeMap<Tag, Es256PublicKey> keys = new TreeMap<>(Map.of(Tag.NONE, KEY.publicKey()));
        ProofToken proof = new ProofToken(
                "AAEC", "t", "i", "0a".repeat(32), keys, KEY.publicKey(), Instant.ofEpochSecond(1_700_000_000));
        String proofToken =
                new TokenSigner(KEY, null, Forge.RANDOM).proof(proof).compact();
        String message = NestedTokens.encryptUserData(
                Map.of(
                        Tag.NONE,
                        new TokenVerifier(KeyResolver.none())
                                .verify(TokenReader.userData(credential), KEY.publicKey())),
                KEY.publicKey(),
                "k",
                Forge.RANDOM);
        Map<String, Es256PublicKey> set = new LinkedHashMap<>(Map.of("a", KEY.publicKey()));
        String sec1 = Pem.encode(
                "EC PRIVATE KEY",
                java.util.Arrays.copyOfRange(Pem.decode(KEY.pem().strip(), "").der(), 29, 138));

        return Stream.of(
                parser("signed token", credential, text -> UnverifiedJws.parse(text, TokenLimits.CREDENTIAL)),
                parser("user data token", credential, TokenReader::userData),
                payloadParser("user data token, payload", credential, TokenReader::userData),
                parser("request token", request, TokenReader::request),
                payloadParser("request token, payload", request, TokenReader::request),
                parser("proof token", proofToken, TokenReader::proof),
                payloadParser("proof token, payload", proofToken, TokenReader::proof),
                headerParser("signed token, header", request, TokenReader::any),
                test(
                        "key set",
                        JwkSet.write(set).getBytes(UTF_8),
                        MUTATIONS,
                        bytes -> JwkSet.parse(new String(bytes, ISO_8859_1)).signatureKey("a")),
                parser(
                        "public key, JWK",
                        holdfast.json.JsonWriter.compact(KEY.publicKey().jwk("a")),
                        KeyReader::readPublic),
                parser("public key, PEM", KEY.publicKey().pem(), KeyReader::readPublic),
                parser(
                        "public key, two lines",
                        KEY.publicKey().twoLines().x() + "\n"
                                + KEY.publicKey().twoLines().y(),
                        KeyReader::readPublic),
                derParser("public key, DER", "PUBLIC KEY", KEY.publicKey().pem(), KeyReader::readPublic),
                parser("private key, PEM", KEY.pem(), KeyReader::privateParts),
                derParser("private key, DER", "PRIVATE KEY", KEY.pem(), KeyReader::privateParts),
                derParser("private key, SEC 1", "EC PRIVATE KEY", sec1, KeyReader::privateParts),
                test(
                        "private key, PEM, with its arithmetic",
                        KEY.pem().getBytes(UTF_8),
                        SLOW,
                        bytes -> KeyReader.readPrivate(new String(bytes, ISO_8859_1))),
                parser("encrypted message", message, Jwe::parse),
                headerParser("encrypted message, header", message, Jwe::parse));
    }

    private static DynamicTest parser(String name, String valid, Parser parser) {
        return test(name, valid.getBytes(UTF_8), HALF, bytes -> parser.parse(new String(bytes, ISO_8859_1)));
    }

    /** Alters the decoded payload, so that what lies behind the signature's form is reached. */
    private static DynamicTest payloadParser(String name, String token, Parser parser) throws TokenException {
        return segmentParser(name, token, 1, parser);
    }

    private static DynamicTest headerParser(String name, String token, Parser parser) throws TokenException {
        return segmentParser(name, token, 0, parser);
    }

    private static DynamicTest segmentParser(String name, String token, int index, Parser parser)
            throws TokenException {
        String[] segments = token.split("\\.", -1);
        byte[] decoded = Base64Text.fromUrl(segments[index], name, "segment");
        return test(name, decoded, HALF, bytes -> {
            String[] altered = segments.clone();
            altered[index] = Base64Text.url(bytes);
            return parser.parse(String.join(".", altered));
        });
    }

    private static DynamicTest derParser(String name, String label, String pem, Parser parser) throws TokenException {
        byte[] der = Pem.decode(pem.strip(), name).der();
        return test(name, der, HALF, bytes -> parser.parse(Pem.encode(label, bytes)));
    }

    @FunctionalInterface
    private interface BytesParser {
        Object parse(byte[] bytes) throws TokenException;
    }

    private static DynamicTest test(String name, byte[] valid, int mutations, BytesParser parser) {
        return DynamicTest.dynamicTest(name, () -> {
            assertThat(parser.parse(valid)).isNotNull();
            SplittableRandom random = new SplittableRandom(SEED);
            int refused = 0;
            for (int i = 0; i < mutations; i++) {
                byte[] altered = Mutations.mutate(valid, random);
                try {
                    parser.parse(altered);
                } catch (TokenException e) {
                    refused++;
                } catch (RuntimeException | StackOverflowError e) {
                    throw new AssertionError(
                            "seed " + SEED + ", mutation " + i + ": " + new String(altered, ISO_8859_1), e);
                }
            }
            assertThat(refused).as("seed %d", SEED).isGreaterThan(mutations / 20);
        });
    }
}
