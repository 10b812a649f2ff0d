package io.nija.vault.credentials.ui;

import java.util.Map;
import java.util.UUID;

import io.nija.vault.base.SecretValue;
import io.nija.vault.credentials.CredentialState;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.credentials.KeyMaterial;

/** Values made up anew each time, and what to do with keys. */
final class Samples {

    private Samples() {
    }

    static String value() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    static KeyMaterial material() {
        return material(value(), value());
    }

    static KeyMaterial material(String apiKey, String apiSecret) {
        return new KeyMaterial(SecretValue.of(apiKey), SecretValue.of(apiSecret), Map.of());
    }

    static KeyMaterial withPassphrase(String passphrase) {
        return new KeyMaterial(SecretValue.of(value()), SecretValue.of(value()), Map.of("passphrase", SecretValue.of(passphrase)));
    }

    /** Leaves the signed-in person without any key. */
    static void destroyAll(Credentials credentials) {
        credentials.list().keys().stream().filter(key -> key.state() != CredentialState.DESTROYED)
                .map(key -> key.id()).forEach(credentials::destroy);
    }
}
