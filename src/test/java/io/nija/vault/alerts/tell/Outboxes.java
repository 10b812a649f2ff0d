package io.nija.vault.alerts.tell;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import io.nija.vault.alerts.settings.AlertProperties.Webhook;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Outboxes of tests outside this package. */
public final class Outboxes {

    private Outboxes() {
    }

    /** One that sends to a webhook, tries again after a tenth of a second, and runs. */
    public static Outbox webhook(DataSource database, URI url, @Nullable String secret) {
        return running(database, new WebhookChannel(url, new Webhook(url, secret, Duration.ofSeconds(2))));
    }

    static Outbox running(DataSource database, Channel... channels) {
        var outbox = new Outbox(List.of(channels), Duration.ofMillis(100), JdbcClient.create(database));
        outbox.start();
        return outbox;
    }
}
