package io.nija.vault.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Looks whether the records of a source are complete and as they were read. Its lines are hashed anew, one after the other,
 * and compared with the hashes that are kept, with the heads that were signed and lie in Vault, and with the log files as
 * far as they still exist; the operations that the lines tell of are made anew and compared with the table, both ways.
 * <p>
 * It cannot tell that lines since the last signed head were changed together with all their hashes by somebody who owns the
 * database, once the log files are gone as well; that something is missing that was never read; or anything against
 * somebody who holds Vault's root token: see src/docs/decisions/what-the-chain-proves.md. Counts by the hour and hashed
 * values, which are kept for figures and for finding things, are not looked at.
 * <p>
 * Who may ask is not decided here. Every method throws {@link org.springframework.dao.DataAccessException} when the
 * database does not answer.
 */
public interface AuditVerification {

    /**
     * A source, and how it stands.
     *
     * @param lines   read so far
     * @param running null when it is not being verified by this console
     * @param last    how the last verification ended; null when there was none
     */
    record Source(String name, long lines, @Nullable Running running, @Nullable VerificationResult last) {
    }

    /** A verification that is under way: how many lines are done, of how many; of none, while it waits for another one. */
    record Running(long done, long all) {
    }

    /** What was signed last, and when. */
    record LastHead(long lines, Instant at) {
    }

    /** By name. */
    List<Source> sources();

    /**
     * The latest signed head of a source.
     *
     * @throws io.nija.vault.base.ConsoleException when Vault does not answer
     */
    Optional<LastHead> lastHead(String source);

    /**
     * Begins to verify a source, in the background, one after the other. One that is being verified goes on.
     *
     * @param since from when on; null for everything
     */
    void start(String source, @Nullable Instant since);

    /** Ends a verification soon, if there is one. */
    void cancel(String source);

    /** Calls the listener, on another thread, some times a second while something goes on. @return what ends that */
    Runnable onChange(Runnable listener);
}
