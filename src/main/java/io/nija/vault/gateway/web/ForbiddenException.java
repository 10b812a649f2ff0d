package io.nija.vault.gateway.web;

import io.nija.vault.base.ConsoleException;

/** Somebody asked for another's keys. */
class ForbiddenException extends ConsoleException {

    ForbiddenException() {
        super("These are another user's credentials. A token reaches its own user's only.");
    }
}
