package io.nija.vault.alerts.tell;

import io.nija.vault.alerts.settings.AlertProperties;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;

/** Plain text, which reads well everywhere. */
final class MailChannel implements Channel {

    private final JavaMailSender sender;
    private final AlertProperties.Mail settings;

    MailChannel(JavaMailSender sender, AlertProperties.Mail settings) {
        this.sender = sender;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public void send(Message message) throws UndeliveredException {
        var mail = new SimpleMailMessage();
        mail.setFrom(settings.from());
        mail.setTo(settings.to().toArray(String[]::new));
        // A name in it may be anybody's; without line breaks it cannot become another header.
        mail.setSubject("[NIJA Vault] " + message.subject().replaceAll("\\p{Cntrl}+", " "));
        mail.setText(MessageText.of(message));
        try {
            sender.send(mail);
        } catch (MailException e) {
            throw new UndeliveredException(e.getMessage() == null ? "The mail server did not take it" : e.getMessage(), e);
        }
    }
}
