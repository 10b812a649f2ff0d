package io.nija.vault.audit;

import java.time.Instant;
import java.time.ZoneId;

import io.nija.vault.base.CredentialId;
import org.jspecify.annotations.Nullable;

/**
 * Tells the signed-in person who touched their keys. Of other people it tells their role and nothing else. Every method
 * throws {@link org.springframework.security.access.AccessDeniedException} when the person is not a user or the key is
 * somebody else's, and {@link org.springframework.dao.DataAccessException} when the database does not answer.
 * <p>
 * Left out is what the console's own identity does to keep its index: it reads metadata of all keys again and again.
 * <p>
 * An event is marked when in the 90 days before it, on the same key:
 * <ul>
 * <li>new reader: the same one, by the same means (by hand or by a program), did nothing; not for the owner by hand;
 * <li>new address: nobody did anything from the same address; not for the staff, and not beside "new reader";
 * <li>odd hour: a person had something to do with it, by hand, in at least 10 hours on 5 days, and never within an hour
 * of this time of day, in the reader's zone.
 * </ul>
 * Nothing is marked in the first 24 hours of a key's history, when all is new.
 */
public interface KeyActivity {

    /**
     * Events of one key.
     *
     * @param before  those before this time, as {@link KeyEvents#next} names it; null for the newest
     * @param atLeast how many, if there are as many
     * @param zone    whose hours count as odd
     */
    KeyEvents of(CredentialId key, @Nullable Instant before, int atLeast, ZoneId zone);

    /** The same of all the person's keys. */
    KeyEvents ofAll(@Nullable Instant before, int atLeast, ZoneId zone);
}
