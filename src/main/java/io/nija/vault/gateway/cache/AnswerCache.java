package io.nija.vault.gateway.cache;

import java.time.Duration;
import java.time.Instant;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.nija.vault.base.CredentialId;
import io.nija.vault.credentials.KeyCache;
import io.nija.vault.gateway.Answer;
import io.nija.vault.gateway.GatewayProperties;
import io.nija.vault.gateway.Redis;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Answers that may be given once more: sealed, for minutes, in memory or in Redis. */
@Component
public class AnswerCache implements KeyCache {

    /** Longer than a read of Vault can take, so that none that began before a change comes in after it. */
    private static final Duration AFTER_A_CHANGE = Duration.ofMinutes(1);

    private final SealKeeper keeper;
    private final EntryStore store;
    private final GatewayProperties.Cache settings;
    private final Counter hits;
    private final Counter misses;

    AnswerCache(SealKeeper keeper, ObjectProvider<Redis> redis, GatewayProperties properties, MeterRegistry meters) {
        hits = meters.counter("gateway.cache", "result", "hit");
        misses = meters.counter("gateway.cache", "result", "miss");
        this.keeper = keeper;
        this.settings = properties.cache();
        var shared = redis.getIfAvailable();
        store = shared == null ? new MemoryStore() : new RedisStore(shared);
    }

    public @Nullable Answer find(CredentialId key) {
        var seal = seal();
        if (seal == null) {
            return null;
        }
        var entry = store.get(seal.name(key));
        (entry == null ? misses : hits).increment();
        return entry == null ? null : seal.open(key, entry);
    }

    /** @param until when the caller's sign-in to Vault ends, and with it the entry */
    public void keep(CredentialId key, Answer answer, Instant until) {
        var seal = seal();
        var left = Duration.between(Instant.now(), until);
        var life = left.compareTo(settings.ttl()) < 0 ? left : settings.ttl();
        if (seal != null && life.isPositive()) {
            store.putIfAbsent(seal.name(key), seal.seal(key, answer), life);
        }
    }

    /** Makes room for a newer answer. */
    public void forget(CredentialId key) {
        var seal = seal();
        if (seal != null) {
            store.remove(seal.name(key));
        }
    }

    /** Without the data key, only copies in Redis can be there: other gateways', which this one cannot name. */
    @Override
    public boolean drop(CredentialId key) {
        var seal = keeper.seal();
        return seal == null ? store instanceof MemoryStore : store.block(seal.name(key), AFTER_A_CHANGE);
    }

    private @Nullable Seal seal() {
        return settings.enabled() ? keeper.seal() : null;
    }
}
