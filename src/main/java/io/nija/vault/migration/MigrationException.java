package io.nija.vault.migration;

import io.nija.vault.base.ConsoleException;

/** A migration cannot begin or go on. */
class MigrationException extends ConsoleException {

    MigrationException(String message) {
        super(message);
    }

    MigrationException(String message, Throwable cause) {
        super(message, cause);
    }
}
