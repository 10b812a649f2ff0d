package io.nija.vault.alerts.tell;

import java.time.Instant;
import java.util.List;

import io.nija.vault.alerts.Severity;
import org.jspecify.annotations.Nullable;

/**
 * What people are told of a rule at a time: names and figures, and no credential value.
 *
 * @param severity of the worst that is open, or of the rule when all is resolved
 * @param advice   what to do about it
 * @param opened   what has come up, or is still wrong after somebody's time to look at it was over
 * @param resolved what is over
 * @param more     how many there are that are not listed
 */
public record Message(String rule, String title, Severity severity, String advice, Instant at, List<Line> opened, List<Line> resolved, int more) {

    /** @param resolvedAt null while it is wrong */
    public record Line(String subject, String text, Instant since, @Nullable Instant resolvedAt) {
    }

    /** One line that says it all. */
    public String subject() {
        int wrong = opened.size() + (opened.isEmpty() ? 0 : more);
        if (wrong == 0) {
            return "Resolved: " + title + (resolved.size() + more == 1 ? " (" + resolved.getFirst().subject() + ")" : "");
        }
        return severity.label() + ": " + title + (wrong == 1 ? " (" + opened.getFirst().subject() + ")" : " (" + wrong + " alerts)");
    }
}
