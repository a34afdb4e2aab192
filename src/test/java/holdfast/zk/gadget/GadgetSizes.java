package holdfast.zk.gadget;

import holdfast.zk.compiler.CompiledCircuit;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Sum;
import holdfast.zk.field.Field;
import holdfast.zk.field.Fields;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.function.Consumer;

/** Prints the sizes of the gadgets' circuits, for docs/PROOF.md. */
final class GadgetSizes {
    private GadgetSizes() {}

    public static void main(String[] args) {
        PrintStream out = System.out;
        for (int i = 0; i < 2; i++) {
            print(out, "ecdsa", Fields.p256(), p -> new EcdsaP256(p, WideBits.witness(p, "digest", 256)));
        }
        for (int blocks : new int[] {8, 16}) {
            print(out, "sha256 + base64url " + blocks, Fields.fp128(), p -> {
                Sha256Message sha = new Sha256Message(p, blocks);
                Base64Payload payload = new Base64Payload(p, sha);
                Sum sum = p.sum();
                for (int i = 0; i < payload.size(); i++) {
                    sum.add(payload.payloadByte(i));
                }
                p.assertZero("use", sum.expr());
            });
        }
        for (int blocks : new int[] {1, 2, 8, 16, 16, 16}) {
            print(out, "sha256 " + blocks, Fields.fp128(), p -> new Sha256Message(p, blocks).digestWords());
        }
    }

    /** Processor time of this thread: other work on the machine does not count. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    static void print(PrintStream out, String name, Field field, Consumer<Program> gadget) {
        long start = cpu();
        Program program = new Program(field);
        gadget.accept(program);
        long made = cpu();
        CompiledCircuit compiled = program.compile();
        long done = cpu();
        out.printf(
                "| %s | %s | %d inputs | %d terms | %d copies | %d layers | %d wires | program %d ms, layers %d ms | %s%n",
                name,
                field.name(),
                compiled.circuit().inputs(),
                compiled.terms(),
                compiled.copies(),
                compiled.circuit().layers().size(),
                compiled.circuit().wireCount(),
                (made - start) / 1_000_000,
                (done - made) / 1_000_000,
                compiled.termsBySection());
    }
}
