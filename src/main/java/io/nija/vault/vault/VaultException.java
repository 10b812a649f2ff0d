package io.nija.vault.vault;

import io.nija.vault.base.ConsoleException;
import org.jspecify.annotations.Nullable;

/**
 * A call to Vault did not do what was asked. The messages are for a person: what is wrong and what can be done. They
 * never hold a value.
 */
public abstract sealed class VaultException extends ConsoleException
        permits VaultUnavailableException, VaultDeniedException, VersionConflictException, VaultSignInException {

    VaultException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
