package io.nija.vault.vault;

import org.jspecify.annotations.Nullable;

/** Somebody wrote another version meanwhile. Nothing was changed. */
public final class VersionConflictException extends VaultException {

    VersionConflictException(@Nullable Throwable cause) {
        super("Somebody changed this key meanwhile.", cause);
    }
}
