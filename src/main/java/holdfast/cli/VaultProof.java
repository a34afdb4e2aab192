package holdfast.cli;

import holdfast.credential.Tag;
import holdfast.proving.ProofFile;
import holdfast.proving.Prover;
import holdfast.proving.StatementExporter;
import holdfast.text.NetworkText;
import holdfast.token.TokenException;
import holdfast.wallet.HeldCredential;
import holdfast.wallet.HeldRequest;
import holdfast.wallet.HistoryEntry;
import holdfast.wallet.Matching;
import holdfast.wallet.PresentationException;
import holdfast.wallet.Preview;
import holdfast.wallet.ProofExport;
import holdfast.wallet.Proving;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore.Access;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Proves a request of the vault, and takes proofs out of it. */
final class VaultProof {
    private final Terminal terminal;
    private final Clock clock;
    private final SecureRandom random;
    private final NetworkText words;
    private final Supplier<StatementExporter> exporter;

    VaultProof(
            Terminal terminal,
            Clock clock,
            SecureRandom random,
            NetworkText words,
            Supplier<StatementExporter> exporter) {
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
        this.words = words;
        this.exporter = exporter;
    }

    /** Makes and keeps the proof. */
    interface Maker {
        /** Null when nothing was proven, and why was printed. */
        Proving.@Nullable Outcome prove(
                Wallet wallet,
                HeldRequest request,
                Matching.Answer answer,
                LocalDate reference,
                BooleanSupplier cancelled)
                throws WalletException;
    }

    /** Proves on this machine. */
    static Maker embedded(Terminal terminal, Supplier<Prover> provers) {
        return (wallet, request, answer, reference, cancelled) -> {
            ProgressLine progress = new ProgressLine(terminal);
            try {
                return new Proving(wallet, provers.get()).prove(request, answer, reference, progress, cancelled);
            } finally {
                progress.end();
            }
        };
    }

    /**
     * What the holder wants besides the proof.
     *
     * @param out a new file for the proof, which is kept in the vault anyhow
     * @param evenNo whether an answer that is no shall be proven
     * @param export a folder for the proof as files of other implementations
     */
    record Wishes(
            @Nullable String out, boolean evenNo, @Nullable String export) {}

    int prove(WalletFolder folder, PresentationFiles choice, LocalDate reference, Wishes wishes, Maker maker)
            throws WalletException, TokenException, PresentationException {
        if (wishes.out() != null) {
            terminal.requireNew(wishes.out());
        }
        // Only from here on: while the passphrase is asked for, Ctrl-C shall end the program at once.
        try (Wallet wallet = folder.open(terminal, clock, random, Access.WRITE);
                CancelOnInterrupt interrupt = new CancelOnInterrupt()) {
            HeldRequest request = wallet.request(choice.request());
            Map<Tag, HeldCredential> chosen = new TreeMap<>();
            for (Map.Entry<Tag, String> id : choice.ids().entrySet()) {
                chosen.put(id.getKey(), wallet.credential(id.getValue()));
            }
            Matching matching;
            try {
                matching = Matching.of(wallet, request, choice.keys(terminal), reference, chosen);
            } catch (PresentationException.TagMismatch e) {
                throw new CliException(PresentationFiles.sentence(e));
            }
            RequestReport report = new RequestReport(terminal, wallet, request, matching);
            if (matching.answers().isEmpty()) {
                report.print(null, null, reference, clock.instant());
                return Cli.REFUSED;
            }
            Matching.Answer answer =
                    matching.suggested().orElse(matching.answers().getFirst());
            report.print(answer, Preview.of(wallet, request, answer.presentation(), reference), reference);
            terminal.out().println();
            terminal.out().flush();
            if (!answer.satisfied() && !wishes.evenNo()) {
                terminal.err().println("Nothing was proven, since the answer is no. Add --even-no to prove that.");
                return Cli.REFUSED;
            }
            try (NewExport exported = wishes.export() == null ? null : NewExport.in(wishes.export())) {
                Proving.Outcome outcome = maker.prove(wallet, request, answer, reference, interrupt);
                int code = outcome == null ? Cli.REFUSED : report(wallet, outcome, answer.satisfied(), wishes);
                if (exported != null && outcome instanceof Proving.Outcome.Proven(var entry, ProofFile proof)) {
                    if (!exported.write(
                            terminal, exporter.get(), answer.presentation().request(), proof, interrupt)) {
                        return Cli.REFUSED;
                    }
                    new ProofExport(wallet).exported(entry);
                    terminal.out().println("Wrote the export to " + wishes.export() + ".");
                }
                terminal.out().flush();
                return code;
            }
        }
    }

