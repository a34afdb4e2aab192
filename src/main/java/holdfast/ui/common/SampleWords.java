package holdfast.ui.common;

import holdfast.demo.Samples;

/** What the samples are called in the window's language. */
public final class SampleWords {
    private SampleWords() {}

    public static String title(Words words, Samples.Request request) {
        return words.text("sample.request." + request.id());
    }

    public static String title(Words words, Samples.Credential credential) {
        return words.text("sample.credential." + credential.kind());
    }
}
