package io.nija.vault.gateway;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The gateway's settings.
 *
 * @param cache whether and how long answers are kept
 * @param limit how much one may ask for
 * @param warmUp how long the gateway calls itself before it says that it is ready
 */
@ConfigurationProperties("gateway")
public record GatewayProperties(@DefaultValue Cache cache, @DefaultValue Limit limit,
        @DefaultValue("8s") Duration warmUp) {

    /** @param ttl how long at most; the caller's own sign-in to Vault may end it earlier */
    public record Cache(@DefaultValue("true") boolean enabled, @DefaultValue("5m") Duration ttl) {
    }

    /**
     * Keys read or changed a minute. A batch counts as many as it asks for.
     *
     * @param user    by one person's programs
     * @param address from one address, good requests and bad
     */
    public record Limit(@DefaultValue("3000") int user, @DefaultValue("60000") int address) {
    }
}
