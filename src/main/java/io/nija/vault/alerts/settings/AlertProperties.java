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
 * @param interval    how often the rules are asked
 * @param toldEvery   how long the messages about one rule are apart at least
 * @param keep        how long resolved alerts stay
 * @param verifyEvery how often the audit records of the last day are verified
 * @param rules       what differs from a rule's own settings, by its name
 */
@ConfigurationProperties(prefix = "alerts", ignoreUnknownFields = false)
public record AlertProperties(
        @DefaultValue("15s") Duration interval,
        @DefaultValue("5m") Duration toldEvery,
        @DefaultValue("90d") Duration keep,
        @DefaultValue("6h") Duration verifyEvery,
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
    public record Mail(@DefaultValue List<String> to) {
    }

    /**
     * @param url    null for no webhook
     * @param secret signs what is posted, if there is one
     */
    public record Webhook(@Nullable URI url, @Nullable String secret, @DefaultValue("5s") Duration timeout) {

        @Override
        public String toString() {
            return "Webhook[timeout=" + timeout + "]";
        }
    }

    /** @throws StartupException for what cannot be */
    public AlertProperties {
        if (!interval.isPositive() || toldEvery.isNegative() || !keep.isPositive() || !verifyEvery.isPositive()) {
            throw new StartupException("alerts.interval, keep and verify-every must be longer than nothing, and told-every not negative.");
        }
    }
}
