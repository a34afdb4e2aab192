package holdfast.proving.remote;

import holdfast.attestation.AttestationException;
import holdfast.attestation.AttestedEnclave;
import holdfast.attestation.Challenge;
import holdfast.attestation.EnclaveVerifier;
import holdfast.attestation.NitroRoot;
import holdfast.net.Answer;
import holdfast.net.GuardedClient;
import holdfast.net.HttpAddress;
import holdfast.net.NetException;
import holdfast.proving.ContactedService;
import holdfast.proving.ProvingException;
import holdfast.proving.ProvingService;
import holdfast.proving.RemoteFailure;
import holdfast.proving.ServiceAccount;
import holdfast.proving.ServiceKeys;
import holdfast.proving.StatementVerifier;
import holdfast.token.Es256PublicKey;
import holdfast.token.JwkSet;
import holdfast.token.TokenException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Proving services that speak the REST flow of zkPass. */
public final class ZkPassService implements ProvingService {
    static final String ENCRYPTION_KEY = "ServiceEncryptionPubK";
    static final String SIGNING_KEY = "ServiceSigningPubK";

    private static final String KEYS = "/.well-known/jwks.json";
    private static final String ATTESTATION = "/attestation?nonce=";

    private final GuardedClient client;
    private final Supplier<StatementVerifier> statements;
    private final NitroRoot root;
    private final SecureRandom random;
    private final Clock clock;
    private final Timing timing;

    /**
     * @param client reaches what the holder allowed
     * @param statements verifies libzk proofs; made only when one comes back
     * @param root what every attestation must begin with
     */
    public ZkPassService(
            GuardedClient client,
            Supplier<StatementVerifier> statements,
            NitroRoot root,
            SecureRandom random,
            Clock clock) {
        this(client, statements, root, random, clock, Timing.STANDARD);
    }

    ZkPassService(
            GuardedClient client,
            Supplier<StatementVerifier> statements,
            NitroRoot root,
            SecureRandom random,
            Clock clock,
            Timing timing) {
        this.client = client;
        this.statements = statements;
        this.root = root;
        this.random = random;
        this.clock = clock;
        this.timing = timing;
    }

    @Override
    public ContactedService contact(ServiceAccount account, BooleanSupplier cancelled) throws ProvingException {
        try (Watch watch = new Watch(cancelled)) {
            HttpAddress base = base(account, cancelled);
            Exchange exchange = new Exchange(client, base, timing, cancelled, watch);
            ServiceKeys keys = keys(exchange.ask(KEYS));
            Optional<AttestedEnclave> enclave = account.measurements().isEmpty()
                    ? Optional.empty()
                    : Optional.of(enclave(exchange, account, keys.encryption()));
            return new ContactedZkPassService(
                    account,
                    keys,
                    enclave,
                    (stop, watching) -> new Exchange(client, base, timing, stop, watching),
                    new ProofReader(base.shown(), keys.signing(), statements),
                    random,
                    clock);
        } catch (ProvingException | RuntimeException e) {
            account.close();
            throw e;
        }
    }

    private static HttpAddress base(ServiceAccount account, BooleanSupplier cancelled) throws ProvingException {
        if (account.apiKey().indexOf(':') >= 0) {
            throw new ProvingException(
                    RemoteFailure.ACCOUNT_INVALID, account.address() + ": the account's name has a colon", null);
        }
        try {
            HttpAddress base = HttpAddress.parse(account.address());
            String rest = base.text().substring(base.text().indexOf("//") + 2);
            if (rest.indexOf('/') >= 0 || rest.indexOf('?') >= 0) {
                throw new ProvingException(
                        RemoteFailure.ACCOUNT_INVALID, base.shown() + ": a base address has no path", null);
            }
            return base;
        } catch (NetException e) {
            throw Failures.network(e, cancelled);
        }
    }

    private static ServiceKeys keys(Answer answer) throws ProvingException {
        if (answer.status() != 200) {
            throw Failures.of(RemoteFailure.KEYS_INVALID, answer, "it answered with status " + answer.status());
        }
        try {
            JwkSet set = JwkSet.parse(answer.text());
            return new ServiceKeys(set.encryptionKey(ENCRYPTION_KEY), set.signatureKey(SIGNING_KEY));
        } catch (NetException | TokenException e) {
            throw new ProvingException(
                    RemoteFailure.KEYS_INVALID, answer.address().shown() + ": " + e.getMessage(), e);
        }
    }

    /** A challenge is good for one answer; the question is not repeated with the same one after an answer came. */
    private AttestedEnclave enclave(Exchange exchange, ServiceAccount account, Es256PublicKey key)
            throws ProvingException {
        Challenge challenge = Challenge.fresh(random);
        Answer answer = exchange.ask(
                ATTESTATION + Base64.getUrlEncoder().withoutPadding().encodeToString(challenge.nonce()));
        if (answer.status() != 200) {
            throw Failures.of(
                    answer.status() == 404 ? RemoteFailure.ATTESTATION_MISSING : RemoteFailure.ATTESTATION_REFUSED,
                    answer,
                    "it answered with status " + answer.status());
        }
        try {
            return new EnclaveVerifier(root, Set.copyOf(account.measurements()), clock)
                    .verify(answer.body(), challenge, key.spki());
        } catch (AttestationException e) {
            throw new ProvingException(
                    RemoteFailure.ATTESTATION_REFUSED, answer.address().shown() + ": " + e.getMessage(), e);
        }
    }
}
