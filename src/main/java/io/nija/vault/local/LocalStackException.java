package io.nija.vault.local;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutionException;

import io.nija.vault.base.StartupException;
import org.springframework.core.NestedExceptionUtils;

/** The embedded stack cannot start. The message is all that a person gets to see, so it says what to do about it. */
class LocalStackException extends StartupException {

    LocalStackException(String message) {
        super(message);
    }

    private LocalStackException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Of any failure. One that nobody has foreseen goes into the log in full, by hand, because at this time of the
     * start there is no logging yet.
     */
    static LocalStackException of(Exception failure, Path log) {
        var cause = failure instanceof ExecutionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof LocalStackException explained) {
            return explained;
        }
        try (var writer = new PrintWriter(Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
            cause.printStackTrace(writer);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        return new LocalStackException("The local stack could not start: %s. More is in %s"
                .formatted(NestedExceptionUtils.getMostSpecificCause(cause).getMessage(), log), cause);
    }
}
