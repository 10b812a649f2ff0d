package io.nija.vault.alerts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.vault.delivery.Undelivered;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong now, what was, and what people do about it. What changes something is for admins and throws
 * {@link org.springframework.security.access.AccessDeniedException} for others; who may look is not decided here. But for
 * {@link #open} and {@link #rules}, which this console then answers from memory, every method throws
 * {@link org.springframework.dao.DataAccessException} when the database does not answer.
 */
public interface Alerts {

    /**
     * What is open.
     *
     * @param bySeverity how many, also of those of which there are none
     * @param alerts     the worst first, and of those the newest
     */
    record Open(Map<Severity, Long> bySeverity, List<Alert> alerts) {

        public long total() {
            return alerts.size();
        }
    }

    Open open();

    /** Resolved ones, the latest first. */
    List<Alert> history(int limit);

    Optional<Alert> find(long id);

    /** What happened to an alert, oldest first. */
    List<AlertEvent> events(long id);

    /** All rules by their titles. */
    List<RuleStatus> rules();

    /** Those of now. */
    List<Silence> silences();

    /** Letters of the last days that did not arrive, those of other features, too, the latest first. */
    List<Undelivered> undelivered();

    /** Sends a letter that was given up as if it were new. */
    void sendAgain(Undelivered letter);

    /** Takes an alert on; until then mail and webhook are not told of it again. @throws IllegalArgumentException when that is not ahead */
    void acknowledge(long id, Instant until);

    /** Gives an alert back. */
    void release(long id);

    /**
     * @param subject of which subject only; null for all of the rule
     * @throws IllegalArgumentException for an unknown rule, without a reason, or when the end is not ahead
     */
    void silence(String rule, @Nullable String subject, String reason, Instant until);

    void endSilence(long id);

    /** Calls the listener, on another thread, whenever something above may have changed. @return what ends that */
    Runnable onChange(Runnable listener);
}
