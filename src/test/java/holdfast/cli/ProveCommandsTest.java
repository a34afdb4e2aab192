package holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.cli.CliRunner.Result;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** prove and verify with the real prover: what is proven verifies from the request alone, and nothing else does. */
class ProveCommandsTest {
    private static final String QUERY =
            "[{\"assign\":{\"adult\":{\">=\":[{\"get_age\":[{\"dvar\":\"born\"},\"DD/MM/YYYY\"]},18]}}},"
                    + "{\"output\":{\"result\":{\"lvar\":\"adult\"}}},{\"output\":{\"name\":{\"dvar\":\"name\"}}}]";

    @TempDir
    private Path folder;

    private final CliRunner cli = new CliRunner();

    @Test
    void prove_thenVerify_acceptsExactlyWhatWasProven() throws Exception {
        Path request = request("request.jwt");
        Path credential = credential(
                "{\"name\":\"Sari\",\"_name_zkpass_public_\":true,\"born\":\"17/08/1994\",\"id\":\"3174-0003-77\"}");
        Path proof = folder.resolve("sari.hfproof");
        Result proven = cli.run(
                "prove",
                "--request",
                request,
                "--credential",
                credential,
                "--out",
                proof,
                "--nonce",
                "n-1",
                "--audience",
                "lender");
        assertThat(proven.code()).as(proven.err()).isZero();
        assertThat(proven.err()).contains("none is in the proof");
        assertThat(Files.readString(proof)).doesNotContain("3174-0003-77").doesNotContain("17/08/1994");

        JsonObject verdict = verify(0, request, proof, "--nonce", "n-1", "--audience", "lender");
        assertThat(verdict.get("accepted")).isEqualTo(JsonValue.of(true));
        assertThat(verdict.get("provenBy")).isEqualTo(JsonValue.of("issuer-proven"));
        assertThat(JsonWriter.compact(verdict.members().get("outputs")))
                .isEqualTo("{\"result\":true,\"name\":\"Sari\"}");

        assertThat(failed(verify(1, request, proof, "--nonce", "n-2", "--audience", "lender")))
                .contains("nonce");
        assertThat(failed(verify(1, request, proof))).contains("nonce", "audience");
        assertThat(failed(verify(1, request("other.jwt"), proof, "--nonce", "n-1", "--audience", "lender")))
                .contains("request-digest");

        String text = Files.readString(proof);
        Path altered = folder.resolve("altered.hfproof");
        Files.writeString(altered, text.replace("\"name\":\"Sari\"", "\"name\":\"Budi\""));
        assertThat(failed(verify(1, request, altered, "--nonce", "n-1", "--audience", "lender")))
                .containsExactly("proof");
        int middle = text.indexOf("\"zkproof\":\"") + text.indexOf("\",\"dvr_title\"") / 2;
        char other = text.charAt(middle) == 'A' ? 'B' : 'A';
        Files.writeString(altered, text.substring(0, middle) + other + text.substring(middle + 1));
        assertThat(failed(verify(1, request, altered, "--nonce", "n-1", "--audience", "lender")))
                .containsExactly("proof");
        assertThat(cli.run("show", proof).out()).contains("These are its claims");
    }

    @Test
    void prove_usedStringWithAnEscape_isRefusedByItsReason() throws Exception {
        Path request = request("request.jwt");
        Path credential = credential("{\"name\":\"Sa\\\"ri\",\"_name_zkpass_public_\":true,\"born\":\"17/08/1994\"}");
        Path proof = folder.resolve("never.hfproof");
        Result proven = cli.run("prove", "--request", request, "--credential", credential, "--out", proof);
        assertThat(proven.code()).isEqualTo(1);
        assertThat(proven.err()).contains("[string-escaped]").contains("name");
        assertThat(proof).doesNotExist();
    }

