package io.nija.vault.gateway.cache;

import java.nio.charset.StandardCharsets;

import io.nija.vault.base.ConsoleException;
import io.nija.vault.gateway.Redis;
import io.nija.vault.vault.TransitKey;
import io.nija.vault.vault.TransitKey.DataKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps the data key that entries are sealed under. Several gateways share one: its wrapped form lies in Redis, where it
 * is of no use without Vault. When the Transit key is rotated, a new one takes its place within seconds, and what was
 * sealed under the older one cannot be read any more.
 */
@Component
class SealKeeper {

    private static final Logger log = LoggerFactory.getLogger(SealKeeper.class);
    private static final String NAME = "nija:data-key";

    private final TransitKey transit;
    private final @Nullable Redis redis;
    private volatile @Nullable Seal seal;

    SealKeeper(TransitKey transit, ObjectProvider<Redis> redis) {
        this.transit = transit;
        this.redis = redis.getIfAvailable();
    }

    /** Null until Vault has given a data key; then there is no cache. */
    @Nullable Seal seal() {
        return seal;
    }

    @Scheduled(fixedRateString = "${gateway.cache.key-check:5s}")
    void check() {
        try {
            var own = seal == null ? null : seal.dataKey();
            var shared = shared(own);
            var key = shared != null && transit.isLatest(shared) ? shared : renewed(own);
            if (!key.equals(own)) {
                seal = new Seal(key);
            }
        } catch (ConsoleException e) {
            log.debug("The data key was not checked: {}", e.getMessage());
        }
    }

    /** The key that the gateways share; the own one when there is no other to be had. */
    private @Nullable DataKey shared(@Nullable DataKey own) {
        byte[] wrapped = redis == null ? null : redis.ask(connection -> connection.sync().get(NAME));
        if (wrapped == null) {
            return own;
        }
        var text = new String(wrapped, StandardCharsets.US_ASCII);
        return own != null && own.wrapped().equals(text) ? own : unwrapped(text);
    }

    private @Nullable DataKey unwrapped(String wrapped) {
        try {
            return transit.unwrap(wrapped);
        } catch (IllegalStateException e) {
            log.warn("The data key in Redis is not one of this Vault, and is replaced");
            return null;
        }
    }

    private DataKey renewed(@Nullable DataKey own) {
        var key = own != null && transit.isLatest(own) ? own : transit.newDataKey();
        if (redis != null) {
            redis.ask(connection -> connection.sync().set(NAME, key.wrapped().getBytes(StandardCharsets.US_ASCII)));
        }
        return key;
    }
}
