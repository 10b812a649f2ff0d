package io.nija.vault.local;

import org.jspecify.annotations.Nullable;

/** The embedded stack cannot start. The message is all that a person gets to see, so it says what to do about it. */
class LocalStackException extends RuntimeException {

    LocalStackException(String message) {
        super(message);
    }

    LocalStackException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
