package io.nija.vault.credentials;

import io.nija.vault.base.ConsoleException;

/** New versions of a key kept coming while it was being revoked or destroyed. */
public class KeepsChangingException extends ConsoleException {

    KeepsChangingException() {
        super("Somebody keeps changing this key, so part of it is still in use. Find out who, and try again.");
    }
}
