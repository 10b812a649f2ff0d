package io.nija.vault.notices.settings;

import java.net.URI;
import java.time.Duration;

import io.nija.vault.base.StartupException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people are told. A name that is not one of these is refused.
 *
 * @param keep how long notices stay
 */
@ConfigurationProperties(prefix = "notices", ignoreUnknownFields = false)
public record NoticeProperties(@DefaultValue("180d") Duration keep, @DefaultValue Webhook webhook) {

    /**
     * One for the whole platform.
     *
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
    public NoticeProperties {
        if (!keep.isPositive()) {
            throw new StartupException("notices.keep must be longer than nothing.");
        }
    }
}
