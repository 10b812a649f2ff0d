package io.nija.vault.vault;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What one version of a secret holds: strings, and maps of strings. It redacts itself when printed.
 *
 * @param version the KV version that this was read from
 */
public record SecretData(Map<String, Object> values, int version) {

    public SecretData {
        values = Map.copyOf(values);
    }

    /** As Vault answers; entries without a value are left out. */
    static SecretData of(Map<String, Object> values, int version) {
        var present = new HashMap<>(values);
        present.values().removeIf(Objects::isNull);
        return new SecretData(present, version);
    }

    /** A copy to change and write back. */
    public Map<String, Object> mutableCopy() {
        return new LinkedHashMap<>(values);
    }

    @Override
    public String toString() {
        return "SecretData[version=" + version + ", " + values.keySet() + "]";
    }
}
