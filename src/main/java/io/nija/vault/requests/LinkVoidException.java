package io.nija.vault.requests;

import io.nija.vault.base.ConsoleException;

/** A link for completing a request does not work any more; the message says what to do. */
public class LinkVoidException extends ConsoleException {

    public LinkVoidException(String message) {
        super(message);
    }
}
