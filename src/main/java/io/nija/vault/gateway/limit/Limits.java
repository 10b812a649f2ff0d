package io.nija.vault.gateway.limit;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.BucketExceptions;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.Optimization;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisException;
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

    /**
     * How much a gateway counts by itself before it tells Redis: a hundredth of a limit, and for a tenth of a second. Telling
     * it at each request, with all of an address at one entry, took more time than the request.
     */
    private static final int UNTOLD_PART = 100;
    private static final Duration UNTOLD_FOR = Duration.ofMillis(100);

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
        private final Cache<String, Bucket> sharedBuckets = Caffeine.newBuilder()
                .maximumSize(BUCKETS_AT_MOST).expireAfterAccess(WINDOW.multipliedBy(2)).build();
        private final Optimization rarely;
        private volatile @Nullable ProxyManager<String> proxies;

        Limit(String policy, int perWindow, @Nullable Redis redis) {
            this.policy = policy;
            this.perWindow = perWindow;
            this.redis = redis;
            long untold = perWindow / UNTOLD_PART;
            rarely = untold == 0 ? Optimizations.batching() : Optimizations.delaying(new DelayParameters(untold, UNTOLD_FOR));
            configuration = BucketConfiguration.builder()
                    .addLimit(limit -> limit.capacity(perWindow).refillGreedy(perWindow, WINDOW)).build();
        }

        Allowance take(String who, int keys) {
            var probe = redis == null ? null : redis.ask(connection -> taken(connection, who, keys));
            return allowance(probe != null ? probe : own(who).tryConsumeAndReturnRemaining(keys));
        }

        /** Bucket4j asks once for several calls. When that fails, only one of them gets the failure itself. */
        private ConsumptionProbe taken(StatefulRedisConnection<String, byte[]> connection, String who, int keys) {
            try {
                return shared(connection, who).tryConsumeAndReturnRemaining(keys);
            } catch (IllegalStateException | BucketExceptions.BucketExecutionException e) {
                throw new RedisException(e);
            }
        }

        private Bucket shared(StatefulRedisConnection<String, byte[]> connection, String who) {
            return sharedBuckets.get(who, key -> proxies(connection).builder().withOptimization(rarely)
                    .build("nija:limit:" + policy + ":" + key, () -> configuration));
        }

        private ProxyManager<String> proxies(StatefulRedisConnection<String, byte[]> connection) {
            var manager = proxies;
            if (manager == null) {
                manager = Bucket4jLettuce.casBasedBuilder(connection)
                        .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(WINDOW))
                        .build();
                proxies = manager;
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
