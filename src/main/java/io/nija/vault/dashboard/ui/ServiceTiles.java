package io.nija.vault.dashboard.ui;

import java.time.Duration;
import java.util.Locale;

import io.nija.vault.base.ui.Figures;
import io.nija.vault.gateway.ServiceLevel;
import io.nija.vault.gateway.ServiceLevels;
import io.nija.vault.security.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** How well keys can be retrieved, against what is promised. */
@Configuration
class ServiceTiles {

    @Bean
    @Order(10)
    TileSource availabilityTile(ServiceLevels levels) {
        return TileSource.of(Role.ADMIN, "Availability, 30 days", "cluster", () -> availability(levels.ofLast(Duration.ofDays(30))));
    }

    @Bean
    @Order(20)
    TileSource speedTile(ServiceLevels levels) {
        return TileSource.of(Role.ADMIN, "Retrieval p99, 24 hours", "audit?range=24h&kind=values&operation=read",
                () -> speed(levels.ofLast(Duration.ofDays(1))));
    }

    /** The document’s 99.99 %, and what is left of the failures that it allows. */
    static Reading availability(ServiceLevel level) {
        if (level.availability().isEmpty()) {
            return Reading.unknown("Nothing has been measured yet; the first figures come within a minute.");
        }
        double left = level.budgetLeft().orElseThrow();
        var mood = left < 0 ? Mood.BAD : left < 0.25 ? Mood.WATCH : Mood.GOOD;
        var budget = left < 0 ? "the error budget is used up" : String.format(Locale.ROOT, "%.0f %% of the error budget left", left * 100);
        return new Reading(mood, percent(level.availability().getAsDouble()),
                "99.99 % is promised; " + budget + ". " + Figures.of(level.answered() + level.failed(), "retrieval") + ".", Math.max(0, left));
    }

    /** Never rounded up to what it is not. */
    private static String percent(double share) {
        return share == 1 ? "100 %" : String.format(Locale.ROOT, "%.3f %%", Math.floor(share * 100_000) / 1000);
    }

    /** The document’s 100 ms for 99 of 100 retrievals. */
    static Reading speed(ServiceLevel level) {
        if (level.p99() == null) {
            return Reading.of(Mood.PLAIN, "–", "Nobody has retrieved a key through the gateway.");
        }
        double milliseconds = level.p99().toNanos() / 1e6;
        return Reading.of(level.isFast() ? Mood.GOOD : Mood.BAD, String.format(Locale.ROOT, milliseconds < 10 ? "%.1f ms" : "%.0f ms", milliseconds),
                "100 ms are promised. " + Figures.of(level.answered() + level.failed(), "retrieval") + ".");
    }
}
