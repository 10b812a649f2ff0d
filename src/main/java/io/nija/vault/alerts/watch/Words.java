package io.nija.vault.alerts.watch;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.web.util.UriComponentsBuilder;

/** Figures and addresses in the texts of findings. */
final class Words {

    private Words() {
    }

    static String count(long number, String unit) {
        return String.format(Locale.ENGLISH, "%,d %s%s", number, unit, number == 1 ? "" : "s");
    }

    static String megabytes(long bytes) {
        return String.format(Locale.ENGLISH, "%,.1f MB", bytes / 1e6);
    }

    /** In its largest unit that is not 1. */
    static String span(Duration time) {
        return time.toHours() >= 48 ? count(time.toDays(), "day") : time.toMinutes() >= 120 ? count(time.toHours(), "hour")
                : time.toSeconds() >= 120 ? count(time.toMinutes(), "minute") : count(time.toSeconds(), "second");
    }

    /** A search in the audit's view. */
    static String audit(Map<String, String> fields) {
        var address = UriComponentsBuilder.fromPath("audit");
        new TreeMap<>(fields).forEach((name, value) -> address.queryParam(name, "{" + name + "}"));
        return address.encode().buildAndExpand(fields).toUriString();
    }
}
