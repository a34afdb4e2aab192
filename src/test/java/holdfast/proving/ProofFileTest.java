package holdfast.proving;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holdfast.credential.KeyRef;
import holdfast.credential.Tag;
import holdfast.dvr.DvrRequest;
import holdfast.dvr.UserDataRequest;
import holdfast.dvr.Value;
import holdfast.proving.ProofFileException.Reason;
import holdfast.testing.Mutations;
import holdfast.token.Es256PrivateKey;
import holdfast.token.TokenSigner;
import holdfast.token.VerifiedToken;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProofFileTest {
    private static final Tag BANK = new Tag("bank");
    private static final Tag CLINIC = new Tag("clinic");

    private final Es256PrivateKey key = Es256PrivateKey.generate(new SecureRandom());
    private final ProofFile proof = sample();

    @Test
    void read_written_isTheSame() throws Exception {
        byte[] bytes = ProofFileCodec.write(proof);
        assertThat(ProofFileCodec.read(bytes)).isEqualTo(proof);
        assertThat(ProofFileCodec.write(ProofFileCodec.read(bytes))).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"dvr_id\":\"id-1\"|\"dvr_id\":\"id-1\",\"dvr_id\":\"id-1\"|NOT_JSON",
                "\"dvr_id\":\"id-1\",||MEMBER_MISSING",
                "\"dvr_id\":\"id-1\"|\"dvr_id\":\"id-1\",\"extra\":1|MEMBER_UNKNOWN",
                "\"dvr_id\":\"id-1\"|\"dvr_id\":7|MEMBER_INVALID",
                "\"date\":\"2026-11-20\"|\"date\":\"2026-11-31\"|MEMBER_INVALID",
                "\"date\":\"2026-11-20\"|\"date\":\"20261120\"|MEMBER_INVALID",
                "\"time_stamp\":1795000000|\"time_stamp\":1795000000.0|MEMBER_INVALID",
                "\"zkproof\":\"AQID\"|\"zkproof\":\"AQI\"|MEMBER_INVALID",
                "\"zkproof\":\"AQID\"|\"zkproof\":\"AR==\"|MEMBER_INVALID",
                "\"rate\":7|\"rate\":0|MEMBER_INVALID",
                "\"bank\":16|\"bank\":16.0|MEMBER_INVALID",
                "\"dvr_title\":\"Loan\"|\"dvr_title\":\"\\u004coan\"|NOT_CANONICAL",
                "{\"zkproof\"|{ \"zkproof\"|NOT_CANONICAL"
            })
    void read_altered_isRefusedWithItsReason(String from, String to, Reason reason) {
        String text = new String(ProofFileCodec.write(proof), UTF_8);
        String altered = text.replace(from, to == null ? "" : to);
        assertThat(altered).isNotEqualTo(text);
        assertThatThrownBy(() -> ProofFileCodec.read(altered.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        ProofFileException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void read_trailingLineBreak_isRefused() {
        byte[] bytes = (new String(ProofFileCodec.write(proof), UTF_8) + "\n").getBytes(UTF_8);
        assertThatThrownBy(() -> ProofFileCodec.read(bytes))
                .isInstanceOfSatisfying(
                        ProofFileException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_CANONICAL));
    }

    @Test
    void read_mutated_givesCanonicalProofOrProofFileException() {
        long seed = 99;
        SplittableRandom random = new SplittableRandom(seed);
        byte[] valid = ProofFileCodec.write(proof);
        for (int i = 0; i < 20_000; i++) {
            byte[] mutated = Mutations.mutate(valid, random);
            try {
                assertThat(ProofFileCodec.write(ProofFileCodec.read(mutated)))
                        .as("seed " + seed)
                        .isEqualTo(mutated);
            } catch (ProofFileException e) {
                assertThat(e.reason()).isNotNull();
            }
        }
    }

    @Test
    void sessionId_eachClaimChanged_changesIt() throws Exception {
        Set<String> ids = new HashSet<>();
        ids.add(id(proof));
        List<ProofFile> others = List.of(
                with("\"method\":\"" + "ab".repeat(32), "\"method\":\"" + "ac".repeat(32)),
                with("\"date\":\"2026-11-20\"", "\"date\":\"2026-11-21\""),
                with("\"time_stamp\":1795000000", "\"time_stamp\":1795000001"),
                with("\"field\":\"fp128\"", "\"field\":\"p256\""),
                with("\"rate\":7", "\"rate\":8"),
                with("\"queries\":143", "\"queries\":142"),
                with("\"block_enc\":4096", "\"block_enc\":4097"),
                with("cd".repeat(32), "ce".repeat(32)),
                with("\"bank\":16", "\"bank\":17"),
                with("\"branches\":[true,false]", "\"branches\":[true,true]"),
                with("\"branches\":[true,false]", "\"branches\":[true]"),
                with("\"shape\":\"d7\"", "\"shape\":\"d8\""),
                with("\"result\":true", "\"result\":false"),
                with("\"result\":true", "\"result\":1"),
                with("\"result\":true", "\"result\":\"true\""),
                with("\"names\":[\"a\",\"b\"]", "\"names\":[\"ab\"]"),
                with("\"names\":[\"a\",\"b\"]", "\"names\":[]"),
                with("\"score\":-5", "\"score\":5"),
                with("\"score\":-5", "\"scor\":-5"),
                with(",\"nonce\":\"n-1\"", ""),
                with(",\"nonce\":\"n-1\"", ",\"nonce\":\"\""),
                with(",\"audience\":\"lender\"", ""));
        for (ProofFile other : others) {
            assertThat(ids.add(id(other))).as(other.toString()).isTrue();
        }
        assertThat(ids).hasSize(others.size() + 1);
    }

    @Test
    void sessionId_proofAndCopies_doNotEnter() throws Exception {
        assertThat(id(proof.withProof(new byte[] {9}))).isEqualTo(id(proof));
        assertThat(id(with("\"dvr_title\":\"Loan\"", "\"dvr_title\":\"Other\"")))
                .isEqualTo(id(proof));
    }

    private final VerifiedToken<DvrRequest> request = request();

    private String id(ProofFile file) {
        return HexFormat.of().formatHex(SessionId.of(request, proof.issuerKeys(), file));
    }

    private ProofFile with(String from, String to) throws Exception {
        String text = new String(ProofFileCodec.write(proof), UTF_8);
        assertThat(text).contains(from);
        return ProofFileCodec.read(text.replace(from, to).getBytes(UTF_8));
    }

    private VerifiedToken<DvrRequest> request() {
        SortedMap<Tag, UserDataRequest> data = new TreeMap<>();
        KeyRef own = key.publicKey().twoLines();
        data.put(BANK, new UserDataRequest(null, own));
        data.put(CLINIC, new UserDataRequest(null, own));
        try {
            return new TokenSigner(key, null, new SecureRandom())
                    .request(new DvrRequest("libzk", "Loan", "id-1", "1.5.0", "ab", "[]", data, own));
        } catch (holdfast.token.TokenException e) {
            throw new AssertionError(e);
        }
    }

    private ProofFile sample() {
        return sample(key, "d7");
    }

    /** A proof file of a shape. */
    static ProofFile sample(Es256PrivateKey key, String shape) {
        SortedMap<Tag, holdfast.token.Es256PublicKey> keys = new TreeMap<>();
        keys.put(BANK, key.publicKey());
        keys.put(CLINIC, key.publicKey());
        SortedMap<Tag, Integer> classes = new TreeMap<>();
        classes.put(BANK, 16);
        classes.put(CLINIC, 8);
        return new ProofFile(
                new ProofFile.Bytes(new byte[] {1, 2, 3}),
                "Loan",
                "id-1",
                "01".repeat(32),
                keys,
                key.publicKey(),
                Instant.ofEpochSecond(1_795_000_000L),
                "ab".repeat(32),
                LocalDate.of(2026, 11, 20),
                List.of(
                        new ProvenOutput("result", new Value.Bool(true)),
                        new ProvenOutput("score", new Value.Int(-5)),
                        new ProvenOutput("names", new Value.Items(List.of(new Value.Text("a"), new Value.Text("b"))))),
                classes,
                List.of(true, false),
                shape,
                List.of(
                        new CircuitParameters("fp128", 7, 143, 4096, "cd".repeat(32)),
                        new CircuitParameters("p256", 7, 143, 4096, "ef".repeat(32))),
                "n-1",
                "lender");
    }
}
