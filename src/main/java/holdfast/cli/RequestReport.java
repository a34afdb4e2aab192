package holdfast.cli;

import holdfast.credential.Tag;
import holdfast.dvr.Evaluation;
import holdfast.dvr.Finding;
import holdfast.dvr.Problem;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.proving.ProofSystem;
import holdfast.text.Language;
import holdfast.text.Line;
import holdfast.text.ProblemText;
import holdfast.text.QueryText;
import holdfast.token.TokenException;
import holdfast.wallet.HeldRequest;
import holdfast.wallet.Matching;
import holdfast.wallet.Preview;
import holdfast.wallet.Wallet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request of the wallet as a person or a program reads it before anything is proven. */
final class RequestReport {
    private final Terminal terminal;
    private final Wallet wallet;
    private final HeldRequest request;
    private final Matching matching;
    private final ProblemText sentences = new ProblemText(Language.ENGLISH);

    RequestReport(Terminal terminal, Wallet wallet, HeldRequest request, Matching matching) {
        this.terminal = terminal;
        this.wallet = wallet;
        this.request = request;
        this.matching = matching;
    }

    /** For programs; docs/FORMAT.md describes it. */
    JsonObject json(Matching.@Nullable Answer answer, @Nullable Preview preview, Instant now) {
        JsonValue.Builder tags = JsonObject.builder();
        matching.candidates()
                .forEach((tag, candidates) -> tags.put(
                        tag.name(),
                        JsonValue.array(candidates.stream().map(this::json).toList())));
        JsonValue.Builder out = RequestsListCommand.json(wallet, request, now)
                .put("digest", matching.request().content().digest())
                .put("satisfiable", matching.suggested().isPresent())
                .put("candidates", tags.build());
        if (answer != null) {
            JsonValue.Builder chosen = JsonObject.builder();
            answer.credentials()
                    .forEach((tag, credential) ->
                            chosen.put(tag.name(), credential.id().hex()));
            out.put(
                    "answer",
                    JsonObject.builder()
                            .put("credentials", chosen.build())
                            .put("satisfied", answer.satisfied())
                            .put("outputs", answer.evaluation().outputsJson())
                            .build());
        }
        if (preview != null) {
            out.put(
                            "findings",
                            JsonValue.array(preview.findings().stream()
                                    .map(finding -> JsonValue.of(finding.code().key()))
                                    .toList()))
                    .put(
                            "warnings",
                            JsonValue.array(preview.warnings().stream()
                                    .map(warning -> JsonValue.of(code(warning)))
                                    .toList()));
        }
        return out.put(
                        "obstacles",
                        JsonValue.array(matching.obstacles().stream()
                                .map(obstacle -> problem(obstacle.problem()))
                                .toList()))
                .build();
    }

    private JsonObject json(Matching.Candidate candidate) {
        List<JsonObject> problems = new ArrayList<>();
        if (candidate.fit() instanceof Matching.Fit.FieldsUnfit(var token, List<Problem> found)) {
            found.forEach(problem -> problems.add(problem(problem)));
        }
        return JsonObject.builder()
                .put("id", candidate.credential().id().hex())
                .put("fit", candidate.fit().code())
                .put("problems", JsonValue.array(problems))
                .build();
    }

    private JsonObject problem(Problem problem) {
        return JsonObject.builder()
                .put("error", problem.error().engineName())
                .put("fault", problem.fault().key())
                .put(
                        "field",
                        JsonValue.ofNullable(
                                problem.field() == null ? null : problem.field().toString()))
                .put("sentence", sentences.problem(problem))
                .build();
    }

    /** Who asks, which credentials can answer and why others cannot, and what would be told. */
    void print(Matching.@Nullable Answer answer, @Nullable Preview preview, LocalDate reference, Instant now) {
        var out = terminal.out();
        out.println(Terminal.visible(request.title()));
        out.println();
        out.println("  id        " + request.id());
        out.println("  state     " + request.state(now).code());
        out.println("  who asks  " + Terminal.visible(wallet.verifier(request).displayName()) + " ("
                + CredentialsListCommand.describe(wallet.verifier(request)) + ")");
        out.println("  digest    " + matching.request().content().digest());
        for (Map.Entry<Tag, List<Matching.Candidate>> entry :
                matching.candidates().entrySet()) {
            out.println();
            out.println(entry.getKey().isNone() ? "Your credentials" : "Your credentials for " + entry.getKey());
            if (entry.getValue().isEmpty()) {
                out.println("  none in the wallet");
            }
            entry.getValue().forEach(this::print);
        }
        if (answer == null || preview == null) {
            out.println();
            out.println("This cannot be proven with what is in the wallet.");
            matching.obstacles()
                    .forEach(obstacle -> out.println("  " + Terminal.visible(sentences.problem(obstacle.problem()))));
            return;
        }
        print(answer, preview, reference);
    }

