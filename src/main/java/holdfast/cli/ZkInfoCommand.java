package holdfast.cli;

import holdfast.zk.protocol.CircuitFile;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "info",
        description = "Reads a circuit, computes its identifier and tells its sizes.",
        footer = {"", "Example: holdfast zk info --circuit sha256.lfc1"})
final class ZkInfoCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final ZkFiles files = new ZkFiles();

    ZkInfoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CircuitFile.Sizes info = files.read().sizes();
        terminal.out().println("id                " + info.id());
        terminal.out().println("field             " + info.field());
        terminal.out().println("layers            " + info.layers());
        terminal.out().println("wires             " + info.wires());
        terminal.out().println("terms             " + info.terms());
        terminal.out().println("wire pairs        " + info.slots());
        terminal.out().println("inputs            " + info.inputs());
        terminal.out().println("public inputs     " + info.publicInputs());
        terminal.out().println("subfield boundary " + info.subfieldBoundary());
        terminal.out().println("outputs           " + info.outputs());
        return Cli.OK;
    }
}
