package io.nija.vault.base;

import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON with credentials in it. Jackson keeps its buffers in a pool that it never wipes: what one of them holds stays
 * in memory until another JSON as long happens to get the same buffer. These are left to the garbage collector.
 */
public final class UnpooledJson {

    private UnpooledJson() {
    }

    /** What the mapper's builder starts with, and nothing more: features are as Jackson has them. */
    public static JsonMapper.Builder mapper() {
        return JsonMapper.builder(JsonFactory.builder().recyclerPool(JsonRecyclerPools.nonRecyclingPool()).build());
    }
}
