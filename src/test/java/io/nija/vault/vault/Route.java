package io.nija.vault.vault;

import java.util.List;

import io.nija.vault.testing.VaultCaller;

/** A request to Vault, written as {@code METHOD path body}; without a body, an empty object goes along. */
record Route(String method, String path, String body) {

    static Route of(String line) {
        var parts = line.strip().split("\\s+", 3);
        return new Route(parts[0], parts[1], parts.length == 3 ? parts[2] : "{}");
    }

    static List<Route> all(String lines) {
        return lines.lines().filter(line -> !line.isBlank()).map(Route::of).toList();
    }

    VaultCaller.Answer sentBy(VaultCaller caller) {
        return caller.send(method, path, body, method.equals("PATCH") ? "application/merge-patch+json" : "application/json");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
