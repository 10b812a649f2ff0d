package io.nija.vault.migration;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Map;

import io.nija.vault.base.UnpooledJson;
import io.nija.vault.credentials.KeyMaterial;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON Lines: in each line an object with the fields of the gateway's request to store a key. */
final class JsonRows implements Rows {

    private static final JsonMapper MAPPER = UnpooledJson.mapper()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final SourceText text;
    private final BufferedReader lines;
    private int line;

    JsonRows(SourceText text) {
        this.text = text;
        lines = new BufferedReader(text);
    }

    @Override
    public int line() {
        return line;
    }

    @Override
    public @Nullable Entry next() throws IOException {
        while (true) {
            text.beginRow();
            line++;
            var json = lines.readLine();
            if (json == null) {
                return null;
            }
            if (!json.isBlank()) {
                return entry(json);
            }
        }
    }

    private Entry entry(String json) {
        try {
            var node = MAPPER.readTree(json);
            return node.isObject() ? entry(node) : problem("This line is not an object, as in {\"user_id\": …}.");
        } catch (JacksonException e) {
            return problem("This line is not well-formed JSON, or names a field twice.");
        }
    }

    private Entry entry(JsonNode object) {
        var row = new Row(line);
        for (var field : object.properties()) {
            var name = field.getKey();
            if (name.equals(KeyMaterial.ADDITIONAL_PARAMS)) {
                if (!parameters(row, field.getValue())) {
                    return problem(RowMessages.PARAMETERS_NOT_TEXT);
                }
            } else if (!Row.isField(name)) {
                return problem(RowMessages.UNKNOWN_FIELD);
            } else if (isText(field)) {
                row.field(name, field.getValue().asString(""));
            } else {
                return problem(name + " is not text.");
            }
        }
        return row;
    }

    /** @return false when they are not what they should be */
    private static boolean parameters(Row row, JsonNode parameters) {
        if (parameters.isNull()) {
            return true;
        }
        if (!parameters.isObject() || !parameters.properties().stream().allMatch(JsonRows::isText)) {
            return false;
        }
        parameters.properties().forEach(p -> row.parameter(p.getKey(), p.getValue().asString("")));
        return true;
    }

    private static boolean isText(Map.Entry<String, JsonNode> field) {
        return field.getValue().isString() || field.getValue().isNull();
    }

    private Problem problem(String what) {
        return new Problem(line, what);
    }
}
