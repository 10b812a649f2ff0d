package io.nija.vault.base;

import org.jspecify.annotations.Nullable;

/**
 * What was asked cannot be done as things are. The message is for a person: what is wrong and
 * what to do. It never holds a credential value.
 */
public abstract class ConsoleException extends RuntimeException {

    protected ConsoleException(String message) {
        super(message);
    }

    protected ConsoleException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Whether a new sign-in mends it. */
    public boolean signInHelps() {
        return false;
    }
}
