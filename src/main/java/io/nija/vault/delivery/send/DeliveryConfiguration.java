package io.nija.vault.delivery.send;

import java.time.Clock;

import io.nija.vault.delivery.DeliveryProperties;
import io.nija.vault.delivery.Webhook;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;

/** The outbox with the ways out that have been set up. */
@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {

    @Bean
    SendingOutbox outbox(DeliveryProperties properties, ObjectProvider<JavaMailSender> mail, ObjectProvider<Webhook> webhooks, JdbcClient database, Clock clock) {
        return new SendingOutbox(new Senders(mail.getIfAvailable(), webhooks.orderedStream().toList(), properties, clock), properties, database, clock);
    }
}
