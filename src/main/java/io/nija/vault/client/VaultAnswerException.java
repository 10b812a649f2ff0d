package io.nija.vault.client;

/** Vault answered something that this client does not understand, or what is stored is no API key. */
public final class VaultAnswerException extends ApiKeyManagerException {

    VaultAnswerException(String message) {
        super(message);
    }
}
