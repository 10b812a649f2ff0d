package io.nija.vault.vault;

import io.nija.vault.base.SecretValue;

/** What a service signs in to Vault with. */
public record AppRoleCredentials(String roleId, SecretValue secretId) {
}
