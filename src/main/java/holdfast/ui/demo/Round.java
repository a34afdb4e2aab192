package holdfast.ui.demo;

import holdfast.demo.RolePlay;
import holdfast.demo.Samples;
import holdfast.dvr.Evaluation;
import holdfast.proving.LeakScanner;
import holdfast.proving.ProofFile;
import holdfast.proving.ProofFileCodec;
import holdfast.proving.ProofFileException;
import holdfast.proving.ProofTask;
import holdfast.proving.Prover;
import holdfast.proving.ProvingException;
import holdfast.proving.StatementVerifier;
import holdfast.token.KeyResolver;
import holdfast.token.TokenException;
import holdfast.token.TokenReader;
import holdfast.ui.common.InBackground;
import holdfast.ui.common.ProofProgress;
import holdfast.ui.common.Tasks;
import holdfast.ui.demo.Play.Step;
import holdfast.verification.Expectations;
import holdfast.verification.ProofChecker;
import holdfast.verification.ReplayCache;
import holdfast.verification.Verdict;
import holdfast.wallet.Presentation;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What lives as long as one play: keys, the nonce given out with the request, the proofs that were accepted; and the steps
 * themselves, which take time.
 */
final class Round {
    private static final int NONCE_BYTES = 16;

    private final Clock clock;
    private final Supplier<Prover> prover;
    private final Supplier<StatementVerifier> verifier;
    private final RolePlay roles;
    private final String nonce;
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final ReplayCache seen = (id, until) -> accepted.add(id);

    Round(
            Samples samples,
            SecureRandom random,
            Clock clock,
            Supplier<Prover> prover,
            Supplier<StatementVerifier> verifier) {
        this.clock = clock;
        this.prover = prover;
        this.verifier = verifier;
        this.roles = new RolePlay(samples, random);
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        this.nonce = HexFormat.of().formatHex(bytes);
    }

    /** The play after a step. */
    @InBackground
    Play make(Step step, Play now, Tasks.Progress working) throws Exception {
        return switch (step) {
            case ISSUE -> now.issued(roles.issue(now.choice().answer()));
            case ASK -> now.asked(roles.ask(now.choice().request()));
            case LOOK -> now.looked(look(now));
            case PROVE -> now.proven(prove(Objects.requireNonNull(now.seen()), working));
            case CHECK -> now.checked(check(shown(now)));
        };
    }

    /** What the verifier says of a cheat. */
    @InBackground
    Verdict tamper(Tamper how, Play now) throws Exception {
        return check(how.apply(shown(now), now.choice().request(), roles));
    }

    @InBackground
    private Play.Seen look(Play now) throws Exception {
        Presentation presentation = RolePlay.bringTogether(
                Objects.requireNonNull(now.request()), Objects.requireNonNull(now.credentials()));
        return switch (presentation.evaluate(today())) {
            case Evaluation.Evaluated evaluated -> new Play.Seen(presentation, evaluated);
            case Evaluation.Failed failed -> throw new ProvingException(failed.problem());
        };
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    @InBackground
    private Play.Made prove(Play.Seen seenBefore, Tasks.Progress working) throws ProvingException {
        Presentation presentation = seenBefore.presentation();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        long start = System.nanoTime();
        ProofFile proof = prover.get()
                .prove(
                        new ProofTask(presentation.request(), presentation.credentials(), today(), now, nonce, null),
                        ProofProgress.tell(working),
                        working::cancelled);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new Play.Made(
                proof, ProofFileCodec.write(proof).length, took, LeakScanner.scan(proof, presentation.data()));
    }

    private static Tamper.Shown shown(Play now) {
        return new Tamper.Shown(
                Objects.requireNonNull(now.request()),
                Objects.requireNonNull(now.made()).proof());
    }

    /** The verifier reads what it is given from its text, as it came from a stranger. */
    @InBackground
    private Verdict check(Tamper.Shown shown) throws TokenException, ProofFileException {
        return new ProofChecker(KeyResolver.none(), verifier.get(), seen)
                .check(
                        TokenReader.request(shown.request().compact()),
                        ProofFileCodec.read(ProofFileCodec.write(shown.proof())),
                        new Expectations(clock.instant(), Expectations.DEFAULT_MAX_AGE, nonce, null));
    }

    void close() {
        roles.close();
    }
}
