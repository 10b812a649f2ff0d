package io.nija.vault.vault;

import java.util.Base64;
import java.util.Map;

import org.springframework.stereotype.Component;

/**
 * The Transit key {@code user-credentials}, as the console's own AppRole may use it: it makes data keys and unwraps them.
 * Every method throws {@link VaultException} when Vault does not answer or refuses.
 */
@Component
public class TransitKey {

    private static final String NAME = "user-credentials";

    /**
     * A key for data that are kept outside of Vault.
     *
     * @param bytes   256 bits, for memory only
     * @param wrapped the same under the Transit key, fit to be kept anywhere
     */
    public record DataKey(byte[] bytes, String wrapped) {

        @Override
        public String toString() {
            return "DataKey[" + version(wrapped) + "]";
        }
    }

    private final ConsoleVault vault;

    TransitKey(ConsoleVault vault) {
        this.vault = vault;
    }

    public DataKey newDataKey() {
        var answer = vault.write("transit/datakey/plaintext/" + NAME, Map.of());
        return new DataKey(decoded(answer), (String) answer.get("ciphertext"));
    }

    /** @param wrapped as {@link #newDataKey} gave it */
    public DataKey unwrap(String wrapped) {
        return new DataKey(decoded(vault.write("transit/decrypt/" + NAME, Map.of("ciphertext", wrapped))), wrapped);
    }

    /** Whether the Transit key has not been rotated since the data key was wrapped. */
    public boolean isLatest(DataKey key) {
        // The console may not read the key's settings, but what it encrypts tells which version did it.
        var sample = (String) vault.write("transit/encrypt/" + NAME, Map.of("plaintext", "")).get("ciphertext");
        return version(sample).equals(version(key.wrapped));
    }

    private static byte[] decoded(Map<String, Object> answer) {
        return Base64.getDecoder().decode((String) answer.get("plaintext"));
    }

    /** As in {@code vault:v3:…}. */
    private static String version(String ciphertext) {
        return ciphertext.split(":", 3)[1];
    }
}
