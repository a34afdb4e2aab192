package holdfast.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import holdfast.net.NetException.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts which refusal it was, and that its message says something. */
final class Refusals {
    private Refusals() {}

    static NetException assertRefused(Reason reason, ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).as("the refusal").isInstanceOf(NetException.class);
        NetException refusal = (NetException) thrown;
        assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(reason);
        assertThat(refusal.getMessage())
                .startsWith(refusal.address() + ": ")
                .endsWith(". " + reason.remedy() + ".")
                .doesNotContain("null", "holdfast.", "Exception");
        return refusal;
    }

    /** The reason, or null when the call went through; any other throwable fails the test. */
    static Reason reasonOf(ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        if (thrown == null) {
            return null;
        }
        if (!(thrown instanceof NetException refusal)) {
            throw new AssertionError("not a refusal", thrown);
        }
        return refusal.reason();
    }
}
