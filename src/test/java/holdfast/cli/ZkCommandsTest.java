package holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.testing.Vectors;
import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZkCommandsTest {
    private static final String NAME = "longfellow-cpp/ecdsa-1sig-p256";
    private static final String[] PARAMETERS = {"--seed", "6861726e657373", "--rate", "7", "--queries", "132"};

    @TempDir
    private Path folder = Path.of("");

    private Path circuit = Path.of("");
    private Path publicInputs = Path.of("");

    @BeforeEach
    void unpack() throws IOException {
        circuit = unpacked(".circuit.lfc1");
        publicInputs = Vectors.path(NAME + ".public.bin");
    }

    @Test
    void info_ofTheSignatureCircuit_tellsItsSizes() {
        CliRunner.Result result = new CliRunner().run("zk", "info", "--circuit", circuit);
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("field             p256", "layers            11", "terms             49646");
    }

    @Test
    void verify_ofTheirProof_holdsAndIsRefusedWhenAnythingChanges() throws IOException {
        Path proof = Vectors.path(NAME + ".proof.bin");
        assertThat(verify(proof, PARAMETERS).code()).isZero();
        assertThat(verify(proof, PARAMETERS).out()).isEqualTo("The proof holds." + System.lineSeparator());
        CliRunner.Result otherSeed = verify(proof, "--seed", "00", "--rate", "7", "--queries", "132");
        assertThat(otherSeed.code()).isEqualTo(1);
        assertThat(otherSeed.err()).contains("COLUMN_NOT_COMMITTED");
        CliRunner.Result otherQueries = verify(proof, "--seed", "6861726e657373", "--rate", "7", "--queries", "131");
        assertThat(otherQueries.code()).isEqualTo(1);
        CliRunner.Result noRoom =
                verify(proof, "--seed", "6861726e657373", "--rate", "7", "--queries", "132", "--block-enc", "300");
        assertThat(noRoom.code()).isEqualTo(2);
        assertThat(noRoom.err()).contains("do not fit");
        CliRunner.Result badSeed = verify(proof, "--seed", "6g", "--rate", "7", "--queries", "132");
        assertThat(badSeed.code()).isEqualTo(2);
        assertThat(badSeed.err()).contains("--seed");
        Path cut = folder.resolve("cut");
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(proof), 1000));
        assertThat(verify(cut, PARAMETERS).err()).contains("TRUNCATED");
    }

    @Test
    void prove_ofTheirWitness_isVerified() throws IOException {
        Path proof = folder.resolve("proof");
        CliRunner.Result result = new CliRunner()
                .run(
                        "zk",
                        "prove",
                        "--circuit",
                        circuit,
                        "--witness",
                        unpacked(".inputs.bin"),
                        "--out",
                        proof,
                        "--seed",
                        "6861726e657373",
                        "--rate",
                        "7",
                        "--queries",
                        "132");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(verify(proof, PARAMETERS).code()).isZero();
        byte[] wrong = Files.readAllBytes(unpacked(".inputs.bin"));
        wrong[wrong.length - 32] ^= 1;
        Path witness = folder.resolve("wrong");
        Files.write(witness, wrong);
        CliRunner.Result refused = new CliRunner()
                .run(
                        "zk",
                        "prove",
                        "--circuit",
                        circuit,
                        "--witness",
                        witness,
                        "--out",
                        proof,
                        "--seed",
                        "00",
                        "--rate",
                        "7",
                        "--queries",
                        "132");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).startsWith("Not proven: the inputs do not satisfy the circuit");
    }

    @Test
    void bench_ofTwoCircuitsInAFile_tellsTimeAndHeapOfEachStage() throws IOException {
        Path twice = folder.resolve("twice");
        byte[] once = Files.readAllBytes(circuit);
        Files.write(twice, once);
        Files.write(twice, once, StandardOpenOption.APPEND);
        Path witness = unpacked(".inputs.bin");
        CliRunner.Result result = new CliRunner()
                .run(
                        "bench",
                        "zk",
                        "--circuit",
                        twice,
                        "--witness",
                        witness,
                        "--witness",
                        witness,
                        "--rate",
                        "7",
                        "--queries",
                        "132",
                        "--runs",
                        "1");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .containsPattern("commit +[0-9.]+ ms +[0-9]+ MiB")
                .contains("verify", "proof");
        CliRunner.Result one = new CliRunner()
                .run("bench", "zk", "--circuit", twice, "--witness", witness, "--rate", "7", "--queries", "132");
        assertThat(one.code()).isEqualTo(2);
        assertThat(one.err()).contains("TRAILING_BYTES");
    }

    @Test
    void circuit_thatIsNone_isBadInput() throws IOException {
        Path none = folder.resolve("none");
        Files.writeString(none, "hello");
        CliRunner.Result result = new CliRunner().run("zk", "info", "--circuit", none);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("UNKNOWN_FORMAT");
    }

    private CliRunner.Result verify(Path proof, String... parameters) {
        Object[] words = new Object[8 + parameters.length];
        Object[] first = {"zk", "verify", "--circuit", circuit, "--public", publicInputs, "--proof", proof};
        System.arraycopy(first, 0, words, 0, first.length);
        System.arraycopy(parameters, 0, words, first.length, parameters.length);
        return new CliRunner().run(words);
    }

    private Path unpacked(String suffix) throws IOException {
        Path target = folder.resolve("unpacked" + suffix);
        if (!Files.exists(target)) {
            try (InputStream in =
                    new ZstdInputStream(new ByteArrayInputStream(Vectors.bytes(NAME + suffix + ".zst")))) {
                Files.write(target, in.readAllBytes());
            }
        }
        return target;
    }
}
