package io.nija.vault.alerts.tell;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A message in words. Times are in UTC, as nobody knows where it will be read. */
final class MessageText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private MessageText() {
    }

    static String of(Message message) {
        var text = new StringBuilder();
        if (!message.opened().isEmpty()) {
            text.append("Open:\n");
            message.opened().forEach(line -> text.append("- ").append(line.text()).append(" (since ").append(time(line.since())).append(")\n"));
        }
        if (!message.resolved().isEmpty()) {
            text.append("\nResolved:\n");
            message.resolved().forEach(line -> text.append("- ").append(line.text()).append(" (since ").append(time(line.since())).append(", until ")
                    .append(line.resolvedAt() == null ? "now" : time(line.resolvedAt())).append(")\n"));
        }
        if (message.more() > 0) {
            text.append("- and ").append(message.more()).append(" more\n");
        }
        if (!message.opened().isEmpty() && !message.advice().isEmpty()) {
            text.append("\nWhat to do: ").append(message.advice()).append("\n");
        }
        return text.toString();
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }
}
