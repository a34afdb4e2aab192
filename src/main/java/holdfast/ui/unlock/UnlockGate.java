package holdfast.ui.unlock;

import holdfast.ui.common.Dialogs;
import holdfast.ui.common.Fxml;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.wallet.WalletStore.Notice;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Parent;

/** Makes what is shown while no vault is open, and says afterwards what an opened vault had to say. */
public final class UnlockGate {
    private final UnlockViewModel model;
    private final Runnable demo;

    /** @param demo leads to the demo */
    public UnlockGate(UnlockViewModel model, Runnable demo) {
        this.model = model;
        this.demo = demo;
    }

    /** Says what the vault had to say, from now on. */
    public void watch(WindowServices services) {
        model.noticesProperty().addListener((property, before, after) -> {
            if (!after.isEmpty()) {
                Words words = services.words("unlock");
                Dialogs dialogs = services.dialogs();
                dialogs.tell(words.text("notices"), text(words, after), words.text("ok"));
            }
        });
    }

    private static String text(Words words, List<Notice> notices) {
        return notices.stream()
                .map(notice -> words.text("notice." + notice.code()))
                .collect(Collectors.joining("\n\n"));
    }

    public Parent view(WindowServices services) {
        UnlockViewModel.Step step = model.stepProperty().get();
        boolean begun = step != UnlockViewModel.Step.OPEN && step != UnlockViewModel.Step.WELCOME;
        if (!begun && !model.busyProperty().get()) {
            model.look();
        }
        return Fxml.load(services.words("unlock"), new UnlockView(model, services, demo));
    }
}
