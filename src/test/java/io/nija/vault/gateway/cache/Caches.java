package io.nija.vault.gateway.cache;

import java.time.Duration;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nija.vault.gateway.GatewayProperties;
import io.nija.vault.gateway.Redis;
import io.nija.vault.gateway.RedisProcess;
import io.nija.vault.vault.TransitKey;
import org.jspecify.annotations.Nullable;

/** The cache of one gateway of several. */
public record Caches(SealKeeper keeper, AnswerCache cache) {

    public static Caches over(TransitKey transit, @Nullable Redis redis) {
        return over(transit, redis, new GatewayProperties.Cache(true, Duration.ofMinutes(5)));
    }

    static Caches over(TransitKey transit, @Nullable Redis redis, GatewayProperties.Cache settings) {
        var keeper = new SealKeeper(transit, RedisProcess.provider(redis));
        keeper.check();
        return new Caches(keeper, new AnswerCache(keeper, RedisProcess.provider(redis),
                new GatewayProperties(settings, new GatewayProperties.Limit(3000, 60000), Duration.ZERO), new SimpleMeterRegistry()));
    }
}
