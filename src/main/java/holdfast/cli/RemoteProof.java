package holdfast.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.attestation.AttestedEnclave;
import holdfast.net.AllowedAddresses;
import holdfast.net.GuardedClient;
import holdfast.net.HttpAddress;
import holdfast.net.LedgerLine;
import holdfast.net.MemoryLedger;
import holdfast.net.NetException;
import holdfast.net.Purpose;
import holdfast.proving.ContactedService;
import holdfast.proving.LeakScanner;
import holdfast.proving.Proof;
import holdfast.proving.ProofFile;
import holdfast.proving.ProofFileCodec;
import holdfast.proving.ProofSystem;
import holdfast.proving.ProofTask;
import holdfast.proving.ProvingException;
import holdfast.proving.ServiceAccount;
import holdfast.proving.ServiceKeys;
import holdfast.text.NetworkText;
import holdfast.token.ProofToken;
import holdfast.token.VerifiedToken;
import holdfast.wallet.Connections;
import holdfast.wallet.FieldPaths;
import holdfast.wallet.HeldRequest;
import holdfast.wallet.LeakCheck;
import holdfast.wallet.Matching;
import holdfast.wallet.Presentation;
import holdfast.wallet.Proving;
import holdfast.wallet.RemoteConsent;
import holdfast.wallet.RemoteProver;
import holdfast.wallet.RemoteProving;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Proves through a remote prover, after the user saw what it would read and agreed. */
final class RemoteProof {
    private final Terminal terminal;
    private final NetworkAccess network;
    private final RemoteOptions options;
    private final NetworkText words;

    RemoteProof(Terminal terminal, NetworkAccess network, RemoteOptions options, NetworkText words) {
        this.terminal = terminal;
        this.network = network;
        this.options = options;
        this.words = words;
    }

    /** From the vault. Null when nothing was sent; why was printed. */
    Proving.@Nullable Outcome fromVault(
            Wallet wallet, HeldRequest request, Matching.Answer answer, LocalDate reference, BooleanSupplier cancelled)
            throws WalletException {
        RemoteProver prover = RemoteProving.find(wallet, String.valueOf(options.remote()));
        Connections connections = new Connections(wallet, network.network().get());
        RemoteProving remote = new RemoteProving(wallet, connections, network.services());
        try (RemoteConsent consent = remote.contact(prover, request, answer, reference, cancelled)) {
            terminal.out().println(words.consentTitle(Terminal.visible(prover.name()), consent.address()));
            terminal.out().println(words.consentReads());
            consent.reads().forEach(read -> reads(read.name(), read.fields()));
            about(consent.isIssuerProven(), request.title(), prover.keys(), consent.keys(), consent.enclave());
            if (!options.agree()) {
                terminal.err().println(words.notSent() + " Repeat with --agree to send it.");
                return null;
            }
            return remote.prove(consent, options.acceptChangedKeys(), this::step, cancelled);
        } catch (ProvingException e) {
            terminal.err().println(words.remote(e) + " [" + e.code() + "]");
            return null;
        } catch (CancellationException e) {
            terminal.err().println("Cancelled. " + words.notSent());
            return null;
        }
    }

    /** From files, by address. The exit code; the proof is written by this. */
    int fromFiles(Presentation presentation, ProofTask task, Secrets secrets, String out) throws NetException {
        String address = String.valueOf(options.remote());
        MemoryLedger ledger = new MemoryLedger();
        GuardedClient client = network.network()
                .get()
                .client(
                        AllowedAddresses.of(List.of(new AllowedAddresses.Entry(
                                Purpose.REMOTE_PROVER, HttpAddress.parse(address), options.loopback()))),
                        ledger);
        ServiceAccount account = account(address, secrets);
        // Only from here on: while the secret is asked for, Ctrl-C shall end the program at once.
        try (CancelOnInterrupt cancelled = new CancelOnInterrupt();
                ContactedService service = network.services().apply(client).contact(account, cancelled)) {
            terminal.out().println(words.consentTitle(address, service.address()));
            terminal.out().println(words.consentReads());
            presentation
                    .credentials()
                    .forEach((tag, token) -> reads(
                            tag.isNone() ? "credential" : tag.name(),
                            FieldPaths.of(token.content().data())));
            about(
                    task.request().content().zkvm().equals(ProofSystem.LIBZK),
                    task.request().content().title(),
                    null,
                    service.keys(),
                    service.enclave());
            if (!options.agree()) {
                terminal.err().println(words.notSent() + " Repeat with --agree to send it.");
                return Cli.REFUSED;
            }
            return written(presentation, task.reference(), service.prove(task, this::step, cancelled), out);
        } catch (ProvingException e) {
            terminal.err().println(words.remote(e) + " [" + e.code() + "]");
            return Cli.REFUSED;
        } catch (CancellationException e) {
            terminal.err().println("Cancelled. Nothing was written.");
            return Cli.REFUSED;
        } finally {
            // There is no vault to keep them in.
            ledger.lines().forEach(line -> terminal.err().println(connection(line)));
        }
    }

    private ServiceAccount account(String address, Secrets secrets) {
        String account = options.account();
        if (account == null) {
            return new ServiceAccount(address, "", new byte[0], List.of());
        }
        char[] typed = secrets.read("Secret of the account: ");
        try {
            return new ServiceAccount(address, account, Secrets.utf8(typed), List.of());
        } finally {
            Arrays.fill(typed, '\0');
        }
    }

    private int written(Presentation presentation, LocalDate reference, Proof made, String out) {
        return switch (made) {
            case Proof.IssuerProven(ProofFile proof) -> {
                LeakScanner.Report report = LeakScanner.scan(proof, presentation.data());
                yield report.clean()
                        ? write(out, ProofFileCodec.write(proof), "Proven, and verified here.", report)
                        : blocked(report);
            }
            case Proof.ServiceAttested(VerifiedToken<ProofToken> token) -> {
                LeakScanner.Report report =
                        LeakCheck.scan(token.content(), presentation.outputs(reference), presentation.data());
                yield report.clean()
                        ? write(out, token.compact().getBytes(UTF_8), "Attested by the service only.", report)
                        : blocked(report);
            }
        };
    }

    private int blocked(LeakScanner.Report report) {
        ProveCommand.blocked(terminal, report.hits());
        return Cli.REFUSED;
    }

    private int write(String out, byte[] file, String what, LeakScanner.Report report) {
        terminal.write(out, file);
        terminal.err().println(what + " Searched for " + report.values() + " private values: none is in the proof.");
        return Cli.OK;
    }

    private void reads(String name, List<String> fields) {
        terminal.out()
                .println("  - "
                        + words.consentReads(
                                Terminal.visible(name),
                                fields.stream().map(Terminal::visible).toList()));
    }

    private void about(
            boolean issuerProven,
            String title,
            @Nullable ServiceKeys before,
            ServiceKeys now,
            Optional<AttestedEnclave> enclave) {
        terminal.out().println("  - " + words.consentRequest(Terminal.visible(title)));
        terminal.out().println(words.consentEnclave(enclave));
        terminal.out().println(words.consentKeys(before, now));
        terminal.out().println(words.consentProof(issuerProven));
        terminal.out().flush();
    }

    private void step(ContactedService.Step step) {
        terminal.err().println(words.step(step) + " …");
    }

    private String connection(LedgerLine line) {
        return "Connection: " + line.attempt().method() + " " + line.attempt().address() + ", "
                + words.result(line.result());
    }
}
