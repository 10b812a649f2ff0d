package io.nija.vault.delivery;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import io.nija.vault.base.StartupException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How letters go out. Mail needs {@code spring.mail.host}, too.
 *
 * @param mailFrom       whom mail comes from
 * @param consoleAddress of this console, for links in letters, such as {@code https://vault.nija.example}; without it letters have none
 * @param retry          how long after a letter did not arrive it is tried again; each time it is four times as long, an hour at most
 * @param giveUpAfter    how long one is tried
 * @param keep           how long it is kept that one was sent, and those that were given up
 */
@ConfigurationProperties(prefix = "delivery", ignoreUnknownFields = false)
public record DeliveryProperties(
        @DefaultValue("vault-console@localhost") String mailFrom,
        @Nullable URI consoleAddress,
        @DefaultValue("5s") Duration retry,
        @DefaultValue("24h") Duration giveUpAfter,
        @DefaultValue("30d") Duration keep) {

    /** @throws StartupException for what cannot be */
    public DeliveryProperties {
        if (!retry.isPositive() || !giveUpAfter.isPositive() || !keep.isPositive()) {
            throw new StartupException("delivery.retry, give-up-after and keep must be longer than nothing.");
        }
        if (consoleAddress != null && consoleAddress.getHost() == null) {
            throw new StartupException("delivery.console-address must be an address such as https://vault.nija.example.");
        }
    }

    /** The whole address of a view; empty when it is not known where the console is. */
    public Optional<String> absolute(String address) {
        return Optional.ofNullable(consoleAddress).map(console -> console.toString().replaceFirst("/$", "") + "/" + address);
    }
}
