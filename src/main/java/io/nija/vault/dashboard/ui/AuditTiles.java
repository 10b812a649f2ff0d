package io.nija.vault.dashboard.ui;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import io.nija.vault.audit.AuditCoverage;
import io.nija.vault.audit.AuditSearch;
import io.nija.vault.audit.AuditSourceStatus;
import io.nija.vault.base.ui.Figures;
import io.nija.vault.security.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Whether all that happens is on record. */
@Configuration
class AuditTiles {

    private static final Duration SILENCE = Duration.ofSeconds(10);

    @Bean
    @Order(50)
    TileSource coverageTile(AuditCoverage coverage) {
        return TileSource.of(Role.ADMIN, "Audit coverage", "audit/coverage", () -> coverage(coverage.current()));
    }

    @Bean
    @Order(51)
    TileSource logReadingTile(AuditSearch search) {
        return TileSource.of(Role.ADMIN, "Audit logs read", "audit", () -> logReading(search.sources(), Instant.now()));
    }

    /** How much of what was done is on record. */
    static Reading coverage(AuditCoverage.Coverage now) {
        if (now.made() == 0) {
            return Reading.unknown("No call has been counted yet.");
        }
        var figure = now.missing() == 0 ? "100 %" : String.format(Locale.ROOT, "%.3f %%", Math.floor(now.percent() * 1000) / 1000);
        var text = Figures.of(now.matched(), "call") + " on record, " + Figures.of(now.pending()) + " on the way, " + Figures.of(now.missing()) + " missing.";
        return Reading.of(now.missing() > 0 ? Mood.BAD : now.unread().isEmpty() ? Mood.GOOD : Mood.WATCH, figure, text);
    }

    /** Whether what Vault writes down arrives in the index. */
    static Reading logReading(List<AuditSourceStatus> sources, Instant now) {
        if (sources.isEmpty()) {
            return Reading.unknown("No log has been read yet.");
        }
        var stuck = sources.stream().filter(source -> !source.isReadSince(now.minus(SILENCE))).map(AuditSourceStatus::name).toList();
        if (!stuck.isEmpty()) {
            return Reading.of(Mood.BAD, "Not up to now", "Not read: " + String.join(", ", stuck) + ".");
        }
        long behind = sources.stream().mapToLong(AuditSourceStatus::behind).sum();
        return Reading.of(Mood.GOOD, behind < 1 << 20 ? "Up to now" : Figures.of(behind >> 20, "MiB").replace("MiBs", "MiB") + " behind",
                Figures.of(sources.size(), "source") + ", " + Figures.of(sources.stream().mapToLong(AuditSourceStatus::lines).sum(), "line") + ".");
    }
}
