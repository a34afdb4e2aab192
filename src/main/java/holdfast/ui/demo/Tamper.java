package holdfast.ui.demo;

import holdfast.credential.Tag;
import holdfast.demo.RolePlay;
import holdfast.demo.Samples;
import holdfast.dvr.DvrRequest;
import holdfast.dvr.Value;
import holdfast.proving.ProofFile;
import holdfast.proving.ProvenOutput;
import holdfast.token.Es256PublicKey;
import holdfast.token.TokenException;
import holdfast.token.VerifiedToken;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** A way to cheat with a proof that is good. */
enum Tamper {
    /** One bit of the proof's bytes. */
    BYTE {
        @Override
        Shown apply(Shown good, Samples.Request asked, RolePlay roles) {
            byte[] bytes = good.proof().zkproof().toArray();
            bytes[bytes.length / 2] ^= 1;
            return good.with(good.proof().withProof(bytes));
        }
    },
    /** The file says that somebody else issued the data. */
    ISSUER {
        @Override
        Shown apply(Shown good, Samples.Request asked, RolePlay roles) {
            SortedMap<Tag, Es256PublicKey> keys = new TreeMap<>(good.proof().issuerKeys());
            keys.put(keys.firstKey(), roles.key("impostor").publicKey());
            return good.with(claims(
                    good.proof(), keys, good.proof().reference(), good.proof().outputs()));
        }
    },
    /** The same proof, a second time. */
    REPLAY {
        @Override
        Shown apply(Shown good, Samples.Request asked, RolePlay roles) {
            return good;
        }
    },
    /** The file says that it was a year ago. */
    DATE {
        @Override
        Shown apply(Shown good, Samples.Request asked, RolePlay roles) {
            LocalDate before = good.proof().reference().minusYears(1);
            return good.with(claims(
                    good.proof(),
                    good.proof().issuerKeys(),
                    before,
                    good.proof().outputs()));
        }
    },
    /** In answer to a later request of the same verifier, with the same question. */
    REQUEST {
        @Override
        Shown apply(Shown good, Samples.Request asked, RolePlay roles) throws TokenException {
            return new Shown(
                    roles.ask(new Samples.Request(
                            asked.id() + "-2",
                            asked.title(),
                            asked.verifier(),
                            asked.query(),
                            asked.kinds(),
                            asked.answers())),
                    good.proof());
        }
    },
    /** Another answer than the proof was made for. */
    OUTPUT {
        @Override
        Shown apply(Shown good, Samples.Request asked, RolePlay roles) {
            List<ProvenOutput> outputs = new ArrayList<>(good.proof().outputs());
            int at = 0;
            for (int i = 0; i < outputs.size(); i++) {
                // A yes or no is what anybody would turn around first.
                if (outputs.get(i).value() instanceof Value.Bool) {
                    at = i;
                    break;
                }
            }
            outputs.set(
                    at,
                    new ProvenOutput(
                            outputs.get(at).key(), other(outputs.get(at).value())));
            return good.with(
                    claims(good.proof(), good.proof().issuerKeys(), good.proof().reference(), outputs));
        }
    };

    /** What a verifier is shown: its request, and the proof for it. */
    record Shown(VerifiedToken<DvrRequest> request, ProofFile proof) {
        Shown with(ProofFile other) {
            return new Shown(request, other);
        }
    }

    /** Does it. The good proof stays as it is. */
    abstract Shown apply(Shown good, Samples.Request asked, RolePlay roles) throws TokenException;

    /** Names it in the bundle and in ids of controls. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Value other(Value value) {
        return switch (value) {
            case Value.Bool(boolean yes) -> new Value.Bool(!yes);
            case Value.Int(long number) -> new Value.Int(number + 1);
            case Value.Text(String text) -> new Value.Text(text + "!");
            case Value.Items items ->
                items.values().isEmpty() ? new Value.Items(List.of(new Value.Bool(true))) : new Value.Items(List.of());
        };
    }

    private static ProofFile claims(
            ProofFile proof,
            SortedMap<Tag, Es256PublicKey> issuerKeys,
            LocalDate reference,
            List<ProvenOutput> outputs) {
        return new ProofFile(
                proof.zkproof(),
                proof.title(),
                proof.id(),
                proof.dvrDigest(),
                issuerKeys,
                proof.verifierKey(),
                proof.timestamp(),
                proof.method(),
                reference,
                outputs,
                proof.sizeClasses(),
                proof.branches(),
                proof.shape(),
                proof.parameters(),
                proof.nonce(),
                proof.audience());
    }
}
