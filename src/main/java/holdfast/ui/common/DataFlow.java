package holdfast.ui.common;

/** Where data can go from the view that is shown. The status line always says it. */
public sealed interface DataFlow {
    /** Nothing is sent or fetched. */
    record Nowhere() implements DataFlow {}

    /** Something is fetched, which tells its host that it was asked for. */
    record Fetches(String host) implements DataFlow {}

    /** The holder's proof, or data, is sent. */
    record Sends(String host) implements DataFlow {}
}
