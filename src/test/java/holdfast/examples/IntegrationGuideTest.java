package holdfast.examples;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.token.Es256PrivateKey;
import holdfast.verification.Check;
import holdfast.verification.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/INTEGRATE.md shows code that runs. */
class IntegrationGuideTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC);

    @Test
    void example_provesAndIsAccepted_andNotWithAnotherNonce() throws Exception {
        SecureRandom random = new SecureRandom();
        ProveAndVerify example = new ProveAndVerify(random, CLOCK);
        Es256PrivateKey bank = Es256PrivateKey.generate(random);
        Es256PrivateKey shop = Es256PrivateKey.generate(random);
        String credential = example.issue(bank);
        String request = example.ask(shop, bank);
        byte[] proof = example.prove(request, credential, "n-1");

        Verdict verdict = example.check(request, proof, "n-1");
        assertThat(verdict.checks()).allMatch(Check::passed);
        assertThat(verdict.accepted()).isTrue();
        assertThat(verdict.outputs()).extracting(output -> output.key()).containsExactly("result", "name");

        assertThat(example.check(request, proof, "n-2").checks())
                .filteredOn(check -> !check.passed())
                .extracting(check -> check.name())
                .containsExactly(Check.Name.NONCE, Check.Name.PROOF);
    }

    @Test
    void guide_showsTheExampleAsItIs() throws Exception {
        String source = Files.readString(Path.of("src/test/java/holdfast/examples/ProveAndVerify.java"));
        List<String> parts = Pattern.compile("(?ms)^    // [a-z ]+\\n(.*?)(?=^    // [a-z])")
                .matcher(source)
                .results()
                .map(MatchResult::group)
                .map(part ->
                        part.substring(part.indexOf('\n') + 1).stripTrailing().stripIndent())
                .toList();
        assertThat(parts).hasSize(4);
        String guide = Files.readString(Path.of("docs", "INTEGRATE.md"));
        assertThat(Pattern.compile("(?ms)^```java\\n(.*?)^```")
                        .matcher(guide)
                        .results()
                        .map(block -> block.group(1).strip()))
                .isEqualTo(parts);
    }
}
