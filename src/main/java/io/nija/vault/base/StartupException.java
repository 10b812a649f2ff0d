package io.nija.vault.base;

/** The console cannot start. The message is all that a person gets to see, so it says what to do about it. */
public class StartupException extends RuntimeException {

    public StartupException(String message) {
        super(message);
    }

    public StartupException(String message, Throwable cause) {
        super(message, cause);
    }
}
