package io.nija.vault.credentials;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.nija.vault.base.BrokerId;
import io.nija.vault.base.SecretValue;
import io.nija.vault.base.UserId;
import io.nija.vault.credentials.FieldComparison.Result;
import io.nija.vault.vault.SecretData;
import org.jspecify.annotations.Nullable;

/**
 * A version of a key as it lies in Vault, in the layout that other programs of the platform read: {@code api_key},
 * {@code api_secret}, {@code broker}, {@code additional_params}, {@code created_at}, {@code created_by},
 * {@code rotated_at}, {@code rotated_by}. What others wrote besides is kept.
 */
final class StoredKey {

    private static final String BROKER = "broker";
    private static final String CREATED_AT = "created_at";
    private static final String CREATED_BY = "created_by";
    private static final String ROTATED_AT = "rotated_at";
    private static final String ROTATED_BY = "rotated_by";

    private final Map<String, Object> values;

    private StoredKey(Map<String, Object> values) {
        this.values = values;
    }

    static StoredKey of(SecretData data) {
        return new StoredKey(data.mutableCopy());
    }

    static StoredKey added(BrokerId broker, KeyMaterial material, UserId author, Clock clock) {
        var key = new StoredKey(new LinkedHashMap<>());
        key.put(material);
        key.values.put(BROKER, broker.value());
        key.values.put(CREATED_AT, Instant.now(clock).toString());
        key.values.put(CREATED_BY, author.value());
        return key;
    }

    /** The same key with other values: parameters that are not given anew stay, and so does when and by whom it was added. */
    StoredKey rotated(KeyMaterial material, UserId author, Clock clock) {
        var key = new StoredKey(new LinkedHashMap<>(values));
        key.put(material);
        return key.stamped(author, clock);
    }

    /** The same values as a new version. */
    StoredKey rolledBack(UserId author, Clock clock) {
        return new StoredKey(new LinkedHashMap<>(values)).stamped(author, clock);
    }

    private StoredKey stamped(UserId author, Clock clock) {
        values.put(ROTATED_AT, Instant.now(clock).toString());
        values.put(ROTATED_BY, author.value());
        return this;
    }

    private void put(KeyMaterial material) {
        values.put(BrokerField.API_KEY, material.apiKey().expose());
        values.put(BrokerField.API_SECRET, material.apiSecret().expose());
        // As they are: what others stored there need not be text.
        var params = new LinkedHashMap<Object, Object>(storedParams());
        material.additionalParams().forEach((name, value) -> params.put(name, value.expose()));
        if (!params.isEmpty()) {
            values.put(KeyMaterial.ADDITIONAL_PARAMS, params);
        }
    }

    private Map<?, ?> storedParams() {
        return values.get(KeyMaterial.ADDITIONAL_PARAMS) instanceof Map<?, ?> stored ? stored : Map.of();
    }

    KeyValues values(int version) {
        return new KeyValues(version, text(BrokerField.API_KEY), text(BrokerField.API_SECRET), additionalParams());
    }

    private @Nullable SecretValue text(String name) {
        return values.get(name) instanceof String value ? SecretValue.of(value) : null;
    }

    SecretValue apiKey() {
        return SecretValue.of(String.valueOf(values.getOrDefault(BrokerField.API_KEY, "")));
    }

    Map<String, SecretValue> additionalParams() {
        var params = new TreeMap<String, SecretValue>();
        storedParams().forEach((name, value) -> params.put(String.valueOf(name), SecretValue.of(String.valueOf(value))));
        return params;
    }

    /** The credential values by the name of their field; what only says when and by whom is left out. */
    Map<String, SecretValue> fields() {
        var fields = new LinkedHashMap<String, SecretValue>();
        for (var name : new String[] { BrokerField.API_KEY, BrokerField.API_SECRET }) {
            if (values.get(name) instanceof String value) {
                fields.put(name, SecretValue.of(value));
            }
        }
        // A parameter of the same name, as others may have stored one, must not hide the key itself.
        additionalParams().forEach(fields::putIfAbsent);
        return fields;
    }

    /** Whether each field is the same in the other; no value leaves this method. */
    List<FieldComparison> compareWith(StoredKey other) {
        var mine = fields();
        var theirs = other.fields();
        var names = new LinkedHashSet<>(mine.keySet());
        names.addAll(theirs.keySet());
        return names.stream().map(name -> new FieldComparison(name, compare(mine.get(name), theirs.get(name)))).toList();
    }

    private static Result compare(@Nullable SecretValue mine, @Nullable SecretValue theirs) {
        if (mine == null) {
            return Result.ONLY_IN_SECOND;
        }
        if (theirs == null) {
            return Result.ONLY_IN_FIRST;
        }
        return mine.equals(theirs) ? Result.SAME : Result.CHANGED;
    }

    Optional<SecretValue> field(String name) {
        return Optional.ofNullable(fields().get(name));
    }

    /** To hand to Vault and nobody else. */
    Map<String, Object> toVault() {
        return values;
    }

    @Override
    public String toString() {
        return "StoredKey" + values.keySet();
    }
}
