package io.nija.vault.delivery.send;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import io.nija.vault.delivery.DeliveryProperties;
import io.nija.vault.delivery.Letter;
import org.springframework.web.util.HtmlUtils;

/** A letter as the two texts of a mail. All that comes from people is text in both. */
final class MailText {

    private static final String NO_ADDRESS = "";

    private final DeliveryProperties properties;
    private final String page = resource("mail.html");
    private final String button = resource("button.html");

    MailText(DeliveryProperties properties) {
        this.properties = properties;
    }

    String plain(Letter letter) {
        return letter.content().strip() + "\n" + address(letter).map(address -> "\n" + address + "\n").orElse(NO_ADDRESS);
    }

    String html(Letter letter) {
        var paragraphs = Arrays.stream(letter.content().strip().split("\\n\\s*\\n")).map(MailParagraph::html).collect(Collectors.joining("\n"));
        var subject = HtmlUtils.htmlEscape(Objects.requireNonNull(letter.subject()), "UTF-8");
        return Template.fill(page, "title", subject, "text", paragraphs, "button",
                address(letter).map(address -> Template.fill(button, "address", HtmlUtils.htmlEscape(address, "UTF-8"))).orElse(NO_ADDRESS));
    }

    private Optional<String> address(Letter letter) {
        return Optional.ofNullable(letter.link() == null ? letter.address() : letter.link()).flatMap(properties::absolute);
    }

    private static String resource(String name) {
        try (InputStream stream = MailText.class.getResourceAsStream("/delivery/" + name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing in the application");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
