package io.nija.vault.vault;

import io.nija.vault.base.UserId;
import io.nija.vault.testing.People;
import io.nija.vault.testing.VaultCaller;
import io.nija.vault.testing.VaultCallers;
import org.jspecify.annotations.Nullable;

/** Who holds which policy. */
enum Holder {

    USER(People.ALICE), USER_DESTROY(People.ALICE), SUPPORT(People.SAM_OF_SUPPORT), ADMIN(People.ADA_THE_ADMIN), CONSOLE(null);

    private final @Nullable UserId person;

    Holder(@Nullable UserId person) {
        this.person = person;
    }

    VaultCaller signIn(VaultCallers callers) {
        return person == null ? callers.console() : callers.person(person, VaultRole.valueOf(name()).vaultName());
    }
}
