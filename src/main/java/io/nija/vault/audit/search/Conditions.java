package io.nija.vault.audit.search;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.nija.vault.audit.search.Narrowed.TextMatches;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** A filter as conditions of SQL on {@code audit_operation o}, and their parameters. */
final class Conditions {

    /** Each stands for one field of the filter, or for the part of a list of it that one row of {@code each} has. */
    private final Map<String, String> conditions = new HashMap<>();
    private final MapSqlParameterSource parameters = new MapSqlParameterSource();

    Conditions(Narrowed wanted) {
        var filter = wanted.filter();
        parameters.addValue("from", Timestamp.from(filter.from()));
        parameters.addValue("to", Timestamp.from(filter.to()));
        conditions.put("time", "o.at >= :from and o.at < :to");
        if (wanted.user() != null) {
            add("user", "o.user_id = :user", wanted.user());
        }
        if (wanted.address() != null) {
            add("address", "o.address_id = :address", wanted.address());
        }
        if (wanted.classes() != null) {
            add("classes", "o.class_id = any (:classes)", array(wanted.classes()));
        }
        if (wanted.paths() != null) {
            add("paths", "o.path_id = any (:paths)", array(wanted.paths()));
        }
        if (filter.requestId() != null) {
            request(filter.requestId());
        }
        if (wanted.text() != null) {
            text(wanted.text());
        }
    }

    private void request(String id) {
        add("request", "o.request_id = :request", id);
        try {
            add("vaultRequest", "o.vault_request = :vaultRequest", UUID.fromString(id));
            conditions.put("request", "(o.request_id = :request or o.vault_request = :vaultRequest)");
            conditions.remove("vaultRequest");
        } catch (IllegalArgumentException e) {
            // Vault's own are all UUIDs.
        }
    }

    private void text(TextMatches text) {
        var any = new ArrayList<String>();
        any(any, "user_id", "textUsers", text.users());
        any(any, "address_id", "textAddresses", text.addresses());
        any(any, "path_id", "textPaths", text.paths());
        any(any, "error_id", "textErrors", text.errors());
        any(any, "class_id", "textClasses", text.classes());
        conditions.put("text", any.isEmpty() ? "false" : "(" + String.join(" or ", any) + ")");
    }

    private void any(List<String> into, String column, String name, List<Integer> ids) {
        if (!ids.isEmpty()) {
            into.add("o." + column + " = any (:" + name + ")");
            parameters.addValue(name, array(ids));
        }
    }

    private void add(String name, String condition, Object value) {
        conditions.put(name, condition);
        parameters.addValue(name, value);
    }

    static Integer[] array(List<Integer> ids) {
        return ids.toArray(Integer[]::new);
    }

    MapSqlParameterSource parameters() {
        return parameters;
    }

    /** All of them, but for those that are met already. */
    String all(String... met) {
        var left = new HashMap<>(conditions);
        List.of(met).forEach(left::remove);
        return String.join(" and ", left.values());
    }

    String of(String name) {
        return conditions.getOrDefault(name, "true");
    }

    boolean has(String name) {
        return conditions.containsKey(name);
    }

    @Nullable Object value(String name) {
        return parameters.hasValue(name) ? parameters.getValue(name) : null;
    }
}
