package io.nija.vault.client;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A version of a key as it lies in Vault, in the layout that the console and the platform's Python programs share:
 * {@code api_key}, {@code api_secret}, {@code broker}, {@code additional_params}, {@code created_at}, {@code created_by},
 * {@code rotated_at}, {@code rotated_by}. What others wrote besides is kept as it is.
 */
record StoredSecret(ObjectNode values, int version) {

    private static final String API_KEY = "api_key";
    private static final String API_SECRET = "api_secret";
    private static final String PARAMS = "additional_params";

    /** The values of a key that is stored anew. */
    static ObjectNode stored(KeyPath path, String apiKey, String apiSecret, Map<String, String> params, String author) {
        var values = Json.MAPPER.createObjectNode();
        put(values, apiKey, apiSecret, params);
        return values.put("broker", path.brokerAlone())
                .put("created_at", Instant.now().toString()).put("created_by", author);
    }

    /** The same with other values: parameters that are not given anew stay, and so does when and by whom it was stored. */
    ObjectNode rotated(String apiKey, String apiSecret, Map<String, String> params, String author) {
        var rotated = values.deepCopy();
        put(rotated, apiKey, apiSecret, params);
        return rotated.put("rotated_at", Instant.now().toString()).put("rotated_by", author);
    }

    private static void put(ObjectNode values, String apiKey, String apiSecret, Map<String, String> params) {
        values.put(API_KEY, apiKey).put(API_SECRET, apiSecret);
        if (!params.isEmpty()) {
            var stored = values.get(PARAMS) instanceof ObjectNode object ? object : values.putObject(PARAMS);
            params.forEach(stored::put);
        }
    }

    /** @throws VaultAnswerException when the secret lacks what makes it an API key */
    UserApiKey toKey(KeyPath path) {
        var params = new HashMap<String, String>();
        values.path(PARAMS).properties().forEach(entry -> params.put(entry.getKey(), text(entry.getValue())));
        var history = new UserApiKey.History(stamp("created_at"), stamp("created_by"), stamp("rotated_at"), stamp("rotated_by"));
        return new UserApiKey(path.userId(), path.broker(), version, required(API_KEY), required(API_SECRET), params, history);
    }

    private String required(String field) {
        var value = values.path(field);
        if (!value.isString()) {
            throw new VaultAnswerException("What is stored has no text as its " + field);
        }
        return value.stringValue();
    }

    private @Nullable String stamp(String field) {
        var value = values.path(field);
        return value.isString() ? value.stringValue() : null;
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }

    @Override
    public String toString() {
        return "StoredSecret[version=" + version + "]";
    }
}
