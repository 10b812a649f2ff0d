package io.nija.vault.gateway.limit;

import java.time.Duration;

import io.nija.vault.gateway.GatewayProperties;
import io.nija.vault.gateway.Redis;
import io.nija.vault.gateway.RedisProcess;
import org.jspecify.annotations.Nullable;

/** Limits that a test can reach. */
public final class LowLimits {

    private LowLimits() {
    }

    /** @param redis where they are counted; null for in memory */
    public static Limits of(int user, int address, @Nullable Redis redis) {
        return new Limits(new GatewayProperties(new GatewayProperties.Cache(true, Duration.ofMinutes(5)),
                new GatewayProperties.Limit(user, address), Duration.ZERO), RedisProcess.provider(redis));
    }
}
