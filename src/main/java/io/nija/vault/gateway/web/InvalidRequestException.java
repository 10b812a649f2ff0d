package io.nija.vault.gateway.web;

import io.nija.vault.base.ConsoleException;

/** A field of a request is missing or not acceptable. Nothing was done. */
class InvalidRequestException extends ConsoleException {

    private final String field;

    InvalidRequestException(String field, String message) {
        super(message);
        this.field = field;
    }

    String field() {
        return field;
    }
}
