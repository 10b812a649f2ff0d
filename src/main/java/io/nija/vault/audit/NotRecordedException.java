package io.nija.vault.audit;

import io.nija.vault.base.ConsoleException;

/** What was asked for must be on record, and could not be put there; it was not done. */
public class NotRecordedException extends ConsoleException {

    NotRecordedException(Throwable cause) {
        super("This cannot be put on record at the moment, so it was not done. Try again in a minute.", cause);
    }
}
