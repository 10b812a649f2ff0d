package io.nija.vault.client;

/** There is no such key to rotate: it was never stored, or it was revoked or destroyed. */
public final class ApiKeyNotFoundException extends ApiKeyManagerException {

    ApiKeyNotFoundException() {
        super("There is no such key. It may have been revoked or destroyed.");
    }
}
