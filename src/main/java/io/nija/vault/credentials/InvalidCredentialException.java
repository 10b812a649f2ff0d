package io.nija.vault.credentials;

import io.nija.vault.base.ConsoleException;

/** A field of a key is not acceptable. Nothing was written. */
public class InvalidCredentialException extends ConsoleException {

    private final String field;

    InvalidCredentialException(String field, String message) {
        super(message);
        this.field = field;
    }

    /** The storage key of the field, such as {@code api_key} or {@code label}. */
    public String field() {
        return field;
    }
}
