package io.nija.vault.vault;

/** Whether Vault can serve, as far as the console sees. */
public enum VaultStatus {

    UP("Vault is available."),
    SEALED("Vault is sealed. Your keys are safe in it, but nobody can read or change them until it is unsealed."),
    SLOW("Vault is not answering in time. Your keys are safe in it; try again in a moment."),
    DOWN("Vault cannot be reached. Your keys are safe in it; try again in a moment.");

    private final String message;

    VaultStatus(String message) {
        this.message = message;
    }

    /** One or two sentences for a person. */
    public String message() {
        return message;
    }
}
