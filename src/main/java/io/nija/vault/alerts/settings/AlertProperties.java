package io.nija.vault.alerts.settings;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.nija.vault.alerts.Severity;
import io.nija.vault.base.StartupException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How alerts come about and whom they are told. A name that is not one of these is refused.
 *
 * @param interval       how often the rules are asked
 * @param toldEvery      how long the messages about one rule are apart at least
 * @param retry          how long after a message did not arrive it is tried again; each time it is four times as long
 * @param keep           how long resolved alerts stay
 * @param verifyEvery    how often the audit records of the last day are verified
 * @param consoleAddress of this console, for links in messages, such as {@code https://vault.nija.example}
 * @param rules          what differs from a rule's own settings, by its name
 */
@ConfigurationProperties(prefix = "alerts", ignoreUnknownFields = false)
public record AlertProperties(
        @DefaultValue("15s") Duration interval,
        @DefaultValue("5m") Duration toldEvery,
        @DefaultValue("5s") Duration retry,
        @DefaultValue("90d") Duration keep,
        @DefaultValue("6h") Duration verifyEvery,
        @Nullable URI consoleAddress,
        @DefaultValue Map<String, RuleSettings> rules,
        @DefaultValue Mail mail,
        @DefaultValue Webhook webhook) {

    /** Null where the rule's own value is good. */
    public record RuleSettings(@Nullable Boolean enabled, @Nullable Severity severity, @Nullable Duration patience, @Nullable Double threshold) {
    }

    /**
     * Mail needs {@code spring.mail.host}, too.
     *
     * @param to empty for no mail
     */
    public record Mail(@DefaultValue List<String> to, @DefaultValue("vault-console@localhost") String from) {
    }

    /**
     * @param url    null for no webhook
     * @param secret signs the body, if there is one
     */
    public record Webhook(@Nullable URI url, @Nullable String secret, @DefaultValue("5s") Duration timeout) {

        @Override
        public String toString() {
            return "Webhook[timeout=" + timeout + "]";
        }
    }

    /** @throws StartupException for what cannot be */
    public AlertProperties {
        if (!interval.isPositive() || toldEvery.isNegative() || !retry.isPositive() || !keep.isPositive() || !verifyEvery.isPositive()) {
            throw new StartupException("alerts.interval, retry, keep and verify-every must be longer than nothing, and told-every not negative.");
        }
        if (webhook.url() != null && (webhook.url().getHost() == null || !List.of("http", "https").contains(webhook.url().getScheme()))) {
            throw new StartupException("alerts.webhook.url must be an address such as https://hooks.nija.example/vault.");
        }
    }
}
