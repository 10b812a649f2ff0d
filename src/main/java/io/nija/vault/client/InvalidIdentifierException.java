package io.nija.vault.client;

/** A user id or a broker is outside its allow-list. The message names the rule, never the value. Nothing was sent. */
public final class InvalidIdentifierException extends ApiKeyManagerException {

    InvalidIdentifierException(String field, String rule) {
        super("The " + field + " must be " + rule + ".");
    }
}
