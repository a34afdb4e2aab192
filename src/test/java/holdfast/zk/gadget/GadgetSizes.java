package holdfast.zk.gadget;

import holdfast.zk.compiler.CompiledCircuit;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Sum;
import holdfast.zk.field.Field;
import holdfast.zk.field.Fields;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.function.Consumer;

/** Prints the sizes of the gadgets' circuits, for docs/PROOF.md. Arguments: numbers of blocks; twice to see it warm. */
final class GadgetSizes {
    private GadgetSizes() {}

    public static void main(String[] args) {
        PrintStream out = System.out;
        out.println(
                "| circuit | field | private inputs | terms | of them copies | layers | wires | program | layers |");
        out.println("|---|---|---|---|---|---|---|---|---|");
        for (String blocks : args) {
            int n = Integer.parseInt(blocks);
            print(out, "ECDSA P-256", Fields.p256(), GadgetSizes::ecdsa);
            print(out, "SHA-256, " + n + " blocks", Fields.fp128(), p -> sha256(p, n));
            print(out, "SHA-256 and base64url, " + n + " blocks", Fields.fp128(), p -> signingInput(p, n));
        }
    }

    static void ecdsa(Program program) {
        DigestWords digest = new DigestWords(program);
        new EcdsaP256(program, digest.number());
        new DigestMac(program, digest.words());
    }

    static void sha256(Program program, int blocks) {
        new DigestMac(program, new Sha256Message(program, blocks).digestWords());
    }

    static void signingInput(Program program, int blocks) {
        Sha256Message sha = new Sha256Message(program, blocks);
        Base64Payload payload = new Base64Payload(program, sha);
        new DigestMac(program, sha.digestWords());
        // Nothing else reads the payload here; as a public input its sum keeps it in the circuit.
        Sum all = program.sum();
        for (int i = 0; i < payload.size(); i++) {
            all.add(payload.payloadByte(i));
        }
        program.assertEqual("sum", all.expr(), program.publicInput("sum"));
    }

    private static void print(PrintStream out, String name, Field field, Consumer<Program> gadget) {
        long start = cpu();
        Program program = new Program(field);
        gadget.accept(program);
        long made = cpu();
        CompiledCircuit compiled = program.compile();
        long done = cpu();
        out.printf(
                "| %s | %s | %,d | %,d | %,d | %d | %,d | %d ms | %d ms |%n",
                name,
                field.name(),
                compiled.circuit().privateInputs(),
                compiled.terms(),
                compiled.copies(),
                compiled.circuit().layers().size(),
                compiled.circuit().wireCount(),
                (made - start) / 1_000_000,
                (done - made) / 1_000_000);
    }

    /** Processor time of this thread: other work on the machine does not count. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
