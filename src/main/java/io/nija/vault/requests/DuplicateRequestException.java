package io.nija.vault.requests;

import io.nija.vault.base.ConsoleException;

/** There is a live request for the key already; the message names it. */
public class DuplicateRequestException extends ConsoleException {

    public DuplicateRequestException(String message) {
        super(message);
    }
}
