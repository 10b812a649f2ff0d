package io.nija.vault.audit.integrity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import io.nija.vault.audit.ingest.FullRow;

/** Reads rows of the table of operations together with all that their numbers lead to; what they lead to nowhere is empty. */
final class StoredRows {

    private static final String SELECT = """
            select o.id, o.at, c.source_id, c.operation, c.kind, c.broker, c.outcome, c.role, c.policies, u.name as user_name, a.name as address,
                p.path, p.owner, p.key, e.text as error, o.version, o.duration, o.response, o.vault_request, o.request_id
            """;
    private static final String JOINS = """
            left join audit_class c on c.id = o.class_id
            left join audit_user u on u.id = o.user_id
            left join audit_address a on a.id = o.address_id
            left join audit_path p on p.id = o.path_id
            left join audit_error e on e.id = o.error_id
            """;

    private final Connection connection;

    StoredRows(Connection connection) {
        this.connection = connection;
    }

    /** Those with the numbers and times of some others, by number. */
    Map<Long, FullRow> like(Collection<FullRow> wanted) throws SQLException {
        var times = wanted.stream().map(row -> Timestamp.from(row.at())).toArray(Timestamp[]::new);
        var ids = wanted.stream().map(FullRow::id).toArray();
        var found = new HashMap<Long, FullRow>();
        try (var statement = connection.prepareStatement(SELECT + """
                from unnest(?::timestamptz[], ?::bigint[]) wanted (at, id)
                join audit_operation o on o.at = wanted.at and o.id = wanted.id and o.at >= ? and o.at <= ?
                """ + JOINS)) {
            statement.setArray(1, connection.createArrayOf("timestamptz", times));
            statement.setArray(2, connection.createArrayOf("int8", ids));
            statement.setTimestamp(3, List.of(times).stream().min(Timestamp::compareTo).orElseThrow());
            statement.setTimestamp(4, List.of(times).stream().max(Timestamp::compareTo).orElseThrow());
            for (var row : rows(statement)) {
                found.put(row.id(), row);
            }
        }
        return found;
    }

    /** Those of a request as Vault numbers them, of any source and time. */
    List<FullRow> ofRequest(UUID request) throws SQLException {
        try (var statement = connection.prepareStatement(SELECT + "from audit_operation o " + JOINS + " where o.vault_request = ?")) {
            statement.setObject(1, request);
            return rows(statement);
        }
    }

    private static List<FullRow> rows(PreparedStatement statement) throws SQLException {
        var rows = new ArrayList<FullRow>();
        try (var found = statement.executeQuery()) {
            while (found.next()) {
                rows.add(row(found));
            }
        }
        return rows;
    }

    private static FullRow row(ResultSet row) throws SQLException {
        return new FullRow(row.getLong("id"), row.getTimestamp("at").toInstant(), row.getInt("source_id"), text(row, "operation"), text(row, "kind"),
                text(row, "broker"), text(row, "outcome"), text(row, "role"), text(row, "policies"), text(row, "user_name"), text(row, "address"),
                text(row, "path"), row.getString("owner"), row.getString("key"), row.getString("error"), row.getObject("version", Integer.class),
                row.getObject("duration", Integer.class), row.getObject("response", Integer.class), row.getObject("vault_request", UUID.class),
                row.getString("request_id"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }
}
