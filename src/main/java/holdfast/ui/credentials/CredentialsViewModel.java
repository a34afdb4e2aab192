package holdfast.ui.credentials;

import holdfast.token.TokenException;
import holdfast.ui.common.InBackground;
import holdfast.ui.common.Latest;
import holdfast.ui.common.Tasks;
import holdfast.ui.common.WalletSession;
import holdfast.wallet.CredentialSearch;
import holdfast.wallet.HeldCredential;
import holdfast.wallet.KeyStanding;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The credentials that the search finds, newest first. */
public final class CredentialsViewModel {
    private static final int SUMMARIES = 2_000;
    private static final int NAMES = 4;

    private final WalletSession session;
    private final StringProperty search = new SimpleStringProperty("");
    private final ObservableList<HeldCredential> found = FXCollections.observableArrayList();
    private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper();
    private final Map<String, Summary> summaries = new HashMap<>();
    private final Latest searches = new Latest();

    /**
     * What a card says of the fields.
     *
     * @param names of the first of them
     * @param count of all
     */
    public record Summary(List<String> names, int count) {
        public Summary {
            names = List.copyOf(names);
        }
    }

    public CredentialsViewModel(WalletSession session) {
        this.session = session;
        session.walletProperty().addListener((property, before, after) -> {
            summaries.clear();
            if (after == null) {
                found.clear();
                count.set(0);
            } else {
                refresh();
            }
        });
        session.revisionProperty().addListener((property, before, after) -> refresh());
        search.addListener((property, before, after) -> refresh());
    }

    public StringProperty searchProperty() {
        return search;
    }

    public ObservableList<HeldCredential> found() {
        return found;
    }

    /** How many there are, found or not. */
    public ReadOnlyIntegerProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    private void refresh() {
        if (!session.isOpen()) {
            return;
        }
        Wallet wallet = session.wallet();
        count.set(wallet.credentials().size());
        String text = search.getValueSafe();
        session.start(
                (open, progress) -> {
                    List<HeldCredential> all = new ArrayList<>(CredentialSearch.find(open, text));
                    all.sort(Comparator.comparing(HeldCredential::addedAt).reversed());
                    return all;
                },
                searches.of(session.<List<HeldCredential>>ifOpen(found::setAll)),
                Tasks::fault);
    }

    public KeyStanding issuer(HeldCredential credential) {
        return session.wallet().issuer(credential);
    }

    /** The fields for a card, names only: at once where they were read before, else when they are. */
    public void summary(HeldCredential credential, Consumer<Summary> then) {
        Summary known = summaries.get(credential.signedDigest());
        if (known != null) {
            then.accept(known);
            return;
        }
        session.start(
                (wallet, progress) -> summarise(credential),
                session.ifOpen(read -> {
                    if (summaries.size() > SUMMARIES) {
                        summaries.clear();
                    }
                    summaries.put(credential.signedDigest(), read);
                    then.accept(read);
                }),
                Tasks::fault);
    }

    @InBackground
    private static Summary summarise(HeldCredential credential) {
        try {
            List<CredentialField> fields =
                    CredentialField.of(credential.verify().content().data());
            return new Summary(
                    fields.stream().limit(NAMES).map(CredentialField::name).collect(Collectors.toList()),
                    CredentialField.count(fields));
        } catch (TokenException e) {
            return new Summary(List.of(), 0);
        }
    }

    /** The fields with their values, after the issuer's signature was checked again. */
    public void fields(HeldCredential credential, Consumer<List<CredentialField>> then, Consumer<Exception> refused) {
        session.start(
                (wallet, progress) ->
                        CredentialField.of(credential.verify().content().data()),
                session.ifOpen(then),
                refused);
    }

    /** Gives it another name and other labels. */
    public void describe(
            HeldCredential credential,
            String name,
            List<String> labels,
            Consumer<HeldCredential> done,
            Consumer<Exception> failed) {
        change(wallet -> wallet.describe(credential, name, labels), done, failed);
    }

    /** Deletes it; what was proven with it stays in the history. */
    public void delete(HeldCredential credential, Runnable done, Consumer<Exception> failed) {
        change(
                wallet -> {
                    wallet.remove(credential.id());
                    return credential;
                },
                ignored -> done.run(),
                failed);
    }

    private interface Change<T> {
        T in(Wallet wallet) throws WalletException;
    }

    private <T> void change(Change<T> change, Consumer<T> done, Consumer<Exception> failed) {
        session.start(
                (wallet, progress) -> change.in(wallet),
                result -> {
                    session.changed();
                    session.ifOpen(done).accept(result);
                },
                failed);
    }
}
