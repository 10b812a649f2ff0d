package io.nija.vault.delivery.send;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.nija.vault.delivery.Channel;
import io.nija.vault.delivery.DeliveryProperties;
import io.nija.vault.delivery.Letter;
import io.nija.vault.delivery.Webhook;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.JavaMailSender;

/** The ways out that have been set up. */
final class Senders {

    private final @Nullable Sender mail;
    private final Map<String, Sender> webhooks;

    /** @param server null when there is none */
    Senders(@Nullable JavaMailSender server, List<Webhook> webhooks, DeliveryProperties properties, Clock clock) {
        mail = server == null ? null : new MailSender(server, properties);
        this.webhooks = webhooks.stream().collect(Collectors.toUnmodifiableMap(Webhook::name, webhook -> new WebhookSender(webhook, clock)));
    }

    boolean sendsMail() {
        return mail != null;
    }

    /** By name. */
    List<String> webhooks() {
        return webhooks.keySet().stream().sorted().toList();
    }

    boolean isEmpty() {
        return mail == null && webhooks.isEmpty();
    }

    /** @return why it did not arrive; empty when it did */
    Optional<String> send(WaitingLetter waiting) {
        try {
            sender(waiting.letter()).orElseThrow(() -> new UndeliveredException("There is no way out to " + waiting.letter().recipient() + " any more")).send(waiting);
            return Optional.empty();
        } catch (UndeliveredException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Optional<Sender> sender(Letter letter) {
        return letter.channel() == Channel.MAIL ? Optional.ofNullable(mail) : Optional.ofNullable(webhooks.get(letter.recipient())).map(Function.identity());
    }
}
