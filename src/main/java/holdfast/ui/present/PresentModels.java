package holdfast.ui.present;

/**
 * What the parts of the page are about.
 *
 * @param request what is asked, and the answer
 * @param proving the proof
 * @param remote the service that may make it
 */
record PresentModels(PresentViewModel request, ProveViewModel proving, RemoteViewModel remote) {
    /** Whether a service is asked or a proof is made. */
    boolean busy() {
        return proving.isRunning() || remote.isContacting();
    }

    /** Whether the proof was made or failed, so that there is nothing left to decide. */
    boolean decided() {
        return busy() || proving.hasEnded();
    }

    /** Draws now, and at each change. */
    void subscribe(Runnable draw) {
        request.stateProperty().subscribe((before, now) -> draw.run());
        proving.stateProperty().subscribe((before, now) -> draw.run());
        remote.stateProperty().subscribe((before, now) -> draw.run());
        draw.run();
    }
}
