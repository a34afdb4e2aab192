package holdfast.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import holdfast.token.TokenException.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts which rejection it was, and that its message says something. */
final class Rejections {
    private Rejections() {}

    static TokenException assertRejected(Reason reason, ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOf(TokenException.class);
        TokenException rejection = (TokenException) thrown;
        assertThat(rejection.reason()).as(rejection.getMessage()).isEqualTo(reason);
        assertThat(rejection.getMessage())
                .startsWith(rejection.input() + ": ")
                .endsWith(". " + reason.remedy() + ".")
                .doesNotContain(": null", "holdfast.", "Exception");
        return rejection;
    }

    /** The reason, or null when the call went through. */
    static Reason reasonOf(ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        if (thrown == null) {
            return null;
        }
        assertThat(thrown).isInstanceOf(TokenException.class);
        return ((TokenException) thrown).reason();
    }
}
