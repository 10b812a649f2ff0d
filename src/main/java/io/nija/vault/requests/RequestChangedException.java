package io.nija.vault.requests;

import io.nija.vault.base.ConsoleException;

/** What was to be done does not fit to how the request is now, as it says. */
public class RequestChangedException extends ConsoleException {

    public RequestChangedException(String message) {
        super(message);
    }
}
