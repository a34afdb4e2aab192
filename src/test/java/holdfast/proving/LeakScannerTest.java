package holdfast.proving;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import holdfast.credential.Tag;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.proving.LeakScanner.Hit;
import holdfast.proving.LeakScanner.Region;
import holdfast.proving.LeakScanner.Report;
import holdfast.proving.LeakScanner.Secret;
import holdfast.testing.Vectors;
import holdfast.token.Es256PrivateKey;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LeakScannerTest {
    private static final String NAME = "Maharshi Ram?>";
    private static final long BALANCE = 380_000_000L;

    private static final List<Secret> SECRETS =
            List.of(new Secret("person.name", NAME, false), new Secret("balance", Long.toString(BALANCE), true));

    static Stream<Arguments> encodings() throws Exception {
        byte[] name = NAME.getBytes(UTF_8);
        byte[] number = ByteBuffer.allocate(8).putLong(BALANCE).array();
        return Stream.of(
                Arguments.of("plain", name),
                Arguments.of("hex", HexFormat.of().formatHex(name).getBytes(ISO_8859_1)),
                Arguments.of(
                        "hex", HexFormat.of().withUpperCase().formatHex(name).getBytes(ISO_8859_1)),
                Arguments.of("base64", base64("", name)),
                Arguments.of("base64", base64("x", name)),
                Arguments.of("base64", base64("xy", name)),
                Arguments.of("base64url", Base64.getUrlEncoder().encode(("xy" + NAME).getBytes(UTF_8))),
                Arguments.of("UTF-16 little-endian", NAME.getBytes(UTF_16LE)),
                Arguments.of(
                        "reversed", new StringBuilder(NAME).reverse().toString().getBytes(UTF_8)),
                Arguments.of("SHA-256", sha256(name)),
                Arguments.of(
                        "SHA-256, hex", HexFormat.of().formatHex(sha256(name)).getBytes(ISO_8859_1)),
                Arguments.of("UTF-16 big-endian", NAME.getBytes(UTF_16BE)),
                Arguments.of(
                        "UTF-16 little-endian, hex",
                        HexFormat.of().formatHex(NAME.getBytes(UTF_16LE)).getBytes(ISO_8859_1)),
                Arguments.of("UTF-16 big-endian, base64", base64("x", NAME.getBytes(UTF_16BE))),
                Arguments.of("SHA-256, base64", base64("", sha256(name))),
                Arguments.of("64-bit big-endian", number),
                Arguments.of("64-bit little-endian", reversed(number)),
                Arguments.of(
                        "64-bit little-endian, hex",
                        HexFormat.of().formatHex(reversed(number)).getBytes(ISO_8859_1)),
                Arguments.of("64-bit big-endian, base64", base64("xy", number)),
                Arguments.of("plain", Long.toString(BALANCE).getBytes(UTF_8)));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void scan_valueAmongRandomBytes_isFoundInItsEncoding(String encoding, byte[] leak) throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        byte[] before = new byte[1_001];
        byte[] after = new byte[997];
        random.nextBytes(before);
        random.nextBytes(after);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(before);
        all.write(leak);
        all.write(after);
        Report report = LeakScanner.scan(SECRETS, List.of(new Region("proof", all.toByteArray())));
        assertThat(report.hits()).extracting(Hit::encoding).contains(encoding);
        assertThat(report.hits()).allSatisfy(hit -> assertThat(hit.offset()).isBetween(1_001, 1_006));
    }

    @Test
    void scan_zkPassSp1Token_findsTheValueInClear() throws Exception {
        String token = Vectors.text("zkpass/proof-token-sp1.jwt").strip();
        byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
        JsonObject data = (JsonObject)
                JsonReader.readObject(payload, JsonLimits.PROOF).members().get("data");
        byte[] proof = Base64.getDecoder().decode(((JsonString) data.members().get("zkproof")).value());
        List<Secret> secrets =
                List.of(new Secret("skills[0]", "JavaScript", false), new Secret("skills[9]", "FortranLisp", false));
        Report report = LeakScanner.scan(secrets, List.of(new Region("zkproof", proof)));
        assertThat(report.hits()).isNotEmpty().allSatisfy(hit -> {
            assertThat(hit.place()).isEqualTo("skills[0]");
            assertThat(hit.encoding()).isEqualTo("plain");
        });
    }

    @Test
    void scan_randomBytes_neverHits() throws Exception {
        JsonObject data = JsonReader.readObject(Vectors.bytes("zkpass/data/ramana-profile.json"), JsonLimits.STANDARD);
        List<Secret> secrets = LeakScanner.secrets(new Tag("bank"), data);
        assertThat(secrets).extracting(Secret::place).contains("bank.financialInfo.accounts.savings.balance");
        SplittableRandom random = new SplittableRandom(20261121);
        byte[] proof = new byte[450_000];
        for (int i = Boolean.getBoolean("holdfast.slow") ? 1_000 : 40; i > 0; i--) {
            random.nextBytes(proof);
            assertThat(LeakScanner.scan(secrets, List.of(new Region("proof", proof)))
                            .clean())
                    .isTrue();
        }
    }

    /** What a proof file says anyway may also be a private value: the name of a field, the day, a word of the file. */
    @Test
    void scan_honestFileAboutValuesThatLookLikeIt_isClean() throws Exception {
        JsonObject data = JsonReader.readObject("""
                {"accounts":[{"balance":7,"kind":"accounts"}],"word":"branches","other":"size_classes","unit":"accounts[].balance",
                 "since":"2026-11-20","keys":"dvr_verifying_key"}
                """, JsonLimits.STANDARD);
        ProofFile proof = sample("depth=7;#accounts=1;accounts[].balance=i;accounts[].kind=s");
        assertThat(LeakScanner.scan(proof, Map.of(Tag.NONE, data)).hits()).isEmpty();
    }

    @Test
    void scan_privateValueAsShape_isFound() throws Exception {
        JsonObject data = JsonReader.readObject("{\"city\":\"Jakarta Selatan\"}", JsonLimits.STANDARD);
        ProofFile proof = sample("depth=7;Jakarta Selatan=s");
        assertThat(LeakScanner.scan(proof, Map.of(Tag.NONE, data)).hits())
                .containsExactly(new Hit("city", "plain", "other members", 8));
    }

    @Test
    void scan_shortValue_isCountedAndFoundByItsHashOnly() throws Exception {
        List<Secret> secrets = List.of(new Secret("age", "42", true), new Secret("city", "So", false));
        Region plain = new Region("envelope", "42 So 42 So".getBytes(UTF_8));
        Report report = LeakScanner.scan(secrets, List.of(plain));
        assertThat(report).isEqualTo(new Report(List.of(), 2, 2));
        Region hash = new Region("envelope", sha256("So".getBytes(UTF_8)));
        assertThat(LeakScanner.scan(secrets, List.of(hash)).hits())
                .containsExactly(new Hit("city", "SHA-256", "envelope", 0));
    }

    @Test
    void scan_countsAndLengths_areNotTakenForSmallNumbers() {
        byte[] lengths = new byte[64];
        lengths[0] = 8;
        List<Secret> secrets = List.of(new Secret("cocaine", "8", true), new Secret("opiates", "0", true));
        assertThat(LeakScanner.scan(secrets, List.of(new Region("proof", lengths)))
                        .clean())
                .isTrue();
    }

    private static byte[] base64(String before, byte[] value) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(before.getBytes(UTF_8));
        out.write(value);
        return Base64.getEncoder().encode(out.toByteArray());
    }

    private static ProofFile sample(String shape) {
        return ProofFileTest.sample(Es256PrivateKey.generate(new SecureRandom()), shape);
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] result = bytes.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] = bytes[bytes.length - 1 - i];
        }
        return result;
    }

    private static byte[] sha256(byte[] bytes) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }
}
