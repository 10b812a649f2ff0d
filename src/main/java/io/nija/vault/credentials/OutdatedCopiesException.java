package io.nija.vault.credentials;

import io.nija.vault.base.ConsoleException;

/** A change was made, but neither the cache nor the index could be told: others may get what was there before. */
public class OutdatedCopiesException extends ConsoleException {

    OutdatedCopiesException() {
        super("The change was made, but programs may get what was there before for up to five minutes, "
                + "as neither the cache nor the database can be reached.");
    }
}
