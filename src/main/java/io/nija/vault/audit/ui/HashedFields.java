package io.nija.vault.audit.ui;

import java.util.LinkedHashMap;
import java.util.Map;

import io.nija.vault.audit.lines.HashedValue;
import tools.jackson.databind.JsonNode;

/** The values in a line that Vault wrote as hashes. */
final class HashedFields {

    private HashedFields() {
    }

    /** By where they are, such as {@code request.data.data.api_key}, in the order of the line. */
    static Map<String, String> of(JsonNode line) {
        var found = new LinkedHashMap<String, String>();
        collect("", line, found);
        return found;
    }

    private static void collect(String field, JsonNode node, Map<String, String> into) {
        if (node.isString() && HashedValue.isOne(node.stringValue())) {
            into.put(field, node.stringValue());
        }
        node.properties().forEach(property -> collect(field.isEmpty() ? property.getKey() : field + "." + property.getKey(), property.getValue(), into));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(field + "." + i, node.get(i), into);
        }
    }
}
