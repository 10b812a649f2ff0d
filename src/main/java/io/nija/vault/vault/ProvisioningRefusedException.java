package io.nija.vault.vault;

import io.nija.vault.base.ConsoleException;

/** A Vault holds something of somebody else's where provisioning would write. Nothing was changed. */
public class ProvisioningRefusedException extends ConsoleException {

    ProvisioningRefusedException(String message) {
        super(message);
    }
}
