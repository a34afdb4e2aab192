package holdfast.service.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request that is not served as asked. What it says goes to the caller: one sentence, without data or internals. */
public final class ServiceException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final @Nullable Duration retryAfter;

    private ServiceException(int status, String code, String message, @Nullable Duration retryAfter) {
        super(message);
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /** The request cannot be used: 400 {@code INVALID_PARAMS}. */
    public static ServiceException invalid(String message) {
        return new ServiceException(400, "INVALID_PARAMS", message, null);
    }

    /** Key or secret are missing or wrong; which of them is not said. */
    public static ServiceException unauthorized() {
        return new ServiceException(401, "UNAUTHORIZED", "Key or secret are missing or wrong.", null);
    }

    /** The caller is known, and may not do this. */
    public static ServiceException forbidden(String message) {
        return new ServiceException(403, "FORBIDDEN", message, null);
    }

    /** There is nothing at this address. */
    public static ServiceException notFound() {
        return new ServiceException(404, "INVALID_URL", "There is nothing at this address.", null);
    }

    static ServiceException methodNotAllowed() {
        return new ServiceException(
                405, "METHOD_NOT_ALLOWED", "This address does not take requests of this kind.", null);
    }

    static ServiceException tooSlow() {
        return new ServiceException(408, "TIMED_OUT", "The request did not arrive in time.", null);
    }

    /** There was something, and its time is over. */
    public static ServiceException expired(String message) {
        return new ServiceException(410, "EXPIRED", message, null);
    }

    static ServiceException tooLarge(int maxBytes) {
        return new ServiceException(413, "TOO_LARGE", "The request has more than " + maxBytes + " bytes.", null);
    }

    /** More work than there is room for: 429. */
    public static ServiceException busy(Duration retryAfter) {
        return new ServiceException(429, "BUSY", "There is too much to do. Try again later.", retryAfter);
    }

    static ServiceException stopping() {
        return new ServiceException(503, "ERROR_LOADING_INSTANCE", "The service is stopping.", Duration.ofSeconds(5));
    }

    /** Nobody's fault but this program's, or that of what it depends on; the log has the cause. */
    public static ServiceException fault() {
        return new ServiceException(500, "CUSTOM_ERROR", "Something went wrong inside the service.", null);
    }

    /** It was tried and cannot be done: 500 {@code CUSTOM_ERROR}, as zkPass services answer then. */
    public static ServiceException failed(String message) {
        return new ServiceException(500, "CUSTOM_ERROR", message, null);
    }

    public int status() {
        return status;
    }

    /** As zkPass names it, where it has a name for it. */
    public String code() {
        return code;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
