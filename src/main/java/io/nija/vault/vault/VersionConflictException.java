package io.nija.vault.vault;

/** Somebody wrote another version meanwhile. Nothing was changed. */
public final class VersionConflictException extends VaultException {

    VersionConflictException(Throwable cause) {
        super("Somebody changed this key meanwhile.", cause);
    }
}