    private void print(Matching.Candidate candidate) {
        var out = terminal.out();
        String what = switch (candidate.fit()) {
            case Matching.Fit.Usable ignored -> "can be used";
            case Matching.Fit.FieldsUnfit ignored -> "lacks what is asked for:";
            case Matching.Fit.OtherIssuer ignored -> "is from another issuer";
            case Matching.Fit.KeyUnknown(TokenException why) -> "cannot be compared: " + why.getMessage();
            case Matching.Fit.Damaged(TokenException why) -> "does not verify: " + why.getMessage();
        };
        out.println("  " + candidate.credential().id().brief() + "  "
                + Terminal.visible(candidate.credential().name()) + "  " + what);
        if (candidate.fit() instanceof Matching.Fit.FieldsUnfit(var token, List<Problem> problems)) {
            problems.forEach(problem -> out.println("      " + Terminal.visible(sentences.problem(problem))));
        }
    }

    /** What the verifier would learn from this answer, and what stays with the holder. */
    void print(Matching.Answer answer, Preview preview, LocalDate reference) {
        var out = terminal.out();
        QueryText text = new QueryText(Language.ENGLISH, answer.presentation().query(), reference);
        Evaluation.Evaluated evaluated = answer.evaluation();
        out.println();
        out.println("With "
                + String.join(
                        ", ",
                        answer.credentials().values().stream()
                                .map(credential -> Terminal.visible(credential.name()))
                                .toList())
                + (answer.satisfied() ? "" : ", the answer is NO, and that can be proven too"));
        for (Line line : text.conditions(evaluated)) {
            out.print(lines(line));
        }
        QueryText.BranchText branch = text.branch(evaluated);
        out.println();
        out.println("The verifier will learn");
        branch.learns().forEach(line -> out.print(lines(line)));
        evaluated
                .outputsJson()
                .members()
                .forEach((key, value) -> out.println(
                        "    " + Terminal.visible(key) + " = " + Terminal.visible(Terminal.prettyJson(value))));
        if (!branch.when().isEmpty()) {
            out.println("  which case is yours, by these conditions:");
            branch.when().forEach(line -> out.print(lines(line).indent(2)));
        }
        if (answer.presentation().request().content().zkvm().equals(ProofSystem.LIBZK)) {
            out.println("  about how large the signed data is, and about how long each list is that is read");
        }
        out.println();
        out.println("Stays with you");
        branch.kept().forEach(field -> out.println("  " + Terminal.visible(field)));
        out.println("  and the rest of each credential");
        for (Finding finding : preview.findings()) {
            if (finding.severity() != Finding.Severity.ADVICE) {
                terminal.warn(Terminal.visible(withoutStop(sentences.finding(finding))));
            }
        }
        preview.warnings().forEach(warning -> terminal.warn(Terminal.visible(sentence(warning))));
    }

    private static String lines(Line line) {
        StringBuilder out = new StringBuilder();
        line.indented()
                .lines()
                .forEach(part -> out.append("  ").append(Terminal.visible(part)).append('\n'));
        return out.toString();
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private static String code(Preview.Warning warning) {
        return switch (warning) {
            case Preview.Warning.UnknownVerifier ignored -> "unknown-verifier";
            case Preview.Warning.ChangedVerifier ignored -> "changed-verifier";
            case Preview.Warning.OldRequest ignored -> "old-request";
            case Preview.Warning.Expired ignored -> "expired";
            case Preview.Warning.AnsweredBefore ignored -> "answered-before";
            case Preview.Warning.RepeatedThreshold ignored -> "repeated-threshold";
        };
    }

    private static String sentence(Preview.Warning warning) {
        return switch (warning) {
            case Preview.Warning.UnknownVerifier ignored ->
                "you never answered this verifier; make sure who it is before you prove";
            case Preview.Warning.ChangedVerifier ignored ->
                "the verifier's key is not the one it had; ask the verifier before you prove";
            case Preview.Warning.OldRequest(long days) -> "the request came " + days + " days ago";
            case Preview.Warning.Expired ignored -> "the request has expired; the verifier takes no proof for it";
            case Preview.Warning.AnsweredBefore ignored -> "the verifier has an answer to this request already";
            case Preview.Warning.RepeatedThreshold(String field, String title) ->
                "the same verifier compared " + field + " before, in \"" + title
                        + "\"; each answer narrows the value down";
        };
    }
}
