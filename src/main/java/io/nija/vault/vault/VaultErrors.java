package io.nija.vault.vault;

import java.net.SocketTimeoutException;
import java.util.Optional;

import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.vault.authentication.VaultLoginException;
import org.springframework.web.client.HttpStatusCodeException;
import org.springframework.web.client.ResourceAccessException;

/** Tells from what Spring Vault and the HTTP client throw what happened, in the console's own exceptions. */
final class VaultErrors {

    private VaultErrors() {
    }

    /** The failure in our own terms; one that is none of these comes back as it is. */
    static RuntimeException translate(RuntimeException failure) {
        var io = find(failure, ResourceAccessException.class);
        if (io.isPresent()) {
            return new VaultUnavailableException(timedOut(io.get()) ? VaultStatus.SLOW : VaultStatus.DOWN, failure);
        }
        return find(failure, HttpStatusCodeException.class)
                .map(answer -> translate(failure, answer))
                .orElse(failure);
    }

    private static RuntimeException translate(RuntimeException failure, HttpStatusCodeException answer) {
        var text = answer.getResponseBodyAsString();
        if (answer.getStatusCode().is5xxServerError()) {
            return new VaultUnavailableException(text.contains("sealed") ? VaultStatus.SEALED : VaultStatus.DOWN, failure);
        }
        if (failure instanceof VaultLoginException) {
            return new VaultSignInException(failure);
        }
        // Spring Vault has no type of its own for this; the text is Vault's and OpenBao's alike.
        if (answer.getStatusCode().value() == 400 && text.contains("check-and-set")) {
            return new VersionConflictException(failure);
        }
        return answer.getStatusCode().value() == 403 ? new VaultDeniedException(failure) : failure;
    }

    private static boolean timedOut(ResourceAccessException failure) {
        return find(failure, SocketTimeoutException.class).isPresent()
                && find(failure, ConnectTimeoutException.class).isEmpty()
                || find(failure, ConnectionRequestTimeoutException.class).isPresent();
    }

    private static <T extends Throwable> Optional<T> find(@Nullable Throwable failure, Class<T> type) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}
