package holdfast.app;

/** Starts Holdfast. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(0);
    }
}
