package io.nija.vault.notices.inbox;

import java.util.Objects;

import io.nija.vault.delivery.Webhook;
import io.nija.vault.notices.settings.NoticeProperties;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where notices are posted, if anywhere. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("notices.webhook.url")
class NoticeWebhook {

    static final String NAME = "notices";

    @Bean
    Webhook webhookOfNotices(NoticeProperties properties) {
        var settings = properties.webhook();
        return new Webhook(NAME, Objects.requireNonNull(settings.url()), settings.secret(), settings.timeout());
    }
}
