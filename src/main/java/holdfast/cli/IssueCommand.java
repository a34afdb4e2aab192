package holdfast.cli;

import holdfast.issuing.Issuer;
import holdfast.json.JsonValue.JsonObject;
import holdfast.token.Es256PrivateKey;
import holdfast.token.TokenException;
import holdfast.token.TokenSigner;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "issue",
        description = "Signs a person's data as their issuer: makes a credential.",
        footer = {
            "",
            "Example: holdfast issue --key keys/private.pem --data sari.json --out sari.jwt",
            "With a published key: … --jku https://bank.example/jwks.json --kid k-1"
        })
final class IssueCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final SecureRandom random;

    @Mixin
    private SigningKey key = new SigningKey();

    @Option(names = "--data", required = true, paramLabel = "JSON", description = "The data: a JSON object.")
    private String data;

    @Option(names = "--out", required = true, paramLabel = "F", description = "Where the token goes.")
    private String out;

    IssueCommand(Terminal terminal, SecureRandom random) {
        this.terminal = terminal;
        this.random = random;
    }

    @Override
    public Integer call() throws TokenException {
        JsonObject object = terminal.readObject(data);
        for (String marker : Issuer.idleMarkers(object)) {
            terminal.warn(
                    "the marker " + marker + " has no effect: it must be true and stand beside the field it names");
        }
        Es256PrivateKey privateKey = key.read(terminal);
        try {
            TokenSigner signer = new TokenSigner(privateKey, key.name(), random);
            terminal.write(out, new Issuer(signer).issue(object).compact());
        } finally {
            privateKey.destroy();
        }
        return Cli.OK;
    }
}
