package holdfast.ui.verify;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.credential.Tag;
import holdfast.ui.ViewModelTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuthorViewModelTest extends ViewModelTest {
    private static final String QUERY = "[{\"output\":{\"title\":\"Hello\"}}]";

    private final List<Opened.Request> signed = new ArrayList<>();
    private final AuthorViewModel model = new AuthorViewModel(tasks, clock(), random, samples, signed::add);

    private void complete() {
        model.titleProperty().set("Name");
        model.textProperty().set(QUERY);
        model.issuers().put(Tag.NONE, roles.key("issuer bank").publicKey());
        model.newKey();
        work();
    }

    @Test
    void text_ofEachKind_isSaidToBeIt() {
        assertThat(model.draftProperty().get()).isInstanceOf(Draft.Blank.class);
        model.textProperty().set("[{");
        work();
        assertThat(model.draftProperty().get()).isInstanceOf(Draft.NotJson.class);
        model.textProperty().set("[{\"nonsense\":1}]");
        work();
        assertThat(model.draftProperty().get()).isInstanceOf(Draft.NotAQuery.class);
        model.textProperty().set(QUERY);
        work();
        assertThat(model.draftProperty().get()).isInstanceOf(Draft.Parsed.class);
        assertThat(model.ready()).as("no key and no title yet").isFalse();
    }

    @Test
    void text_typedFasterThanItIsRead_isWhatWasTypedLast() {
        model.textProperty().set("[{");
        model.textProperty().set(QUERY);
        Runnable first = background.remove();
        Runnable second = background.remove();
        second.run();
        first.run();

        assertThat(model.draftProperty().get()).isInstanceOf(Draft.Parsed.class);
    }

    @Test
    void sign_ofAWholeRequest_givesItsTokenAndRemembersIt() {
        complete();
        assertThat(model.ready()).isTrue();

        model.sign(failed::add);
        assertThat(model.tokenProperty().get()).isNull();
        work();

        assertThat(signed).singleElement().satisfies(request -> {
            assertThat(request.content().title()).isEqualTo("Name");
            assertThat(request.token().compact())
                    .isEqualTo(model.tokenProperty().get());
        });
    }

    @Test
    void sign_beforeTheTextWasRead_doesNothing() {
        complete();
        model.textProperty().set(QUERY + " ");
        assertThat(model.ready()).isFalse();

        model.sign(failed::add);
        work();

        assertThat(signed).isEmpty();
        assertThat(failed).isEmpty();
    }

    @Test
    void change_whileItIsSigned_leavesNoTokenOfWhatWas() {
        complete();
        model.sign(failed::add);

        model.titleProperty().set("Another");
        work();

        assertThat(model.tokenProperty().get()).isNull();
        assertThat(signed).isEmpty();
    }

    @Test
    void template_chosen_fillsTheFormAndRunsOnASample() {
        model.useTemplate(samples.requests().get("resident"), "Residence");
        work();
        model.dryRun();
        assertThat(model.dryRunProperty().get()).isNull();
        work();

        assertThat(model.titleProperty().get()).isEqualTo("Residence");
        assertThat(model.samplePaths()).isNotEmpty();
        assertThat(model.dryRunProperty().get()).isNotNull();
    }
}
