package holdfast.cli;

import holdfast.proving.Prover;
import holdfast.proving.StatementExporter;
import holdfast.proving.StatementVerifier;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/**
 * What proves and verifies. Each is made only when a command needs it, since most commands do not.
 *
 * @param prover makes proofs on this machine
 * @param verifier checks them
 * @param exporter hands them out for other implementations
 * @param threads runs what waits for others, such as looking up a name: a thread for each
 */
public record Engines(
        Supplier<Prover> prover,
        Supplier<StatementVerifier> verifier,
        Supplier<StatementExporter> exporter,
        Supplier<ExecutorService> threads) {}
