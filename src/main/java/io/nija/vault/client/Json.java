package io.nija.vault.client;

import tools.jackson.databind.json.JsonMapper;

/** JSON as Vault speaks it. Vault itself keeps numbers as double-precision ones, so there are no finer digits to lose. */
final class Json {

    static final JsonMapper MAPPER = new JsonMapper();

    private Json() {
    }
}
