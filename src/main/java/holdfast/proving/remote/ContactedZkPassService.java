package holdfast.proving.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.attestation.AttestedEnclave;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonWriter;
import holdfast.net.Answer;
import holdfast.proving.ContactedService;
import holdfast.proving.Proof;
import holdfast.proving.ProofSystem;
import holdfast.proving.ProofTask;
import holdfast.proving.ProvingException;
import holdfast.proving.RemoteFailure;
import holdfast.proving.ServiceAccount;
import holdfast.proving.ServiceKeys;
import holdfast.token.NestedTokens;
import holdfast.token.TokenException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A zkPass service whose keys are known. */
final class ContactedZkPassService implements ContactedService {
    private final ServiceAccount account;
    private final ServiceKeys keys;
    private final Optional<AttestedEnclave> enclave;
    private final BiFunction<BooleanSupplier, Watch, Exchange> exchanges;
    private final ProofReader reader;
    private final SecureRandom random;
    private final Clock clock;

    ContactedZkPassService(
            ServiceAccount account,
            ServiceKeys keys,
            Optional<AttestedEnclave> enclave,
            BiFunction<BooleanSupplier, Watch, Exchange> exchanges,
            ProofReader reader,
            SecureRandom random,
            Clock clock) {
        this.account = account;
        this.keys = keys;
        this.enclave = enclave;
        this.exchanges = exchanges;
        this.reader = reader;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public String address() {
        return account.address();
    }

    @Override
    public ServiceKeys keys() {
        return keys;
    }

    @Override
    public Optional<AttestedEnclave> enclave() {
        return enclave;
    }

    @Override
    public Proof prove(ProofTask task, Consumer<Step> steps, BooleanSupplier cancelled) throws ProvingException {
        steps.accept(Step.SEND);
        String body = body(task);
        Answer answer;
        try (Watch watch = new Watch(cancelled)) {
            answer = exchanges.apply(cancelled, watch).prove(body, authorization(), () -> steps.accept(Step.WAIT));
            watch.check();
        }
        steps.accept(Step.CHECK);
        return reader.read(OutputReader.token(answer), task, clock.instant(), cancelled);
    }

    private String body(ProofTask task) throws ProvingException {
        try {
            JsonValue.Builder body = JsonObject.builder()
                    .put(
                            "user_data_token",
                            NestedTokens.encryptUserData(
                                    task.credentials(), keys.encryption(), ZkPassService.ENCRYPTION_KEY, random))
                    .put(
                            "dvr_token",
                            NestedTokens.encryptRequest(
                                    task.request(), keys.encryption(), ZkPassService.ENCRYPTION_KEY, random));
            if (task.request().content().zkvm().equals(ProofSystem.LIBZK)) {
                JsonObject session = JsonObject.builder()
                        .put("date", task.reference().toString())
                        .put("time_stamp", task.timestamp().getEpochSecond())
                        .putIfPresent("nonce", task.nonce())
                        .putIfPresent("audience", task.audience())
                        .build();
                body.put(
                        "session_token",
                        NestedTokens.encryptObject(session, keys.encryption(), ZkPassService.ENCRYPTION_KEY, random));
            }
            return JsonWriter.compact(body.build());
        } catch (TokenException e) {
            throw new ProvingException(RemoteFailure.TOO_LARGE, String.valueOf(e.getMessage()), e);
        }
    }

    /** Basic (RFC 7617). The header's text cannot be wiped; it is made late and let go at once. */
    private Map<String, String> authorization() {
        if (account.apiKey().isEmpty()) {
            return Map.of();
        }
        byte[] name = (account.apiKey() + ":").getBytes(UTF_8);
        byte[] secret = account.exposeSecret();
        byte[] both = Arrays.copyOf(name, name.length + secret.length);
        System.arraycopy(secret, 0, both, name.length, secret.length);
        String header = "Basic " + Base64.getEncoder().encodeToString(both);
        Arrays.fill(secret, (byte) 0);
        Arrays.fill(both, (byte) 0);
        return Map.of("Authorization", header);
    }

    @Override
    public void close() {
        account.close();
    }
}
