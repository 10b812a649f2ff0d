package io.nija.vault.audit;

import java.time.Instant;
import java.util.Set;

import io.nija.vault.base.CredentialId;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a key, as its owner is told. What the same one did in the same way within one hour by the
 * clock is one event.
 *
 * @param first   when it was done first
 * @param last    when it was done last
 * @param times   how often
 * @param version of the key that was read or written, as far as it is known
 * @param address from where; null when that is not the owner's to know, as it is a member of the staff
 * @param marks   what is unusual about it for this key
 */
public record KeyEvent(CredentialId key, Instant first, Instant last, long times, Actor actor, Deed deed, @Nullable Integer version,
        OperationOutcome outcome, @Nullable String address, Set<Mark> marks) {

    /** Who it was. People other than the owner are no more than their role. */
    public enum Actor {
        YOU, YOUR_PROGRAM, TRADING_ENGINE, SUPPORT, ADMIN, IMPORT, CONSOLE, ROOT, ANOTHER_USER, SOMEBODY
    }

    /** What they did or tried to do. */
    public enum Deed {
        /** A value was shown or copied in the console. */
        LOOKED_AT_VALUES,
        READ,
        /** Without Vault being asked. */
        READ_FROM_CACHE,
        LOOKED_AT_METADATA,
        ADDED,
        ROTATED,
        ROLLED_BACK,
        /** Values were written, by whatever means. */
        STORED,
        DESCRIBED,
        REVOKED,
        RESTORED,
        DESTROYED,
        OTHER
    }

    /** Why an event is worth a look. */
    public enum Mark {
        NEW_READER, NEW_ADDRESS, ODD_HOUR
    }
}
