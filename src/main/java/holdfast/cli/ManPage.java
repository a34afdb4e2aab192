package holdfast.cli;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of section 1, in the {@code man} macros of roff, from the commands themselves: it cannot fall behind. */
final class ManPage {
    private final StringBuilder out = new StringBuilder();

    private ManPage() {}

    static String of(CommandSpec root, String version) {
        ManPage page = new ManPage();
        page.line(".TH HOLDFAST 1 \"\" \"Holdfast " + escape(version) + "\" \"Holdfast\"");
        page.line(".SH NAME");
        page.line("holdfast \\- proves facts about you without showing the data");
        page.line(".SH SYNOPSIS");
        page.line(".B holdfast");
        page.line("[\\fICOMMAND\\fR [\\fIOPTIONS\\fR]]");
        page.line(".SH DESCRIPTION");
        page.paragraph(root.usageMessage().description());
        page.line(".SH COMMANDS");
        root.subcommands().values().forEach(page::command);
        page.line(".SH FILES AND EXIT STATUS");
        page.paragraph(root.usageMessage().footer());
        page.line(".SH ENVIRONMENT");
        page.line(".TP");
        page.line(".B XDG_DATA_HOME, XDG_STATE_HOME");
        page.line("Where the vault, and what is remembered beside it, are kept unless \\-\\-vault names a folder.");
        return page.out.toString();
    }

    private void command(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        if (spec.usageMessage().hidden()) {
            return;
        }
        line(".SS \"" + escape(spec.qualifiedName()) + "\"");
        paragraph(spec.usageMessage().description());
        String prefix = spec.qualifiedName() + " ";
        String synopsis =
                command.getHelp().synopsis(0).strip().replaceAll("\\s+", " ").replace("[-hV] ", "");
        if (synopsis.startsWith(prefix)) {
            line(".P");
            line("\\fB" + escape(spec.qualifiedName()) + "\\fR " + escape(synopsis.substring(prefix.length())));
        }
        List<ArgSpec> arguments = Stream.concat(
                        spec.positionalParameters().stream(),
                        spec.options().stream().filter(option -> !option.usageHelp() && !option.versionHelp()))
                .filter(argument -> !argument.hidden())
                .toList();
        for (ArgSpec argument : arguments) {
            line(".TP");
            line(
                    switch (argument) {
                        case OptionSpec option -> {
                            String names = Arrays.stream(option.names())
                                    .map(name -> "\\fB" + escape(name) + "\\fR")
                                    .collect(Collectors.joining(", "));
                            yield option.arity().max() == 0
                                    ? names
                                    : names + " \\fI" + escape(option.paramLabel()) + "\\fR";
                        }
                        case PositionalParamSpec parameter -> "\\fI" + escape(parameter.paramLabel()) + "\\fR";
                        default -> throw new IllegalStateException("an argument is an option or a parameter");
                    });
            Arrays.stream(argument.description()).forEach(text -> line(escape(plain(text))));
        }
        paragraph(spec.usageMessage().footer());
        spec.subcommands().values().forEach(this::command);
    }

    /** Lines of a help text; an empty one ends a paragraph. */
    private void paragraph(String[] lines) {
        line(".P");
        boolean open = false;
        for (String text : lines) {
            if (text.isBlank()) {
                if (open) {
                    line(".P");
                }
                open = false;
            } else {
                if (open) {
                    line(".br");
                }
                line(escape(plain(text)));
                open = true;
            }
        }
    }

    private static String plain(String text) {
        return Ansi.OFF.string(String.format(text));
    }

    /** What roff would act on means itself; what is not ASCII is named, whatever encoding roff expects. */
    private static String escape(String text) {
        String escaped = text.strip().replace("\\", "\\e").replace("-", "\\-").replace("\"", "\\(dq");
        StringBuilder ascii = new StringBuilder(escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" : "");
        escaped.codePoints()
                .forEach(c -> ascii.append(c < 0x80 ? Character.toString(c) : String.format("\\[u%04X]", c)));
        return ascii.toString();
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
