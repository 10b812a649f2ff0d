package io.nija.vault.policies;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How a check of the promise ended: that nobody of the platform's staff can read a credential value, or give themselves
 * the permission to.
 *
 * @param occasion what the check was made for, in a few words
 * @param problem  what kept it from being complete, as a sentence; null when nothing did
 * @param holders  whose policies were looked at
 * @param findings what is not simply closed; all else is
 */
public record ZeroKnowledgeResult(Instant at, Outcome outcome, String occasion, @Nullable String problem, List<Holder> holders, List<Finding> findings) {

    /** After this time without a newer one, a check says nothing of now. */
    public static final Duration CURRENT_FOR = Duration.ofMinutes(15);

    public enum Outcome {
        /** Everything was checked, and all is as promised. */
        KEPT,
        /** Somebody may do what nobody should. */
        BROKEN,
        /** It could not be checked completely, so nothing is said. */
        UNKNOWN
    }

    /** @param kind in a word or two, such as {@code Role} */
    public record Holder(String title, String kind, List<String> policies) {
    }

    public enum State {
        /** Open by purpose, and stated. */
        STATED,
        OPEN,
        UNKNOWN
    }

    /**
     * What a holder may do on a way that leads to credential values or to more permissions.
     *
     * @param holder       its title
     * @param route        the name of the way
     * @param path         where exactly; empty when that is not known
     * @param capabilities what is allowed there, in Vault's words
     * @param rule         which rule allows it, such as {@code support, line 4}; empty when our reading does not tell
     * @param text         a sentence for a person
     */
    public record Finding(String holder, String route, State state, String path, List<String> capabilities, String rule, String text) {
    }

    public boolean isOld() {
        return at.isBefore(Instant.now().minus(CURRENT_FOR));
    }

    /** Kept only if that was checked lately. */
    public Outcome now() {
        return outcome == Outcome.KEPT && isOld() ? Outcome.UNKNOWN : outcome;
    }

    /** For end users, who know nothing of policies; the time of the check goes beside it. */
    public String sentence() {
        return switch (now()) {
            case KEPT -> "No member of staff is permitted to read your API keys. Besides you, only the trading engine is, as it trades for you. The vault itself has confirmed this.";
            case BROKEN -> "Somebody has a permission in the vault that they should not have, so your API keys may not be closed to all of our staff now. Our administrators have been alarmed.";
            case UNKNOWN -> outcome == Outcome.KEPT
                    ? "When it was last checked, no member of staff was permitted to read your API keys. A newer check is overdue."
                    : "Whether any member of staff is permitted to read your API keys could not be checked completely the last time.";
        };
    }

    public List<Finding> open() {
        return findings.stream().filter(finding -> finding.state() == State.OPEN).toList();
    }
}
