package io.nija.vault.client;

import org.jspecify.annotations.Nullable;

/** What was asked could not be done. Neither the message nor a cause holds a credential value, a token or an identifier. */
public abstract class ApiKeyManagerException extends RuntimeException {

    ApiKeyManagerException(String message) {
        super(message);
    }

    ApiKeyManagerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
