package io.nija.vault.audit.ingest;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;

import io.nija.vault.audit.ingest.Names.Text;
import org.jspecify.annotations.Nullable;

/** A row of the table of operations, with the texts that its numbers stand for. */
record StoredRow(long id, Instant at, int source, String operation, String kind, String broker, String outcome, String role, String policies,
        String user, String address, String path, @Nullable String owner, @Nullable String key, @Nullable String error,
        @Nullable Integer version, @Nullable Integer duration, @Nullable Integer response, @Nullable UUID vaultRequest, @Nullable String requestId) {

    private static final List<String> NAMES = List.of("number", "time", "node", "operation", "kind", "broker", "outcome", "role", "policies", "user", "address",
            "path", "owner", "key", "error", "version", "duration", "response", "Vault's request id", "request id");

    static final String SELECT = """
            select o.id, o.at, c.source_id, c.operation, c.kind, c.broker, c.outcome, c.role, c.policies, u.name as user_name, a.name as address,
                p.path, p.owner, p.key, e.text as error, o.version, o.duration, o.response, o.vault_request, o.request_id
            """;
    static final String JOINS = """
            left join audit_class c on c.id = o.class_id
            left join audit_user u on u.id = o.user_id
            left join audit_address a on a.id = o.address_id
            left join audit_path p on p.id = o.path_id
            left join audit_error e on e.id = o.error_id
            """;

    /** As it should be. */
    static StoredRow of(int source, OperationRow row) {
        var entry = row.entry();
        var type = Names.toClass(entry);
        var key = Names.key(entry.path());
        return new StoredRow(OperationCopy.id(source, row.line()), row.at().truncatedTo(ChronoUnit.MICROS), source, type.operation(), type.kind().name(),
                type.broker(), type.outcome().name(), type.role(), type.policies(), Text.USER.clean(entry.user()), Text.ADDRESS.clean(entry.address()),
                Names.clean(entry.path(), Names.LONGEST_PATH), key == null ? null : key.owner().value(), key == null ? null : key.key(),
                entry.error() == null ? null : Text.ERROR.clean(entry.error()), entry.version(), row.duration(), row.response(), entry.vaultRequest(),
                entry.requestId() == null ? null : Names.clean(entry.requestId(), 64));
    }

    /** As it is. What its numbers lead to nowhere is empty. */
    static StoredRow of(ResultSet row) throws SQLException {
        return new StoredRow(row.getLong("id"), row.getTimestamp("at").toInstant(), row.getInt("source_id"), text(row, "operation"), text(row, "kind"),
                text(row, "broker"), text(row, "outcome"), text(row, "role"), text(row, "policies"), text(row, "user_name"), text(row, "address"),
                text(row, "path"), row.getString("owner"), row.getString("key"), row.getString("error"), row.getObject("version", Integer.class),
                row.getObject("duration", Integer.class), row.getObject("response", Integer.class), row.getObject("vault_request", UUID.class),
                row.getString("request_id"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }

    /** What is another in the other one, in words; empty when they are equal. */
    List<String> differences(StoredRow other) {
        if (equals(other)) {
            return List.of();
        }
        var mine = values();
        var others = other.values();
        return IntStream.range(0, NAMES.size()).filter(i -> !Objects.equals(mine.get(i), others.get(i))).mapToObj(NAMES::get).toList();
    }

    private List<@Nullable Object> values() {
        return Arrays.asList(id, at, source, operation, kind, broker, outcome, role, policies, user, address, path, owner, key, error, version, duration,
                response, vaultRequest, requestId);
    }
}
