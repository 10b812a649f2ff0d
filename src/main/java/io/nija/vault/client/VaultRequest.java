package io.nija.vault.client;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * @param path       after {@code /v1/}, of checked parts
 * @param body       what becomes the JSON of the request
 * @param repeatable whether it does no harm when two nodes carry it out
 */
record VaultRequest(String method, String path, @Nullable Object body, boolean repeatable) {

    static VaultRequest read(String path) {
        return new VaultRequest("GET", path, null, true);
    }

    static VaultRequest write(String path, Object body) {
        return new VaultRequest("POST", path, body, false);
    }

    static VaultRequest delete(String path) {
        return new VaultRequest("DELETE", path, null, false);
    }

    /** What concerns the client's own token: when it fails, the next call would do the same once more anyway. */
    static VaultRequest token(String path, Map<String, String> body) {
        return new VaultRequest("POST", path, body, true);
    }

    boolean isRead() {
        return method.equals("GET");
    }

    /** Without the body, which holds values. */
    @Override
    public String toString() {
        return method;
    }
}