    private int report(Wallet wallet, Proving.Outcome outcome, boolean satisfied, Wishes wishes)
            throws WalletException {
        return switch (outcome) {
            case Proving.Outcome.Proven(HistoryEntry entry, var proof) ->
                kept(wallet, entry, satisfied ? "Proven" : "Proven; the answer is no", wishes);
            case Proving.Outcome.Attested(HistoryEntry entry, var token) ->
                kept(wallet, entry, "Attested by the service; the proof shows no issuer's signature", wishes);
            case Proving.Outcome.Failed(var entry, var why) -> {
                terminal.err()
                        .println(
                                why.remote() == null
                                        ? ProveCommand.impossible(why)
                                        : words.remote(why) + " [" + why.code() + "]");
                yield Cli.REFUSED;
            }
            case Proving.Outcome.Differs(var entry, String member) -> {
                terminal.err()
                        .println("The prover made another proof than was asked for (" + member
                                + " differs). It was thrown away; report this.");
                yield Cli.REFUSED;
            }
            case Proving.Outcome.Leaks(var entry, var hits) -> {
                ProveCommand.blocked(terminal, hits);
                yield Cli.REFUSED;
            }
            case Proving.Outcome.Cancelled(var entry) -> {
                terminal.err().println("Cancelled. Nothing was proven; the history says so.");
                yield Cli.REFUSED;
            }
        };
    }

    private int kept(Wallet wallet, HistoryEntry entry, String what, Wishes wishes) throws WalletException {
        terminal.out().println(what + ". The proof is in the vault, entry " + entry.number() + " of the history.");
        if (wishes.out() != null) {
            return export(terminal, wallet, entry, wishes.out());
        }
        terminal.out().println("Take it out with: holdfast proofs export " + entry.number() + " --out P.hfproof");
        return Cli.OK;
    }

    /** Writes the proof of an entry to a new file, after it was searched once more. */
    static int export(Terminal terminal, Wallet wallet, HistoryEntry entry, String out) throws WalletException {
        ProofExport export = new ProofExport(wallet);
        return switch (export.check(entry)) {
            case ProofExport.Outcome.NoProof ignored ->
                throw new CliException(
                        "Entry " + entry.number() + " has no proof. Look for \"proven\" in the list of the history.");
            case ProofExport.Outcome.Blocked(var hits) -> {
                ProveCommand.blocked(terminal, hits);
                yield Cli.REFUSED;
            }
            case ProofExport.Outcome.Ready ready -> {
                terminal.writeNew(out, ready.file(), false);
                yield exported(terminal, export, entry, out, ready.searched(), ready.credentialsGone());
            }
            case ProofExport.Outcome.Attested attested -> {
                terminal.writeNew(out, attested.file(), false);
                yield exported(terminal, export, entry, out, attested.searched(), attested.credentialsGone());
            }
        };
    }

    private static int exported(
            Terminal terminal, ProofExport export, HistoryEntry entry, String out, int searched, boolean gone)
            throws WalletException {
        export.exported(entry);
        terminal.out().println("Wrote " + out + ", searched for " + searched + " private values: none found.");
        if (gone) {
            terminal.warn("a credential it was made from is no longer in the wallet; its values were searched for when"
                    + " the proof was made");
        }
        return Cli.OK;
    }
}
