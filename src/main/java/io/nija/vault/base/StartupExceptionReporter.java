package io.nija.vault.base;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;

/** Prints one line for a {@link StartupException}. Spring Boot prints no stack trace then, and exits with 1. */
class StartupExceptionReporter implements SpringBootExceptionReporter {

    /** @param context absent when the failure came before there was one */
    StartupExceptionReporter(@Nullable ConfigurableApplicationContext context) {
    }

    @Override
    public boolean reportException(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartupException) {
                System.err.println(cause.getMessage());
                return true;
            }
        }
        return false;
    }
}
