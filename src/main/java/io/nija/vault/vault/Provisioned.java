package io.nija.vault.vault;

/**
 * What programs sign in with to a Vault that has been provisioned, each with a new secret id; those of earlier times stay valid.
 *
 * @param console the console itself
 * @param backup  what makes backups
 */
public record Provisioned(AppRoleCredentials console, AppRoleCredentials backup) {
}
