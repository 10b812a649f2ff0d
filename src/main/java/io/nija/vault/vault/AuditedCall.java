package io.nija.vault.vault;

import org.springframework.stereotype.Component;

/** A harmless call of the console's own that Vault has to put on record, which it does not have to for its health. */
@Component
public class AuditedCall {

    private final ConsoleVault vault;

    AuditedCall(ConsoleVault vault) {
        this.vault = vault;
    }

    /** @throws VaultException when Vault does not answer or refuses; it refuses all that it cannot put on record */
    public void make() {
        vault.read("auth/token/lookup-self");
    }
}
