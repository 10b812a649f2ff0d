package io.nija.vault.credentials;

import io.nija.vault.base.ConsoleException;

/** There is no such key, or none in the state that the action needs. */
public class CredentialNotFoundException extends ConsoleException {

    CredentialNotFoundException(String message) {
        super(message);
    }
}
