package io.nija.vault.requests;

import io.nija.vault.base.ConsoleException;

/** A text was not stored; the message says why and never repeats it. */
public class RefusedTextException extends ConsoleException {

    public RefusedTextException(String message) {
        super(message);
    }
}
