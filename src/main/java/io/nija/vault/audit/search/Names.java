package io.nija.vault.audit.search;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;

import io.nija.vault.audit.AuditFilter;
import io.nija.vault.audit.OperationKind;
import io.nija.vault.audit.OperationOutcome;
import io.nija.vault.audit.search.ClassIndex.ClassRow;
import io.nija.vault.audit.search.Narrowed.TextMatches;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Finds the numbers that stand for the texts of a filter. */
final class Names {

    private final NamedParameterJdbcTemplate database;

    Names(NamedParameterJdbcTemplate database) {
        this.database = database;
    }

    ClassIndex classes() {
        var rows = new HashMap<Integer, ClassRow>();
        database.query("""
                select c.id, s.name, c.operation, c.kind, c.broker, c.outcome, c.role, c.policies
                from audit_class c join audit_source s on s.id = c.source_id""", row -> {
            rows.put(row.getInt(1), new ClassRow(row.getInt(1), row.getString(2), row.getString(3), OperationKind.valueOf(row.getString(4)),
                    row.getString(5), OperationOutcome.valueOf(row.getString(6)), row.getString(7), row.getString(8)));
        });
        return new ClassIndex(rows);
    }

    Narrowed narrow(AuditFilter filter, ClassIndex classes) {
        var user = filter.user() == null ? null : number("select id from audit_user where name = :value", filter.user());
        var address = filter.address() == null ? null : number("select id from audit_address where name = :value", filter.address());
        var paths = filter.owner() == null && filter.key() == null ? null : paths(filter.owner(), filter.key());
        return new Narrowed(filter, user, address,
                ClassIndex.isFiltered(filter) ? classes.ids(row -> ClassIndex.matches(row, filter, null) && isOfKey(row, filter.key())) : null,
                paths, filter.text() == null ? null : text(filter.text(), classes).among(user, address, paths));
    }

    /** A key has its broker's name, and another one after {@code --} if it is one of several. */
    private static boolean isOfKey(ClassRow row, @Nullable String key) {
        return key == null || key.equals(row.broker()) || key.startsWith(row.broker() + "--");
    }

    private Integer number(String sql, String value) {
        return numbers(sql, value).stream().findFirst().orElse(Narrowed.NOBODY);
    }

    private List<Integer> numbers(String sql, String value) {
        return database.queryForList(sql, new MapSqlParameterSource("value", value), Integer.class);
    }

    private List<Integer> paths(@Nullable String owner, @Nullable String key) {
        var conditions = (owner == null ? "true" : "owner = :owner") + " and " + (key == null ? "true" : "key = :key");
        return database.queryForList("select id from audit_path where " + conditions,
                new MapSqlParameterSource("owner", owner).addValue("key", key), Integer.class);
    }

    private TextMatches text(String text, ClassIndex classes) {
        var lower = text.toLowerCase(Locale.ROOT);
        return new TextMatches(containing("audit_user", "name", text), containing("audit_address", "name", text),
                containing("audit_path", "path", text), containing("audit_error", "text", text),
                classes.ids(row -> row.role().toLowerCase(Locale.ROOT).contains(lower) || row.policies().toLowerCase(Locale.ROOT).contains(lower)));
    }

    private List<Integer> containing(String table, String column, String text) {
        var pattern = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
        return numbers("select id from %s where %s ilike :value".formatted(table, column), pattern);
    }
}
