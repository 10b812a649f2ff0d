package io.nija.vault.credentials;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

import io.nija.vault.base.CredentialId;
import io.nija.vault.vault.SecretData;

/**
 * A key that comes from elsewhere than the console, to be stored as if its owner had added it here.
 *
 * @param createdAt when it was added where it comes from, or now
 */
public record ImportedKey(CredentialId id, KeyMaterial material, Instant createdAt) {

    /** To hand to Vault and nobody else. */
    public Map<String, Object> toVault() {
        return stored().toVault();
    }

    /** Whether what lies in Vault has the same broker, key, secret and parameters; when and by whom does not count. */
    public boolean isSameAs(SecretData found) {
        return KeyFingerprint.of(stored()).equals(KeyFingerprint.of(StoredKey.of(found)));
    }

    private StoredKey stored() {
        return StoredKey.added(id.broker(), material, id.owner(), Clock.fixed(createdAt, ZoneOffset.UTC));
    }

    @Override
    public String toString() {
        return "ImportedKey[" + id + "]";
    }
}
