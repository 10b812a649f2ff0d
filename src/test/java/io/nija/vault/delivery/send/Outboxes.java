package io.nija.vault.delivery.send;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;

import javax.sql.DataSource;

import io.nija.vault.delivery.DeliveryProperties;
import io.nija.vault.delivery.Outbox;
import io.nija.vault.delivery.Webhook;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Outboxes of tests, each like that of a console of its own, which try again after a tenth of a second. */
public final class Outboxes {

    public static final DeliveryProperties PROPERTIES = new DeliveryProperties("vault@nija.example", URI.create("https://vault.nija.example/"),
            Duration.ofMillis(100), Duration.ofDays(1), Duration.ofDays(30));

    /** An outbox at work. */
    public record Running(Outbox outbox, Runnable end) implements AutoCloseable {

        @Override
        public void close() {
            end.run();
        }
    }

    private Outboxes() {
    }

    public static Running posting(DataSource database, String webhook, URI url, @Nullable String secret) {
        return posting(database, new Webhook(webhook, url, secret, Duration.ofSeconds(30)));
    }

    static Running posting(DataSource database, Webhook webhook) {
        return running(database, null, List.of(webhook), PROPERTIES);
    }

    public static Running mailing(DataSource database, int port) {
        return running(database, server(port), List.of(), PROPERTIES);
    }

    /** Without any way out. */
    public static Running closed(DataSource database) {
        return running(database, null, List.of(), PROPERTIES);
    }

    static Running running(DataSource database, @Nullable JavaMailSender server, List<Webhook> webhooks, DeliveryProperties properties) {
        var clock = Clock.systemUTC();
        var outbox = new SendingOutbox(new Senders(server, webhooks, properties, clock), properties, JdbcClient.create(database), clock);
        outbox.start();
        return new Running(outbox, outbox::stop);
    }

    static JavaMailSender server(int port) {
        var server = new JavaMailSenderImpl();
        server.setHost("127.0.0.1");
        server.setPort(port);
        var patience = new Properties();
        patience.setProperty("mail.smtp.connectiontimeout", "2000");
        patience.setProperty("mail.smtp.timeout", "5000");
        server.setJavaMailProperties(patience);
        return server;
    }
}
