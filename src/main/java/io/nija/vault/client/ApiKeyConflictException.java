package io.nija.vault.client;

/** Somebody else kept changing the key at the same time. Nothing of theirs was overwritten. */
public final class ApiKeyConflictException extends ApiKeyManagerException {

    ApiKeyConflictException(String message) {
        super(message);
    }
}
