package io.nija.vault.gateway.web;

import io.nija.vault.base.ConsoleException;

/** There is no such key, or it is revoked. */
class MissingKeyException extends ConsoleException {

    MissingKeyException() {
        super("Credentials not found");
    }
}
