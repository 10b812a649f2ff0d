package io.nija.vault.credentials;

import io.nija.vault.base.ConsoleException;

/** The values are stored in Vault; only what was noted about them is not. */
public class DescriptionNotSavedException extends ConsoleException {

    DescriptionNotSavedException() {
        super("The key is stored. Its label, expiry and note could not be saved: enter them again on the key's page.");
    }
}
