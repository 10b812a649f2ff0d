package io.nija.vault.vault;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Optional;

import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageConversionException;
import org.springframework.vault.authentication.VaultLoginException;
import org.springframework.web.client.HttpStatusCodeException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientException;

/** Tells from what Spring Vault and the HTTP client throw what happened, in the console's own exceptions. */
final class VaultErrors {

    private VaultErrors() {
    }

    /** The failure in our own terms, without what the answer said. One that is not Vault's or the client's comes back as it is. */
    static RuntimeException translate(RuntimeException failure) {
        var io = find(failure, ResourceAccessException.class);
        if (io.isPresent()) {
            return new VaultUnavailableException(timedOut(io.get()) ? VaultStatus.SLOW : VaultStatus.DOWN,
                    !VaultNodes.neverSent(io.get().getCause()), failure);
        }
        var answer = find(failure, HttpStatusCodeException.class);
        if (answer.isPresent()) {
            return translate(failure, answer.get());
        }
        return isOfTheClient(failure)
                ? new IllegalStateException("Vault's answer was not understood", WithoutText.of(failure)) : failure;
    }

    private static RuntimeException translate(RuntimeException failure, HttpStatusCodeException answer) {
        var cause = WithoutText.of(failure);
        var status = answer.getStatusCode();
        if (failure instanceof VaultLoginException && status.is4xxClientError() && status.value() != 429) {
            return new VaultSignInException(cause);
        }
        return of(status.value(), answer.getResponseBodyAsString(), cause);
    }

    /** What an answer of Vault means that is no success. */
    static RuntimeException of(int status, String text, @Nullable Throwable cause) {
        if (status >= 500) {
            boolean sealed = text.contains("sealed");
            return new VaultUnavailableException(sealed ? VaultStatus.SEALED : VaultStatus.DOWN, !sealed, cause);
        }
        // Spring Vault has no type of its own for a failed check-and-set; the text is Vault's and OpenBao's alike.
        if (status == 400 && text.contains("check-and-set")) {
            return new VersionConflictException(cause);
        }
        return switch (status) {
            case 429 -> new VaultUnavailableException(VaultStatus.SLOW, false, cause);
            case 403 -> new VaultDeniedException(cause);
            default -> new IllegalStateException("Vault answered with status " + status, cause);
        };
    }

    /** What it means that there was no answer. */
    static VaultUnavailableException of(IOException failure) {
        return new VaultUnavailableException(timedOut(failure) ? VaultStatus.SLOW : VaultStatus.DOWN,
                !VaultNodes.neverSent(failure), failure);
    }

    /** Whether Vault answered and said no, as opposed to not answering or failing itself. */
    static boolean isRefusal(Throwable failure) {
        return find(failure, HttpStatusCodeException.class).filter(answer -> answer.getStatusCode().is4xxClientError()).isPresent();
    }

    private static boolean isOfTheClient(RuntimeException failure) {
        return failure instanceof org.springframework.vault.VaultException || failure instanceof RestClientException
                || failure instanceof HttpMessageConversionException;
    }

    private static boolean timedOut(Exception failure) {
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
