package io.nija.vault.requests;

import java.util.Optional;

import io.nija.vault.base.ConsoleException;
import org.jspecify.annotations.Nullable;

/** A text was not stored; the message says why and never repeats it. */
public class RefusedTextException extends ConsoleException {

    private final @Nullable String what;

    public RefusedTextException(String message) {
        super(message);
        what = null;
    }

    /** @param what which text it is: “reason” or “message” */
    public RefusedTextException(String what, String message) {
        super(message);
        this.what = what;
    }

    /** Which text it is: “reason” or “message”; empty when it is not about what one of them says. */
    public Optional<String> what() {
        return Optional.ofNullable(what);
    }
}
