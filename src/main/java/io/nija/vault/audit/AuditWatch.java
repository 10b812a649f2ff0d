package io.nija.vault.audit;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is on record that should make people look: for alerts, which ask again and again. Every method looks at some
 * recent time only, and throws {@link org.springframework.dao.DataAccessException} when the database does not answer.
 */
public interface AuditWatch {

    /**
     * Sign-ins that failed, at the console or at Vault.
     *
     * @param user {@code -} when the record does not tell, as Vault's does not for JWT and AppRole
     */
    record FailedSignIn(String user, String address, long times, Instant last) {
    }

    /** What was done with root tokens from an address. */
    record RootUse(String user, String address, long operations, Instant last) {
    }

    /**
     * Somebody who read values of many users.
     *
     * @param owners of how many
     * @param usual  of how many on the day of the last two weeks on which they were most
     */
    record Reader(String user, String role, long owners, long usual) {
    }

    /**
     * A key whose values were read often.
     *
     * @param reads      in the time asked for
     * @param busiestDay on the whole day of the last two weeks on which they were most
     */
    record BusyKey(String owner, String key, long reads, long busiestDay) {
    }

    /** Since when something has been read. Null before anything was. */
    @Nullable Instant beginning();

    List<FailedSignIn> failedSignIns(Instant from);

    List<RootUse> rootTokens(Instant from);

    /** @param atLeast of how many users, themselves left out */
    List<Reader> readersOfMany(Instant from, int atLeast);

    /** Keys that are older than a day and were read more often than on any whole day before. */
    List<BusyKey> busyKeys(Instant from, int atLeast);
}
