package holdfast.text;

import holdfast.dvr.Finding;
import holdfast.dvr.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sentences for what is wrong with a query, with data under a query, and for what lint finds. */
public final class ProblemText {
    private final Messages messages;
    private final Phrases phrases;

    public ProblemText(Language language) {
        messages = Messages.load("query", language);
        phrases = new Phrases(messages);
    }

    /** What is wrong, without the place. */
    public String problem(Problem problem) {
        Map<String, String> arguments = arguments(words(problem));
        arguments.put("field", problem.field() == null ? messages.text("fault.a-value") : quotedPath(problem));
        return messages.text("fault." + problem.fault().key(), arguments);
    }

    private String quotedPath(Problem problem) {
        return phrases.quoted(String.valueOf(problem.field()));
    }

    /** What was found. */
    public String finding(Finding finding) {
        if (finding.problem() != null) {
            return problem(finding.problem());
        }
        return messages.text("lint." + finding.code().key(), arguments(words(finding)));
    }

    /** What to do about it. */
    public String remedy(Finding finding) {
        return messages.text("lint." + finding.code().key() + ".remedy", arguments(words(finding)));
    }

    /** The severity in a word. */
    public String severity(Finding.Severity severity) {
        return messages.text("severity." + severity.name().toLowerCase(Locale.ROOT));
    }

    private List<String> words(Problem problem) {
        List<String> given = problem.arguments();
        return switch (problem.fault()) {
            case NOT_JSON -> List.of(messages.text("json." + key(given.getFirst())));
            case NOT_AN_ARRAY,
                    BLOCK_NOT_AN_ARRAY,
                    OPERANDS_NOT_AN_ARRAY,
                    PATH_NOT_TEXT,
                    FILTER_NOT_BOOLEAN,
                    NOT_AN_OBJECT,
                    NOT_A_LIST,
                    VALUE_KIND -> List.of(messages.text("kind." + given.getFirst()));
            case RELATION_TYPES -> List.of(given.getFirst(), type(given.get(1)), type(given.get(2)));
            case CONDITION_NOT_BOOLEAN -> List.of(phrases.quoted(given.getFirst()), type(given.get(1)));
            case DATE_NOT_TEXT -> List.of(type(given.getFirst()));
            case INDEX_PAST_END ->
                List.of(
                        phrases.number(Long.parseLong(given.getFirst()) + 1),
                        phrases.number(Long.parseLong(given.get(1))));
            case TOO_MANY_OPERANDS, DATE_INVALID -> given;
            default -> given.stream().map(phrases::quoted).toList();
        };
    }

    private List<String> words(Finding finding) {
        List<String> given = finding.arguments();
        return switch (finding.code()) {
            case TYPE_CONFLICT -> List.of(given.getFirst(), type(given.get(1)), type(given.get(2)));
            case FIELD_TYPE_CONFLICT ->
                List.of(phrases.quoted(given.getFirst()), type(given.get(1)), type(given.get(2)));
            case NOT_A_CONDITION -> List.of(phrases.quoted(given.getFirst()), type(given.get(1)));
            case DATE_TYPE -> List.of(type(given.getFirst()));
            case INVALID_DATE -> List.of(phrases.quoted(given.getFirst()), given.get(1));
            case CONSTANT_CONDITION ->
                List.of(messages.text(given.getFirst().equals("true") ? "lint.always" : "lint.never"));
            case LISTS_COMPARED, NEEDLESS_QUANTIFIER, DEAD_BRANCH -> given;
            case IDENTIFIER_TEST -> List.of(phrases.quoted(given.getFirst()), given.get(1));
            default -> given.stream().map(phrases::quoted).toList();
        };
    }

    private String type(String type) {
        return messages.text("type." + (type.isEmpty() ? "unknown" : key(type)));
    }

    private static String key(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Positions as names: {@code {1}} is the first. */
    private static Map<String, String> arguments(List<String> words) {
        Map<String, String> arguments = new TreeMap<>();
        List<String> all = new ArrayList<>(words);
        for (int i = 0; i < all.size(); i++) {
            arguments.put(Integer.toString(i + 1), all.get(i));
        }
        return arguments;
    }
}
