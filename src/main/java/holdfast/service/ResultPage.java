package holdfast.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.crypto.Hashes;
import holdfast.service.http.Incoming;
import holdfast.service.http.Reply;
import holdfast.text.Language;
import holdfast.text.Messages;
import holdfast.text.Phrases;
import holdfast.verification.Verdict;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What came of a request, for people: HTML without script, from nowhere else, that asks for nothing. */
final class ResultPage {
    private static final String STYLE = "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;"
            + "padding:0 1rem;color:#1b1b1f;background:#fff}h1{font-size:1.4rem}dt{font-weight:600}dd{margin:0 0 .5rem}"
            + ".yes{color:#0b6b2f}.no{color:#a3121f}"
            + "@media(prefers-color-scheme:dark){body{color:#e6e6ea;background:#16161a}.yes{color:#7bd99a}.no{color:#ff9aa2}}";
    private static final int REFRESH_SECONDS = 3;

    private final String policy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
            + " style-src 'sha256-" + Base64.getEncoder().encodeToString(Hashes.sha256(STYLE.getBytes(UTF_8))) + "'";

    /** What the address says, else what the browser prefers. */
    static Language language(Incoming request) {
        String wanted = request.query("lang")
                .or(() -> request.header("Accept-Language"))
                .orElse("");
        try {
            List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(wanted);
            return ranges.isEmpty()
                    ? Language.ENGLISH
                    : Language.of(Locale.forLanguageTag(ranges.getFirst().getRange()));
        } catch (IllegalArgumentException e) {
            return Language.ENGLISH;
        }
    }

    /** @param expired whether no proof is taken any more */
    Reply show(Language language, String title, Optional<Verdict> verdict, boolean expired) {
        Messages messages = Messages.load("services", language);
        Phrases phrases = new Phrases(Messages.load("query", language));
        boolean open = !expired && verdict.map(found -> !found.accepted()).orElse(true);
        StringBuilder html = new StringBuilder("<!DOCTYPE html><html lang=\"" + language.tag()
                + "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
                + (open ? "<meta http-equiv=\"refresh\" content=\"" + REFRESH_SECONDS + "\">" : "")
                + "<title>" + escaped(title) + "</title><style>" + STYLE + "</style></head><body><h1>" + escaped(title)
                + "</h1>");
        if (verdict.isEmpty()) {
            paragraph(html, "", messages.text(expired ? "result.expired" : "result.waiting"));
        } else if (verdict.get().accepted()) {
            paragraph(html, "yes", messages.text("result.accepted"));
            outputs(html, messages, phrases, verdict.get());
        } else {
            paragraph(html, "no", messages.text("result.refused"));
        }
        verdict.ifPresent(found -> checks(html, messages, found));
        html.append("</body></html>");
        return Reply.text(200, "text/html; charset=utf-8", html.toString())
                .with("Content-Security-Policy", policy)
                .with("Content-Language", language.tag());
    }

    private static void outputs(StringBuilder html, Messages messages, Phrases phrases, Verdict verdict) {
        html.append("<h2>").append(escaped(messages.text("result.outputs"))).append("</h2><dl>");
        verdict.outputs()
                .forEach(output -> html.append("<dt>")
                        .append(escaped(output.key()))
                        .append("</dt><dd>")
                        .append(escaped(phrases.value(output.value())))
                        .append("</dd>"));
        html.append("</dl>");
    }

    private static void checks(StringBuilder html, Messages messages, Verdict verdict) {
        html.append("<h2>").append(escaped(messages.text("result.checks"))).append("</h2><ul>");
        verdict.checks()
                .forEach(check -> html.append("<li class=\"")
                        .append(check.passed() ? "yes" : "no")
                        .append("\">")
                        .append(escaped(messages.text(check.passed() ? "check.passed" : "check.failed")))
                        .append(' ')
                        .append(escaped(messages.text("check." + check.name().code())))
                        .append("</li>"));
        html.append("</ul>");
    }

    private static void paragraph(StringBuilder html, String kind, String text) {
        html.append("<p class=\"")
                .append(kind)
                .append("\">")
                .append(escaped(text))
                .append("</p>");
    }

    /** Text as it is, whatever it is: nothing in it is markup, and no control or direction character is obeyed. */
    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default ->
                    out.appendCodePoint(
                            Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? 0xFFFD : c);
            }
        });
        return out.toString();
    }
}
