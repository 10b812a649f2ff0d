package io.nija.vault.delivery.send;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

import io.nija.vault.delivery.DeliveryProperties;
import jakarta.mail.MessagingException;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Plain text, which reads well everywhere, and the same as HTML. */
final class MailSender implements Sender {

    private final JavaMailSender server;
    private final DeliveryProperties properties;
    private final MailText text;

    MailSender(JavaMailSender server, DeliveryProperties properties) {
        this.server = server;
        this.properties = properties;
        text = new MailText(properties);
    }

    @Override
    public void send(WaitingLetter waiting) throws UndeliveredException {
        var letter = waiting.letter();
        try {
            var mail = server.createMimeMessage();
            var helper = new MimeMessageHelper(mail, MimeMessageHelper.MULTIPART_MODE_RELATED, StandardCharsets.UTF_8.name());
            helper.setFrom(properties.mailFrom());
            helper.setTo(letter.recipient().split(","));
            // A name in it may be anybody's; without line breaks it cannot become another header.
            helper.setSubject("[NIJA Vault] " + Objects.requireNonNull(letter.subject()).replaceAll("\\p{Cntrl}+", " "));
            helper.setText(text.plain(letter), text.html(letter));
            // The same for every attempt, so that mail programs show one of several.
            mail.setHeader("Message-ID", "<" + waiting.id() + "@" + domain() + ">");
            mail.setHeader("Auto-Submitted", "auto-generated");
            server.send(mail);
        } catch (MailException | MessagingException e) {
            throw new UndeliveredException(e.getMessage() == null ? "The mail server did not take it" : e.getMessage(), e);
        }
    }

    private String domain() {
        var from = properties.mailFrom();
        return from.substring(from.indexOf('@') + 1).replaceAll("[^A-Za-z0-9.-]", "");
    }
}
