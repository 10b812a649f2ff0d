package io.nija.vault.requests.engine;

import java.time.Duration;
import java.util.Map;

import io.nija.vault.base.StartupException;
import io.nija.vault.requests.Urgency;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How soon requests are to be answered, and when they end by themselves.
 *
 * @param levels   what differs from the service levels out of the box
 * @param expire   how long after it was opened a request ends by itself
 * @param approval how long a second person's approval counts, asked for or given
 * @param link     how long the link works by which an owner completes a request
 * @param round    how often it is looked for what is overdue, has expired, or was done without the console noticing
 */
@ConfigurationProperties("requests")
record RequestProperties(@DefaultValue Map<Urgency, LevelSettings> levels, @DefaultValue("14d") Duration expire, @DefaultValue("24h") Duration approval,
        @DefaultValue("72h") Duration link, @DefaultValue("30s") Duration round) {

    /** Null where the value out of the box is good. */
    record LevelSettings(@Nullable Duration answer, @Nullable Duration resolution) {
    }

    /**
     * Within which time the staff answer, and do their part.
     *
     * @param resolution without the time in which it is the owner's turn
     */
    record Level(Duration answer, Duration resolution) {
    }

    /** @throws StartupException for what cannot be */
    RequestProperties {
        levels = Map.copyOf(levels);
        if (!expire.isPositive() || !approval.isPositive() || !link.isPositive() || !round.isPositive()) {
            throw new StartupException("requests.expire, approval, link and round must be longer than nothing.");
        }
        for (var urgency : levels.keySet()) {
            var level = level(levels, urgency);
            if (!level.answer.isPositive() || level.resolution.compareTo(level.answer) < 0) {
                throw new StartupException("requests.levels: an answer must take longer than nothing, and a resolution no less than the answer.");
            }
        }
    }

    Level level(Urgency urgency) {
        return level(levels, urgency);
    }

    private static Level level(Map<Urgency, LevelSettings> levels, Urgency urgency) {
        var usual = switch (urgency) {
            case URGENT -> new Level(Duration.ofMinutes(30), Duration.ofHours(4));
            case HIGH -> new Level(Duration.ofHours(2), Duration.ofHours(24));
            case NORMAL -> new Level(Duration.ofHours(8), Duration.ofHours(72));
            case LOW -> new Level(Duration.ofHours(24), Duration.ofDays(7));
        };
        var own = levels.get(urgency);
        return own == null ? usual : new Level(own.answer == null ? usual.answer : own.answer, own.resolution == null ? usual.resolution : own.resolution);
    }
}
