package holdfast.ui.common;

import java.util.function.Consumer;

/** Of several answers to the same question only the one that was asked for last counts. On the window's thread. */
public final class Latest {
    private int asked;

    /** Asks anew: what answers to earlier questions does no longer happen. */
    public <T> Consumer<T> of(Consumer<T> then) {
        int mine = ++asked;
        return answer -> {
            if (mine == asked) {
                then.accept(answer);
            }
        };
    }

    /** No answer counts any more. */
    public void none() {
        asked++;
    }
}
