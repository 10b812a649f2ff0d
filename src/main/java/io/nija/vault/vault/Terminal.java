package io.nija.vault.vault;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;

import io.nija.vault.base.SecretValue;
import org.jspecify.annotations.Nullable;

/**
 * Who sits there and is asked. What they type of a secret is not shown. Without a terminal the answers are the lines of standard
 * input. What is said goes to standard error, so that standard output is for results alone.
 */
public final class Terminal {

    private final @Nullable Console console;
    private final BufferedReader lines;
    private final PrintStream out = System.err;

    public Terminal() {
        var found = System.console();
        console = found != null && found.isTerminal() ? found : null;
        lines = new BufferedReader(new InputStreamReader(System.in));
    }

    public void say(String text) {
        out.println(text);
    }

    /** @throws EndedException when nobody answers any more */
    public String ask(String question) {
        out.print(question + " ");
        out.flush();
        var answer = console != null ? console.readLine() : line();
        if (answer == null) {
            throw new EndedException();
        }
        return answer.strip();
    }

    /** The same for what nobody may see. */
    public SecretValue askHidden(String question) {
        if (console == null) {
            return SecretValue.of(ask(question));
        }
        out.print(question + " ");
        out.flush();
        var answer = console.readPassword();
        if (answer == null) {
            throw new EndedException();
        }
        return SecretValue.of(new String(answer).strip());
    }

    private @Nullable String line() {
        try {
            return lines.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nobody is there. */
    public static final class EndedException extends RuntimeException {

        EndedException() {
            super("There were no more answers.");
        }
    }
}
