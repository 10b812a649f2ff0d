package io.nija.vault.gateway.limit;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.api.StatefulRedisConnection;
import io.nija.vault.base.UserId;
import io.nija.vault.gateway.GatewayProperties;
import io.nija.vault.gateway.Redis;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Token buckets for each person and each address: in Redis when several gateways share one, in memory otherwise. */
@Component
public class Limits {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int BUCKETS_AT_MOST = 100_000;

    private final Limit user;
    private final Limit address;

    Limits(GatewayProperties properties, ObjectProvider<Redis> redis) {
        user = new Limit("user", properties.limit().user(), redis.getIfAvailable());
        address = new Limit("address", properties.limit().address(), redis.getIfAvailable());
    }

    public Allowance ofUser(UserId id, int keys) {
        return user.take(id.value(), keys);
    }

    public Allowance ofAddress(String client) {
        return address.take(client, 1);
    }

    private static class Limit {

        private final String policy;
        private final int perWindow;
        private final BucketConfiguration configuration;
        private final @Nullable Redis redis;
        private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
                .maximumSize(BUCKETS_AT_MOST).expireAfterAccess(WINDOW.multipliedBy(2)).build();
        private volatile @Nullable ProxyManager<String> shared;

        Limit(String policy, int perWindow, @Nullable Redis redis) {
            this.policy = policy;
            this.perWindow = perWindow;
            this.redis = redis;
            configuration = BucketConfiguration.builder()
                    .addLimit(limit -> limit.capacity(perWindow).refillGreedy(perWindow, WINDOW)).build();
        }

        Allowance take(String who, int keys) {
            var probe = redis == null ? null : redis.ask(connection -> shared(connection).getProxy("nija:limit:" + policy + ":" + who,
                    () -> configuration).tryConsumeAndReturnRemaining(keys));
            return allowance(probe != null ? probe : own(who).tryConsumeAndReturnRemaining(keys));
        }

        private ProxyManager<String> shared(StatefulRedisConnection<String, byte[]> connection) {
            var manager = shared;
            if (manager == null) {
                manager = Bucket4jLettuce.casBasedBuilder(connection)
                        .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(WINDOW))
                        .build();
                shared = manager;
            }
            return manager;
        }

        /** Also while Redis is away: a limit for each gateway is better than none. */
        private Bucket own(String who) {
            return buckets.get(who, key -> Bucket.builder()
                    .addLimit(limit -> limit.capacity(perWindow).refillGreedy(perWindow, WINDOW)).build());
        }

        private Allowance allowance(ConsumptionProbe probe) {
            return new Allowance(policy, perWindow, WINDOW, probe.isConsumed(), probe.getRemainingTokens(),
                    Duration.ofNanos(probe.getNanosToWaitForReset()), Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }
}
