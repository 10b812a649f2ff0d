package io.nija.vault.requests;

import java.util.List;

import io.nija.vault.audit.KeyEvent;
import io.nija.vault.base.UserId;
import io.nija.vault.credentials.CredentialSummary;
import org.jspecify.annotations.Nullable;

/**
 * A person's keys as the staff see them: metadata only. Each look-up is on record, and the person sees it among what was done with
 * their keys.
 */
public interface PersonLookup {

    /** @param lastUsed the latest read of its values; null when none is on record */
    record Key(CredentialSummary summary, @Nullable KeyEvent lastUsed, List<RequestSummary> live) {
    }

    record Found(UserId person, @Nullable String name, List<Key> keys) {
    }

    /**
     * For staff.
     *
     * @param text   the beginning of a person's id, or a broker's name
     * @return at most 50 people with a key that matches, without their keys
     */
    List<Found> search(String text);

    /**
     * For staff, with a reason.
     *
     * @throws io.nija.vault.audit.NotRecordedException when it cannot be put on record, and so is not shown
     */
    Found look(UserId person, String why);
}
