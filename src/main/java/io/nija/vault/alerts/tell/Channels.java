package io.nija.vault.alerts.tell;

import java.util.ArrayList;
import java.util.List;

import io.nija.vault.alerts.settings.AlertProperties;
import io.nija.vault.base.StartupException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;

/** The ways out that have been set up. */
@Configuration(proxyBeanMethods = false)
class Channels {

    @Bean
    Outbox alertOutbox(AlertProperties properties, ObjectProvider<JavaMailSender> mail, JdbcClient database) {
        return new Outbox(channels(properties, mail), properties.retry(), database);
    }

    private static List<Channel> channels(AlertProperties properties, ObjectProvider<JavaMailSender> mail) {
        var channels = new ArrayList<Channel>();
        if (!properties.mail().to().isEmpty()) {
            var sender = mail.getIfAvailable();
            if (sender == null) {
                throw new StartupException("alerts.mail.to says whom to tell by mail; set spring.mail.host to say through which server.");
            }
            channels.add(new MailChannel(sender, properties.mail()));
        }
        if (properties.webhook().url() != null) {
            channels.add(new WebhookChannel(properties.webhook().url(), properties.webhook()));
        }
        return channels;
    }
}
