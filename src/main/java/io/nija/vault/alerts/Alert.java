package io.nija.vault.alerts;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Something that is or was wrong, as a rule found it.
 *
 * @param id           negative while it could not be written down
 * @param rule         the name of the rule
 * @param subject      what it is about; a rule has one alert of it at a time
 * @param text         a sentence with the figures, as of {@code seenAt}
 * @param address      where in the console to look
 * @param since        from when on it was found to be wrong
 * @param openedAt     null while the rule's patience lasts
 * @param seenAt       when it was last found to be wrong
 * @param resolvedAt   null as long as it is wrong
 * @param acknowledged null when nobody has taken it on
 * @param told         how far mail and webhook know of it
 */
public record Alert(long id, String rule, String subject, Severity severity, String text, @Nullable String address, Instant since,
        @Nullable Instant openedAt, Instant seenAt, @Nullable Instant resolvedAt, @Nullable Acknowledgement acknowledged, Told told) {

    /** Who has taken it on, and until when. */
    public record Acknowledgement(String by, Instant until) {
    }

    /** What mail and webhook know. */
    public enum Told {
        /** Nothing. */
        NEVER,
        /** That it was wrong, but not how it is now: it has been resolved since, or has come up once more. */
        BEFORE,
        /** All there is to know. */
        NOW
    }

    public boolean isOpen() {
        return openedAt != null && resolvedAt == null;
    }

    /** Found to be wrong, as it was before. */
    public Alert seen(Finding finding, Severity how, Instant from, Instant now) {
        return new Alert(id, rule, subject, how, finding.text(), finding.address(), from, openedAt, now, resolvedAt, acknowledged, told);
    }

    public Alert opened(Instant now) {
        return new Alert(id, rule, subject, severity, text, address, since, now, seenAt, null, null, Told.NEVER);
    }

    public Alert resolved(Instant now) {
        return new Alert(id, rule, subject, severity, text, address, since, openedAt, seenAt, now, acknowledged, told == Told.NOW ? Told.BEFORE : told);
    }

    /** Nobody is at it any more, so it is told once more. */
    public Alert released() {
        return new Alert(id, rule, subject, severity, text, address, since, openedAt, seenAt, resolvedAt, null, told == Told.NOW ? Told.BEFORE : told);
    }

    public Alert known() {
        return new Alert(id, rule, subject, severity, text, address, since, openedAt, seenAt, resolvedAt, acknowledged, Told.NOW);
    }

    public Alert as(long newId) {
        return new Alert(newId, rule, subject, severity, text, address, since, openedAt, seenAt, resolvedAt, acknowledged, told);
    }
}
