package io.nija.vault.migration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.vault.base.SecretValue;
import io.nija.vault.credentials.BrokerField;

/** What a file holds for one key, unchecked. All of it counts as secret: in a file of another form anything may be anywhere. */
final class Row implements Entry {

    static final String USER_ID = "user_id";
    static final String BROKER = "broker";
    static final String CREATED_AT = "created_at";
    static final List<String> REQUIRED = List.of(USER_ID, BROKER, BrokerField.API_KEY, BrokerField.API_SECRET);

    private final int line;
    private final Map<String, SecretValue> fields = new LinkedHashMap<>();
    private final Map<String, SecretValue> parameters = new LinkedHashMap<>();

    Row(int line) {
        this.line = line;
    }

    @Override
    public int line() {
        return line;
    }

    static boolean isField(String name) {
        return REQUIRED.contains(name) || name.equals(CREATED_AT);
    }

    /** @param name one that {@link #isField}; an empty value counts as none */
    Row field(String name, String value) {
        if (!value.isEmpty()) {
            fields.put(name, SecretValue.of(value));
        }
        return this;
    }

    /** An additional parameter; an empty value counts as none. */
    Row parameter(String name, String value) {
        if (!value.isEmpty()) {
            parameters.put(name, SecretValue.of(value));
        }
        return this;
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    List<String> missing() {
        var missing = new ArrayList<>(REQUIRED);
        missing.removeAll(fields.keySet());
        return missing;
    }

    Optional<SecretValue> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    SecretValue required(String name) {
        return field(name).orElseThrow();
    }

    Map<String, SecretValue> parameters() {
        return parameters;
    }

    @Override
    public String toString() {
        return "Row of line " + line;
    }
}
