package io.nija.vault.audit.ui;

import java.util.Map;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A line of an audit log for people.
 *
 * @param text   indented; as it is when it is no JSON
 * @param hashed what Vault hashed, by field
 */
record LogLine(String text, Map<String, String> hashed) {

    private static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    static LogLine of(String line) {
        try {
            var tree = MAPPER.readTree(line);
            return new LogLine(MAPPER.writeValueAsString(tree), HashedFields.of(tree));
        } catch (JacksonException e) {
            return new LogLine(line, Map.of());
        }
    }
}
