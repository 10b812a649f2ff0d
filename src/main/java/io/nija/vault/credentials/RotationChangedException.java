package io.nija.vault.credentials;

import io.nija.vault.base.ConsoleException;

/** A rotation is not where the person saw it: it went on in another window or on another device, or has ended. */
public class RotationChangedException extends ConsoleException {

    public RotationChangedException() {
        super("This rotation has gone on elsewhere, in another window or on another device. It is shown as it is now.");
    }
}
