package io.nija.vault.client;

import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON as Vault speaks it. Vault itself keeps numbers as double-precision ones, so there are no finer digits to lose.
 * Jackson's pool of buffers is not used, as it would keep values in memory until the same buffer happens to be used again.
 */
final class Json {

    static final JsonMapper MAPPER = JsonMapper.builder(
            JsonFactory.builder().recyclerPool(JsonRecyclerPools.nonRecyclingPool()).build()).build();

    private Json() {
    }
}
