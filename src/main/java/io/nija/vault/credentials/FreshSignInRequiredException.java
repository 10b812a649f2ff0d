package io.nija.vault.credentials;

import io.nija.vault.base.ConsoleException;

/** The person signed in too long ago for what they asked. */
public class FreshSignInRequiredException extends ConsoleException {

    FreshSignInRequiredException() {
        super("Confirm that it is you: sign in again, then go on.");
    }
}
