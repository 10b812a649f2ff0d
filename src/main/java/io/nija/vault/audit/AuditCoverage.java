package io.nija.vault.audit;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How many of the calls that consoles, gateways and Java clients made to Vault are on record in its audit logs: see
 * src/docs/decisions/each-call-has-a-number.md.
 */
public interface AuditCoverage {

    /**
     * @param made       known to have been made
     * @param matched    have a record
     * @param pending    are so new, or the reading is so far behind, that the record may still be on its way
     * @param unanswered Vault did not answer, and there is no record: most likely it never got them
     * @param missing    Vault answered, and there is no record
     * @param processes  that called, those included that are no longer known by name
     * @param callers    those of them with missing calls first, then the latest, the first hundred
     * @param gaps       those that are missing, newest first, the first hundred
     * @param unread     sources that are not read up to now; as long as there are any, what is missing counts as pending
     */
    record Coverage(long made, long matched, long pending, long unanswered, long missing, long processes, List<CallerCoverage> callers,
            List<Gap> gaps, List<String> unread) {

        /** Parts of 100 of what should be on record by now; empty calls count as covered. */
        public double percent() {
            long due = matched + missing;
            return due == 0 ? 100 : 100.0 * matched / due;
        }
    }

    /** One process that calls Vault, from its start to its end. */
    record CallerCoverage(String name, Instant firstSeen, Instant lastSeen, long made, long matched, long pending, long unanswered, long missing) {
    }

    /**
     * A call without a record.
     *
     * @param at null, as is what follows, when only the number is known
     */
    record Gap(String caller, long number, @Nullable Instant at, @Nullable String operation, @Nullable String path, @Nullable String requestId) {
    }

    /**
     * As of now.
     *
     * @throws org.springframework.dao.DataAccessException when the database does not answer
     */
    Coverage current();
}
