package io.nija.vault.requests.engine;

import io.nija.vault.requests.RefusedTextException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes what people write, as it will be stored and read by others. What it refuses is never repeated. */
@Component
class Texts {

    private static final int REASON = 200;
    private static final int WHY = 400;
    private static final int MESSAGE = 4000;

    private final CredentialLike credentials;

    Texts(CredentialLike credentials) {
        this.credentials = credentials;
    }

    /** Why a request is made, in a line. @throws RefusedTextException and so do the others */
    String reason(String text) {
        return checked("reason", text.replaceAll("\\s+", " "), REASON);
    }

    /** Why something is done. */
    String why(String text) {
        return checked("reason", text, WHY);
    }

    /** Null when nothing was written. */
    @Nullable String whyIfAny(@Nullable String text) {
        return text == null || text.isBlank() ? null : why(text);
    }

    String message(String text) {
        return checked("message", text, MESSAGE);
    }

    /** Null when nothing was written. */
    @Nullable String messageIfAny(@Nullable String text) {
        return text == null || text.isBlank() ? null : message(text);
    }

    private String checked(String what, String text, int atMost) {
        var stripped = text.strip();
        if (stripped.isEmpty()) {
            throw new RefusedTextException(what, "Write a %s.".formatted(what));
        }
        if (stripped.length() > atMost) {
            throw new RefusedTextException(what, "The %s is too long: %,d characters of %,d.".formatted(what, stripped.length(), atMost));
        }
        if (stripped.chars().anyMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c))) {
            throw new RefusedTextException(what, "The %s has characters in it that cannot be shown.".formatted(what));
        }
        credentials.find(stripped).ifPresent(found -> {
            throw new RefusedTextException(what, ("This looks like %s, so it was not stored. Others can read the %s: leave such values out, and tell a key by its name."
                    + " If it was a real one, rotate it now.").formatted(found, what));
        });
        return stripped;
    }
}
