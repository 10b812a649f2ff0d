package io.nija.vault.audit;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How a verification of a source ended.
 *
 * @param since      from when on was to be verified; null for everything
 * @param firstLine  the first line that was looked at, counted from 0
 * @param lines      how many were, from there on
 * @param operations how many rows of the table were compared with the lines that they were made from
 * @param heads      how many signed heads agree
 * @param fileLines  how many of the lines were compared with log files that still exist
 * @param finding    the first thing that is wrong; only with {@link Outcome#WRONG}
 */
public record VerificationResult(Instant startedAt, Instant endedAt, @Nullable Instant since, Outcome outcome, long firstLine, long lines,
        long operations, int heads, long fileLines, @Nullable AuditFinding finding) {

    public enum Outcome {
        /** All of it is as it was read. */
        GOOD,
        /** Something is not as it was read; what comes after it was not looked at. */
        WRONG,
        CANCELLED,
        /** Vault, the database or a file did not answer, so nothing can be said. */
        FAILED
    }
}
