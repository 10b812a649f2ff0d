package io.nija.vault.vault;

import org.jspecify.annotations.Nullable;
import org.springframework.web.client.HttpStatusCodeException;

/**
 * A failure as far as a log may have it: what it was, with which status, and where it happened. Its texts are left out,
 * as an answer, or whoever fails to parse one, may repeat what was sent or read.
 */
class WithoutText extends Exception {

    private WithoutText(String what, @Nullable Throwable cause) {
        super(what, cause);
    }

    static WithoutText of(Throwable failure) {
        var cause = failure.getCause() == null ? null : of(failure.getCause());
        var status = failure instanceof HttpStatusCodeException answer ? " " + answer.getStatusCode().value() : "";
        var copy = new WithoutText(failure.getClass().getName() + status, cause);
        copy.setStackTrace(failure.getStackTrace());
        return copy;
    }
}