    @Test
    void export_ofAProof_isVerifiedFromItsFilesAndRefusedWhenAnyOfThemChanges() throws Exception {
        Path request = request("request.jwt");
        Path credential = credential("{\"name\":\"Sari\",\"_name_zkpass_public_\":true,\"born\":\"17/08/1994\"}");
        Path export = folder.resolve("export");
        Object[] prove = {
            "prove", "--request", request, "--credential", credential, "--out", folder.resolve("p"), "--export", export
        };
        Result proven = cli.run(prove);
        assertThat(proven.code()).as(proven.err()).isZero();
        Result holds = cli.run("zk", "verify", "--export", export);
        assertThat(holds.code()).as(holds.err()).isZero();
        assertThat(holds.out()).contains("(fp128, ", "(p256, ", "The proof holds.");

        assertThat(refused(export, "proof.bin", bytes -> bytes[bytes.length / 2] ^= 1))
                .contains("COLUMN_NOT_COMMITTED");
        assertThat(refused(export, "seed.hex", bytes -> bytes[0] = (byte) (bytes[0] == '0' ? '1' : '0')))
                .contains("NOT_DRAWN");
        // The first key of the tie in the second circuit, whose last 18 public inputs are the tie's.
        int elements = Files.readAllBytes(export.resolve("public.bin")).length;
        assertThat(refused(export, "public.bin", bytes -> bytes[elements - 18 * 32] ^= 1))
                .contains("NOT_DRAWN");
        // The issuer's key begins behind the second circuit's constant 1.
        assertThat(refused(export, "public.bin", bytes -> bytes[elements - (18 + 1024) * 32] ^= 1))
                .contains("COLUMN_NOT_COMMITTED");
        Files.write(export.resolve("proof.bin"), new byte[1], StandardOpenOption.APPEND);
        assertThat(cli.run("zk", "verify", "--export", export).err()).contains("TRAILING_BYTES");
        Result again = cli.run(prove);
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("is not empty");
    }

    /** What is said of an export with one file changed, which is changed back. */
    private String refused(Path export, String name, Consumer<byte[]> change) throws Exception {
        byte[] good = Files.readAllBytes(export.resolve(name));
        byte[] bad = good.clone();
        change.accept(bad);
        Files.write(export.resolve(name), bad);
        Result result = cli.run("zk", "verify", "--export", export);
        Files.write(export.resolve(name), good);
        assertThat(result.code()).as(result.err()).isEqualTo(1);
        return result.err();
    }

    private JsonObject verify(int code, Path request, Path proof, String... more) throws Exception {
        List<Object> args = new ArrayList<>(List.of("verify", "--request", request, "--proof", proof, "--json"));
        args.addAll(List.of(more));
        Result result = cli.run(args.toArray());
        assertThat(result.code()).as(result.out() + result.err()).isEqualTo(code);
        return JsonReader.readObject(result.out(), JsonLimits.PROOF);
    }

    private static List<String> failed(JsonObject verdict) {
        return ((JsonArray) verdict.members().get("checks"))
                .items().stream()
                        .map(JsonObject.class::cast)
                        .filter(check -> check.get("passed").equals(JsonValue.of(false)))
                        .map(check -> ((JsonValue.JsonString) check.members().get("name")).value())
                        .toList();
    }

    private Path request(String name) throws Exception {
        if (Files.notExists(folder.resolve("issuer"))) {
            cli.run("keygen", "--kid", "k-1", "--out", folder.resolve("issuer"));
            cli.run("keygen", "--kid", "k-1", "--out", folder.resolve("verifier"));
        }
        Path query = Files.writeString(folder.resolve("query.json"), QUERY);
        Path out = folder.resolve(name);
        Result made = cli.run(
                "request",
                "--key",
                folder.resolve("verifier/private.pem"),
                "--query",
                query,
                "--title",
                "Adult",
                "--issuer",
                folder.resolve("issuer/public.pem"),
                "--out",
                out);
        assertThat(made.code()).as(made.err()).isZero();
        return out;
    }

    private Path credential(String data) throws Exception {
        Path file = Files.writeString(folder.resolve("data.json"), data);
        Path out = folder.resolve("credential.jwt");
        Result made = cli.run("issue", "--key", folder.resolve("issuer/private.pem"), "--data", file, "--out", out);
        assertThat(made.code()).as(made.err()).isZero();
        return out;
    }
}
