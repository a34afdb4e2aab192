package holdfast.ui.present;

import holdfast.ui.common.Rows;
import holdfast.ui.common.Shown;
import holdfast.ui.common.Words;
import holdfast.wallet.HeldCredential;
import holdfast.wallet.Matching;
import holdfast.wallet.Matching.Candidate;
import holdfast.wallet.Matching.Fit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;

/** Why nothing can be proven, credential by credential and field by field. */
final class Obstacles {
    private final Words words;
    private final PresentText text;

    Obstacles(Words words, PresentText text) {
        this.words = words;
        this.text = text;
    }

    List<Node> rows(Matching matching) {
        List<Node> rows = new ArrayList<>();
        rows.add(Rows.title(words.text("obstacle.title")));
        rows.add(Rows.text(words.text("obstacle.text")));
        matching.candidates().forEach((tag, candidates) -> {
            boolean any = false;
            for (Candidate candidate : candidates) {
                any |= explain(candidate, matching, rows);
            }
            if (!any) {
                rows.add(Rows.warning(
                        tag.name().isEmpty()
                                ? words.text("obstacle.none")
                                : words.text("obstacle.none-tagged", "tag", tag.name())));
            }
        });
        return rows;
    }

    /** Whether there was anything to say: credentials of other issuers are not listed one by one. */
    private boolean explain(Candidate candidate, Matching matching, List<Node> rows) {
        Set<String> reasons = new LinkedHashSet<>();
        switch (candidate.fit()) {
            case Fit.OtherIssuer ignored -> {
                return false;
            }
            case Fit.KeyUnknown ignored -> reasons.add(words.text("choose.key-unknown"));
            case Fit.Damaged ignored -> reasons.add(words.text("choose.damaged"));
            case Fit.FieldsUnfit(var token, var problems) ->
                problems.forEach(problem -> reasons.add(text.problems().problem(problem)));
            case Fit.Usable ignored -> {}
        }
        HeldCredential credential = candidate.credential();
        matching.obstacles().stream()
                .filter(obstacle -> obstacle.credentials().containsValue(credential))
                .forEach(obstacle -> reasons.add(text.problems().problem(obstacle.problem())));
        if (reasons.isEmpty()) {
            return false;
        }
        rows.add(Rows.title(
                words.text("uses.from", "name", Shown.line(credential.name()), "issuer", text.issuer(credential))));
        reasons.forEach(reason -> rows.add(Rows.bullet(reason)));
        return true;
    }
}
