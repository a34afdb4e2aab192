package holdfast.proving.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.credential.Tag;
import holdfast.dvr.DvrRequest;
import holdfast.dvr.Query;
import holdfast.dvr.QueryException;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonWriter;
import holdfast.proving.CircuitParameters;
import holdfast.proving.ProofFile;
import holdfast.proving.SessionId;
import holdfast.proving.StatementExporter;
import holdfast.token.Es256PublicKey;
import holdfast.token.VerifiedToken;
import holdfast.zk.circuit.Circuit;
import holdfast.zk.circuit.CircuitWriter;
import holdfast.zk.compiler.CircuitTooLargeException;
import holdfast.zk.field.FieldArray;
import holdfast.zk.field.Workers;
import holdfast.zk.gadget.DigestMac;
import holdfast.zk.protocol.Progress;
import holdfast.zk.protocol.ProofException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/** Writes the two circuits of a statement, in the order in which they are proven, into the files of one export. */
public final class EmbeddedExporter implements StatementExporter {
    private final Executor executor;
    private final int threads;
    private final CircuitCache cache;

    /**
     * @param executor shares the work
     * @param threads how many threads to use, the calling one included
     * @param cache keeps circuits between proofs and exports
     */
    public EmbeddedExporter(Executor executor, int threads, CircuitCache cache) {
        this.executor = executor;
        this.threads = threads;
        this.cache = cache;
    }

    @Override
    public void export(
            VerifiedToken<DvrRequest> request,
            SortedMap<Tag, Es256PublicKey> issuerKeys,
            ProofFile proof,
            Files files,
            BooleanSupplier cancelled)
            throws IOException {
        Workers workers = Workers.of(executor, threads, cancelled);
        try {
            Compiled compiled = cache.get(
                    Query.parse(request.content()),
                    proof.sizeClasses(),
                    Shape.parse(proof.shape()),
                    proof.branches(),
                    workers);
            OpenedProof opened = OpenedProof.open(
                            new OpenedProof.Statement(request, issuerKeys, proof, compiled), Progress.NONE, workers)
                    .orElseThrow(() -> new IllegalArgumentException("the proof ends early"));
            Files checked = name -> new Checked(files.create(name), workers);
            write(checked, compiled, opened, proof);
            try (OutputStream out = checked.create("seed.hex")) {
                out.write(HexFormat.of()
                        .formatHex(SessionId.of(request, issuerKeys, proof))
                        .getBytes(US_ASCII));
            }
        } catch (QueryException | UnfitException | CircuitTooLargeException | ProofException e) {
            throw new IllegalArgumentException("the proof does not fit the request: " + e.getMessage(), e);
        }
    }

    private static void write(Files files, Compiled compiled, OpenedProof opened, ProofFile proof) throws IOException {
        Circuit data = compiled.data().circuit();
        Circuit signatures = compiled.signatures().circuit();
        try (OutputStream out = files.create("circuit.lfc1")) {
            CircuitWriter.writeLfc1(data, out);
            CircuitWriter.writeLfc1(signatures, out);
        }
        try (OutputStream out = files.create("public.bin")) {
            out.write(bytes(data, opened.dataInputs()));
            out.write(bytes(signatures, opened.signatureInputs()));
        }
        try (OutputStream out = files.create("proof.bin")) {
            byte[] all = proof.zkproof().toArray();
            out.write(all, opened.start(), all.length - opened.start());
        }
        try (OutputStream out = files.create("params.json")) {
            out.write(JsonWriter.pretty(parameters(compiled)).getBytes(UTF_8));
        }
    }

    /** Asks before each write whether to go on; those to a circuit's file come in large pieces. */
    private static final class Checked extends FilterOutputStream {
        private final Workers workers;

        Checked(OutputStream out, Workers workers) {
            super(out);
            this.workers = workers;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            workers.check();
            out.write(bytes, offset, length);
        }
    }

    private static byte[] bytes(Circuit circuit, FieldArray inputs) {
        byte[] bytes = new byte[inputs.length() * circuit.field().byteLength()];
        circuit.field().writeBytes(inputs, bytes, 0, circuit.field().byteLength());
        return bytes;
    }

    private static JsonObject parameters(Compiled compiled) {
        List<Integer> inData = new ArrayList<>();
        List<Integer> inSignatures = new ArrayList<>();
        compiled.circuits().credentials().values().forEach(credential -> {
            inData.addAll(credential.keysInData());
            inSignatures.addAll(credential.keysInSignatures());
        });
        return JsonObject.builder()
                .put(
                        "circuits",
                        JsonValue.array(compiled.parameters().stream()
                                .map(EmbeddedExporter::parameters)
                                .toList()))
                .put(
                        "drawn",
                        JsonObject.builder()
                                .put("bytes", DigestMac.KEY_BYTES)
                                .put("inputs", JsonValue.array(List.of(numbers(inData), numbers(inSignatures))))
                                .build())
                .build();
    }

    private static JsonValue parameters(CircuitParameters parameters) {
        return JsonObject.builder()
                .put("field", parameters.field())
                .put("circuit_id", parameters.circuitId())
                .put("rate", parameters.rate())
                .put("queries", parameters.queries())
                .put("block_enc", parameters.blockEnc())
                .build();
    }

    private static JsonValue numbers(List<Integer> numbers) {
        return JsonValue.array(numbers.stream().map(n -> JsonValue.of((long) n)).toList());
    }
}
