package io.nija.vault.audit;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What was done with anybody's keys that is unusual for the key, by the rules at {@link KeyActivity}: for alerts. */
public interface UnusualAccess {

    /**
     * @param user  who did it
     * @param marks why it is unusual
     */
    record Unusual(String owner, String key, Instant at, String user, KeyEvent.Actor actor, KeyEvent.Deed deed, OperationOutcome outcome, String address,
            Set<KeyEvent.Mark> marks) {
    }

    /**
     * From the beginning of an hour on; of the first few hundred people with anything on record.
     *
     * @throws org.springframework.dao.DataAccessException when the database does not answer
     */
    List<Unusual> since(Instant from);
}
