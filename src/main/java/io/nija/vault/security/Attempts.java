package io.nija.vault.security;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;

/** How often each may try something: so many times a minute, all at once or spread. Each console counts for itself. */
final class Attempts {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int COUNTED_AT_MOST = 100_000;

    private final int perMinute;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder().maximumSize(COUNTED_AT_MOST).expireAfterAccess(WINDOW.multipliedBy(2)).build();

    Attempts(int perMinute) {
        this.perMinute = perMinute;
    }

    /** Counts one more. @return whether it is within the limit */
    boolean take(String who) {
        return buckets.get(who, key -> Bucket.builder().addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, WINDOW)).build()).tryConsume(1);
    }
}
