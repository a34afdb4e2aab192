package holdfast.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.credential.KeyRef;
import holdfast.credential.Tag;
import holdfast.dvr.Fault;
import holdfast.dvr.Problem;
import holdfast.wallet.Matching.Fit;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which credentials answer a request, and why the others do not. */
class MatchingTest {
    private static final String ADULT =
            "[{\"assign\":{\"ok\":{\">=\":[{\"dvar\":\"age\"},21]}}},{\"output\":{\"result\":{\"lvar\":\"ok\"}}}]";

    @TempDir
    private Path folder;

    private final Given given = new Given();
    private Wallet wallet;

    @BeforeEach
    void create() throws Exception {
        wallet = given.wallet(folder.resolve("vault"));
    }

    @AfterEach
    void close() {
        wallet.close();
    }

    private Matching match(String query) throws Exception {
        return Given.match(wallet, given.asked(wallet, given.request(query)));
    }

    private static List<Fit> fits(Matching matching, Tag tag) {
        return matching.candidates().getOrDefault(tag, List.of()).stream()
                .map(Matching.Candidate::fit)
                .toList();
    }

    @Test
    void credentials_severalFit_satisfyingOneIsSuggestedAndANoIsNot() throws Exception {
        given.added(wallet, given.credential("{\"age\":17}"), given.bank, "Young");
        HeldCredential old = given.added(wallet, given.credential("{\"age\":32}"), given.bank, "Old");
        Matching matching = match(ADULT);
        assertThat(matching.answers()).extracting(Matching.Answer::satisfied).containsExactly(true, false);
        assertThat(matching.suggested().orElseThrow().credentials()).isEqualTo(Map.of(Tag.NONE, old));
    }

    @Test
    void credential_onlyANoPossible_isNeverSuggested() throws Exception {
        given.added(wallet, given.credential("{\"age\":17}"), given.bank, "Young");
        Matching matching = match(ADULT);
        assertThat(matching.answers()).hasSize(1);
        assertThat(matching.suggested()).isEmpty();
    }

    @Test
    void credential_fieldMissing_isNamedFieldByField() throws Exception {
        given.added(wallet, given.credential("{\"years\":32}"), given.bank, "Account");
        Matching matching = match(ADULT);
        assertThat(fits(matching, Tag.NONE))
                .singleElement()
                .isInstanceOfSatisfying(
                        Fit.FieldsUnfit.class,
                        unfit -> assertThat(unfit.problems()).singleElement().satisfies(problem -> {
                            assertThat(problem.fault()).isEqualTo(Fault.FIELD_MISSING);
                            assertThat(String.valueOf(problem.field())).isEqualTo("age");
                        }));
        assertThat(matching.answers()).isEmpty();
        assertThat(matching.obstacles())
                .extracting(Matching.Obstacle::problem)
                .extracting(Problem::fault)
                .containsExactly(Fault.FIELD_MISSING);
    }

    @Test
    void credential_fieldOfAnotherType_isAnObstacleWithItsReason() throws Exception {
        given.added(wallet, given.credential("{\"age\":\"32\"}"), given.bank, "Account");
        assertThat(match(ADULT).obstacles())
                .extracting(obstacle -> obstacle.problem().fault())
                .containsExactly(Fault.RELATION_TYPES);
    }

    @Test
    void credential_ofAnotherIssuer_isNotLookedInto() throws Exception {
        given.added(wallet, given.credential(given.shop, null, "{\"age\":32}"), given.shop, "Other");
        assertThat(fits(match(ADULT), Tag.NONE)).containsExactly(new Fit.OtherIssuer());
    }

    @Test
    void issuer_namedByUnknownAddress_isSaid() throws Exception {
        given.added(wallet, given.credential("{\"age\":32}"), given.bank, "Account");
        String request = given.request(
                ADULT, Map.of(Tag.NONE, new KeyRef.KeysetEndpoint("https://bank.example/jwks.json", "k-1")));
        assertThat(fits(Given.match(wallet, given.asked(wallet, request)), Tag.NONE))
                .singleElement()
                .isInstanceOf(Fit.KeyUnknown.class);
    }

    @Test
    void missingField_onABranchNotTaken_doesNotHinder() throws Exception {
        given.added(wallet, given.credential("{\"age\":32}"), given.bank, "Account");
        Matching matching = match("[{\"if\":{\"condition\":{\">=\":[{\"dvar\":\"age\"},21]},"
                + "\"then\":[{\"output\":{\"result\":true}}],"
                + "\"else\":[{\"assign\":{\"x\":{\"==\":[{\"dvar\":\"guardian\"},true]}}},"
                + "{\"output\":{\"result\":{\"lvar\":\"x\"}}}]}}]");
        assertThat(fits(matching, Tag.NONE)).singleElement().isInstanceOf(Fit.FieldsUnfit.class);
        assertThat(matching.suggested()).isPresent();
    }

    @Test
    void twoTags_eachFindsItsOwnIssuersCredential() throws Exception {
        HeldCredential account = given.added(wallet, given.credential("{\"age\":32}"), given.bank, "Account");
        HeldCredential member =
                given.added(wallet, given.credential(given.shop, null, "{\"since\":2020}"), given.shop, "Member");
        String query = "[{\"assign\":{\"ok\":{\"and\":[{\">=\":[{\"dvar\":\"bank.age\"},21]},"
                + "{\"<\":[{\"dvar\":\"club.since\"},2025]}]}}},{\"output\":{\"result\":{\"lvar\":\"ok\"}}}]";
        String request = given.request(
                query,
                Map.of(
                        new Tag("bank"),
                        given.bank.publicKey().twoLines(),
                        new Tag("club"),
                        given.shop.publicKey().twoLines()));
        Matching matching = Given.match(wallet, given.asked(wallet, request));
        assertThat(matching.suggested().orElseThrow().credentials())
                .isEqualTo(Map.of(new Tag("bank"), account, new Tag("club"), member));
        assertThat(matching.complete()).isTrue();
    }
}
