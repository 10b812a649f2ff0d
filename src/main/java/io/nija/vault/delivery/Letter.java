package io.nija.vault.delivery;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Something on its way to people: names and figures, and never a credential value.
 *
 * @param about     what it is about, for those who look after letters; 64 characters at most
 * @param recipient addresses with commas, or the name of a {@link Webhook}
 * @param subject   of a mail; null for a webhook
 * @param content   plain text of a mail, or JSON for a webhook
 * @param address   of the console's view, such as {@code alerts}; null when there is none
 * @param link      an address of the console that stands in the mail in place of {@code address}. It is good once, so it is kept no
 *                  longer than until the letter has arrived or is given up; null when there is none
 */
public record Letter(String about, Channel channel, String recipient, @Nullable String subject, String content, @Nullable String address,
        @Nullable String link) {

    public static Letter mail(String about, List<String> to, String subject, String text, @Nullable String address, @Nullable String link) {
        return new Letter(about, Channel.MAIL, String.join(",", to), Objects.requireNonNull(subject), text, address, link);
    }

    public static Letter post(String about, String webhook, String json) {
        return new Letter(about, Channel.WEBHOOK, webhook, null, json, null, null);
    }

    /** Without what it says. */
    @Override
    public String toString() {
        return channel.label() + " about " + about;
    }
}
