package io.nija.vault.base;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The id under which one request of a program is found again: in its answer, in our log, in Vault's audit log and in our
 * access records. It is the caller's own when that is fit for a log.
 */
public final class RequestId {

    public static final String HEADER = "X-Request-Id";

    private static final String KEY = "requestId";
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {
    }

    /** The caller's id when it is acceptable, else a new one. */
    public static String acceptedOrNew(@Nullable String asked) {
        return asked != null && ALLOWED.matcher(asked).matches() ? asked : UUID.randomUUID().toString();
    }

    /** That of the request which the current thread works for. */
    public static Optional<String> current() {
        return Optional.ofNullable(MDC.get(KEY));
    }

    /** Makes it the current thread's. @return what ends that */
    public static MDC.MDCCloseable use(String id) {
        return MDC.putCloseable(KEY, id);
    }
}
