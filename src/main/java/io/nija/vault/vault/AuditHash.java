package io.nija.vault.vault;

import io.nija.vault.base.SecretValue;
import org.springframework.stereotype.Component;

/** Asks Vault, under the signed-in admin's own token, how its audit logs show a value. */
@Component
public class AuditHash {

    /** The name of the audit device in the server's configuration, the same on every node. */
    private static final String DEVICE = "file";

    private final PersonVault vault;

    AuditHash(PersonVault vault) {
        this.vault = vault;
    }

    /**
     * The hash as the logs have it, {@code hmac-sha256:} and 64 digits.
     *
     * @throws VaultException when Vault does not answer, or the person is no admin to it
     */
    public String of(SecretValue value) {
        return vault.auditHash(DEVICE, value);
    }
}
