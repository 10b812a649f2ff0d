package io.nija.vault.gateway.limit;

import java.time.Duration;

/**
 * What a limit says to a request, in the terms of the IETF's draft on RateLimit headers
 * (draft-ietf-httpapi-ratelimit-headers-10).
 *
 * @param policy    the limit's name
 * @param quota     how much is allowed in a window
 * @param remaining how much of it is left
 * @param full      until when nothing has been used
 * @param pause     until when this request would be allowed; zero when it is
 */
public record Allowance(String policy, int quota, Duration window, boolean allowed, long remaining, Duration full, Duration pause) {

    /** As the header {@code RateLimit-Policy}. */
    public String policyHeader() {
        return "\"" + policy + "\";q=" + quota + ";w=" + window.toSeconds();
    }

    /** As the header {@code RateLimit}. */
    public String header() {
        return "\"" + policy + "\";r=" + remaining + ";t=" + seconds(full);
    }

    /** As the header {@code Retry-After}: whole seconds. */
    public long retryAfter() {
        return Math.max(1, seconds(pause));
    }

    private static long seconds(Duration duration) {
        return duration.plusMillis(999).toSeconds();
    }
}
