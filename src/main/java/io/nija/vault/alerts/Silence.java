package io.nija.vault.alerts;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A time in which mail and webhook are not told of alerts of a rule. They are still shown.
 *
 * @param subject of which subject only; null for all of the rule
 * @param reason  for people
 */
public record Silence(long id, String rule, @Nullable String subject, String reason, String person, Instant from, Instant until) {

    public boolean covers(Alert alert, Instant now) {
        return rule.equals(alert.rule()) && (subject == null || subject.equals(alert.subject())) && !now.isBefore(from) && now.isBefore(until);
    }
}
