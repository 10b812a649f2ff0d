package io.nija.vault.alerts.tell;

import java.util.ArrayList;
import java.util.List;

import io.nija.vault.alerts.settings.AlertProperties;
import io.nija.vault.base.StartupException;
import io.nija.vault.delivery.Letter;
import io.nija.vault.delivery.Outbox;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes letters of messages, for each way out that has been set up. */
@Component
public class Announcer {

    /** Under which letters know the webhook of alerts. */
    static final String WEBHOOK = "alerts";

    private static final String VIEW = "alerts";

    private final AlertProperties properties;
    private final Outbox outbox;

    /** @throws StartupException when there is somebody to mail to and no mail server */
    public Announcer(AlertProperties properties, Outbox outbox) {
        this.properties = properties;
        this.outbox = outbox;
        if (!properties.mail().to().isEmpty() && !outbox.sendsMail()) {
            throw new StartupException("alerts.mail.to says whom to tell by mail; set spring.mail.host to say through which server.");
        }
    }

    /** In the caller's transaction. */
    public void put(Message message, JdbcClient transaction) {
        letters(message).forEach(letter -> outbox.put(letter, transaction));
    }

    /** While the database is away. */
    public void putInMemory(Message message) {
        letters(message).forEach(outbox::putInMemory);
    }

    private List<Letter> letters(Message message) {
        var letters = new ArrayList<Letter>();
        if (!properties.mail().to().isEmpty()) {
            letters.add(Letter.mail(message.rule(), properties.mail().to(), message.subject(), MessageText.of(message), VIEW, null));
        }
        if (outbox.postsTo(WEBHOOK)) {
            letters.add(Letter.post(message.rule(), WEBHOOK, MessageJson.of(message)));
        }
        return letters;
    }
}
