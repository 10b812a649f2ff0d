package io.nija.vault.migration;

/** The command was called in a way that it does not know. */
class WrongUsageException extends MigrationException {

    WrongUsageException(String message) {
        super(message);
    }
}
