package holdfast.net;

import holdfast.token.Es256PublicKey;
import holdfast.token.KeyReader;
import holdfast.token.TokenException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where the news of releases is, and the key that must have signed it. Both are part of the program: nothing that is
 * fetched can change them.
 */
public record UpdateSource(HttpAddress address, Es256PublicKey key) {
    static final String RESOURCE = "updates.properties";

    /** What this build was made with; empty when it was made without a release key. */
    public static Optional<UpdateSource> ofThisBuild() {
        try (InputStream in = UpdateSource.class.getResourceAsStream(RESOURCE)) {
            return in == null ? Optional.empty() : Optional.of(read(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static UpdateSource read(InputStream in) throws IOException {
        Properties properties = new Properties();
        properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        try {
            return new UpdateSource(
                    HttpAddress.parse(required(properties, "address")),
                    KeyReader.readPublic(required(properties, "key")));
        } catch (NetException | TokenException e) {
            throw new IllegalStateException("the program was built with a wrong " + RESOURCE, e);
        }
    }

    private static String required(Properties properties, String name) {
        @Nullable String value = properties.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("the program was built with a " + RESOURCE + " without " + name);
        }
        return value;
    }
}
