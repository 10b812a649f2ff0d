package io.nija.vault.credentials;

import io.nija.vault.base.ConsoleException;

/** Vault stopped answering after a change may have reached it: it may have been made. */
public class OutcomeUnknownException extends ConsoleException {

    OutcomeUnknownException(ConsoleException cause) {
        super(cause.getMessage() + " What you did may have been done all the same: look at the key before you try again.", cause);
    }
}
