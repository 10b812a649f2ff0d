package io.nija.vault.alerts.tell;

import io.nija.vault.alerts.settings.AlertProperties;
import io.nija.vault.delivery.Webhook;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where alerts are posted, if anywhere. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("alerts.webhook.url")
class AlertWebhook {

    @Bean
    Webhook webhookOfAlerts(AlertProperties properties) {
        var settings = properties.webhook();
        return new Webhook(Announcer.WEBHOOK, settings.url(), settings.secret(), settings.timeout());
    }
}
