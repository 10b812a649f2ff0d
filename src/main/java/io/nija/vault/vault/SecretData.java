package io.nija.vault.vault;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one version of a secret holds: strings, and maps of strings. It redacts itself when printed.
 *
 * @param version the KV version that this was read from
 */
public record SecretData(Map<String, Object> values, int version) {

    public SecretData {
        values = Map.copyOf(values);
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
