package io.nija.vault.dashboard.ui;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

import io.nija.vault.audit.KeyActivity;
import io.nija.vault.audit.KeyEvent;
import io.nija.vault.audit.KeyEvents;
import io.nija.vault.base.ui.Figures;
import io.nija.vault.credentials.CredentialState;
import io.nija.vault.credentials.CredentialSummary;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.credentials.KeyDirectory;
import io.nija.vault.credentials.KeyFigures;
import io.nija.vault.security.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Everybody's keys for the staff, and a user's own. */
@Configuration
class KeyTiles {

    private static final int EVENTS = 200;
    private static final Set<KeyEvent.Deed> READS = Set.of(KeyEvent.Deed.READ, KeyEvent.Deed.READ_FROM_CACHE, KeyEvent.Deed.LOOKED_AT_VALUES);

    @Bean
    @Order(90)
    TileSource keysTile(KeyDirectory directory) {
        return new TileSource(Set.of(Role.ADMIN, Role.SUPPORT), "Keys in use", "directory", () -> keys(directory.figures(today())));
    }

    @Bean
    @Order(10)
    TileSource ownKeysTile(Credentials credentials) {
        return TileSource.of(Role.USER, "Your keys", "keys",
                () -> ownKeys(credentials.list().in(CredentialState.ACTIVE), today(), Instant.now()));
    }

    @Bean
    @Order(20)
    TileSource ownActivityTile(KeyActivity activity) {
        return TileSource.of(Role.USER, "Reads of your keys, 7 days", "activity",
                () -> ownActivity(activity.ofAll(null, EVENTS, ZoneOffset.UTC), Instant.now().minus(Duration.ofDays(7))));
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    /** How many keys are kept, and which of them will trouble their owners soon. */
    static Reading keys(KeyFigures figures) {
        if (figures.keys() == 0) {
            return Reading.of(Mood.PLAIN, "0", "Nobody has added a key yet.");
        }
        return Reading.of(figures.expired() > 0 ? Mood.WATCH : Mood.PLAIN, Figures.of(figures.keys()),
                "Of " + Figures.of(figures.owners(), "person").replace("persons", "people") + ". " + Figures.of(figures.expiring()) + " expiring, "
                        + Figures.of(figures.expired()) + " expired, " + Figures.of(figures.old()) + " due for a rotation.");
    }

    /** What there is to do about one’s own keys. */
    static Reading ownKeys(List<CredentialSummary> keys, LocalDate today, Instant now) {
        if (keys.isEmpty()) {
            return Reading.of(Mood.PLAIN, "0", "Add your first key.");
        }
        long expired = keys.stream().filter(key -> key.expired(today)).count();
        long expiring = keys.stream().filter(key -> key.expiresSoon(today)).count();
        long old = keys.stream().filter(key -> key.lastWrite().isBefore(now.minus(KeyFigures.DUE_DAYS, ChronoUnit.DAYS))).count();
        var text = expired + expiring + old == 0 ? "None of them needs you."
                : Figures.of(expired) + " expired, " + Figures.of(expiring) + " expiring, " + Figures.of(old) + " not rotated for 90 days.";
        return Reading.of(expired > 0 ? Mood.BAD : expiring + old > 0 ? Mood.WATCH : Mood.GOOD, Figures.of(keys.size()), text);
    }

    /** Who touched them. The hour is left to the activity’s own view, which knows the reader’s zone. */
    static Reading ownActivity(KeyEvents events, Instant since) {
        var latest = events.events().stream().filter(event -> event.last().isAfter(since)).toList();
        long reads = latest.stream().filter(event -> READS.contains(event.deed())).mapToLong(KeyEvent::times).sum();
        long unusual = latest.stream().filter(event -> event.marks().contains(KeyEvent.Mark.NEW_READER) || event.marks().contains(KeyEvent.Mark.NEW_ADDRESS)).count();
        var most = events.next() != null && latest.size() == events.events().size() ? "at least " : "";
        return Reading.of(unusual > 0 ? Mood.WATCH : Mood.GOOD, most + Figures.of(reads),
                unusual == 0 ? "Nobody new, from no new address." : Figures.of(unusual, "time") + " by somebody or from somewhere new.");
    }
}
