package io.nija.vault.audit.ingest;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.nija.vault.audit.OperationKind;
import io.nija.vault.audit.OperationOutcome;
import io.nija.vault.audit.ingest.OperationRow.Numbers;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.InvalidIdentifierException;
import io.nija.vault.base.UserId;
import org.jspecify.annotations.Nullable;

/**
 * The numbers by which rows name users, addresses, paths, errors, fields and classes. A text that has none gets one at once,
 * in a transaction of its own: the reader of another source may need the same a moment later, and a text that no row names
 * after all does no harm.
 */
final class Names {

    private static final int REMEMBERED = 200_000;
    static final int LONGEST_PATH = 512;

    /** What has one text: the table and how much of the text it takes. */
    enum Text {

        USER("audit_user", "name", 128), ADDRESS("audit_address", "name", 64), ERROR("audit_error", "text", 400), FIELD("audit_field", "name", 64);

        private final String table;
        private final String column;
        private final int longest;

        Text(String table, String column, int longest) {
            this.table = table;
            this.column = column;
            this.longest = longest;
        }

        /** As the table has it. */
        String clean(String value) {
            return Names.clean(value, longest);
        }
    }

    private record Path(int number, String broker) {
    }

    private final DataSource database;
    private final int source;
    private final Map<Text, Cache<String, Integer>> texts = new EnumMap<>(Text.class);
    private final Cache<String, Path> paths = Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final Map<OperationClass, Integer> classes = new HashMap<>();

    Names(DataSource database, int source) {
        this.database = database;
        this.source = source;
        for (var text : Text.values()) {
            texts.put(text, Caffeine.newBuilder().maximumSize(REMEMBERED).build());
        }
    }

    /** Gives each row its numbers. */
    void number(Collection<OperationRow> rows) throws SQLException {
        var missing = rows.stream().filter(row -> !number(row)).toList();
        if (missing.isEmpty()) {
            return;
        }
        try (var connection = database.getConnection()) {
            learn(connection, Text.USER, missing.stream().map(row -> row.entry().user()));
            learn(connection, Text.ADDRESS, missing.stream().map(row -> row.entry().address()));
            learn(connection, Text.ERROR, missing.stream().map(row -> row.entry().error()).filter(Objects::nonNull));
            learnPaths(connection, missing);
            learnClasses(connection, missing);
        }
        for (var row : missing) {
            if (!number(row)) {
                throw new IllegalStateException("It has not been learnt");
            }
        }
    }

    /** The numbers of fields in which values are. */
    Map<String, Integer> fields(Set<String> fields) throws SQLException {
        var cache = texts.get(Text.FIELD);
        if (cache.getAllPresent(fields).size() < fields.size()) {
            try (var connection = database.getConnection()) {
                learn(connection, Text.FIELD, fields.stream());
            }
        }
        return cache.getAllPresent(fields);
    }

    /** @return whether all are known */
    private boolean number(OperationRow row) {
        var entry = row.entry();
        var path = paths.getIfPresent(clean(entry.path(), LONGEST_PATH));
        if (path == null) {
            return false;
        }
        var type = classes.get(toClass(entry, path.broker));
        var user = known(Text.USER, entry.user());
        var address = known(Text.ADDRESS, entry.address());
        var error = entry.error() == null ? null : known(Text.ERROR, entry.error());
        if (type == null || user == null || address == null || entry.error() != null && error == null) {
            return false;
        }
        row.numbers(new Numbers(type, user, address, path.number, error));
        return true;
    }

    private @Nullable Integer known(Text text, String value) {
        return texts.get(text).getIfPresent(text.clean(value));
    }

    private void learn(Connection connection, Text text, Stream<String> values) throws SQLException {
        var cache = texts.get(text);
        var missing = values.map(text::clean).filter(value -> cache.getIfPresent(value) == null).distinct().toArray();
        if (missing.length > 0) {
            insert(connection, "insert into %1$s (%2$s) select unnest(?::text[]) on conflict do nothing".formatted(text.table, text.column),
                    List.<Object[]>of(missing));
            numbers(connection, "select %2$s, id from %1$s where %2$s = any (?)".formatted(text.table, text.column), missing, cache::put);
        }
    }

    private void learnPaths(Connection connection, Collection<OperationRow> rows) throws SQLException {
        var missing = rows.stream().map(row -> clean(row.entry().path(), LONGEST_PATH)).filter(path -> paths.getIfPresent(path) == null)
                .distinct().toList();
        if (missing.isEmpty()) {
            return;
        }
        var keys = missing.stream().map(Names::key).toList();
        insert(connection, "insert into audit_path (path, owner, key) select * from unnest(?::text[], ?::text[], ?::text[]) on conflict do nothing",
                List.of(missing.toArray(), keys.stream().map(key -> key == null ? null : key.owner().value()).toArray(),
                        keys.stream().map(key -> key == null ? null : key.key()).toArray()));
        numbers(connection, "select path, id from audit_path where path = any (?)", missing.toArray(),
                (path, number) -> paths.put(path, new Path(number, broker(path))));
    }

    private static String broker(String path) {
        var key = key(path);
        return key == null ? "" : key.broker().value();
    }

    /** The key that a path leads to; null when it leads to no key, or to one that the console could not have made. */
    static @Nullable CredentialId key(String path) {
        var parts = clean(path, LONGEST_PATH).split("/");
        if (parts.length != 5 || !parts[2].equals("users")) {
            return null;
        }
        try {
            return CredentialId.parse(new UserId(parts[3]), parts[4]);
        } catch (InvalidIdentifierException e) {
            return null;
        }
    }

    private void learnClasses(Connection connection, Collection<OperationRow> rows) throws SQLException {
        var missing = new HashSet<OperationClass>();
        for (var row : rows) {
            var wanted = toClass(row.entry());
            if (!classes.containsKey(wanted)) {
                missing.add(wanted);
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        insert(connection, """
                insert into audit_class (source_id, operation, kind, broker, outcome, role, policies)
                select %d, * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[]) on conflict do nothing
                """.formatted(source), columns(missing));
        try (var statement = connection.prepareStatement("""
                select id, operation, kind, broker, outcome, role, policies from audit_class where source_id = ?""")) {
            statement.setInt(1, source);
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    classes.put(new OperationClass(found.getString(2), OperationKind.valueOf(found.getString(3)), found.getString(4),
                            OperationOutcome.valueOf(found.getString(5)), found.getString(6), found.getString(7)),
                            found.getInt(1));
                }
            }
        }
    }

    private static List<Object[]> columns(Set<OperationClass> rows) {
        var columns = new ArrayList<Object[]>();
        for (Function<OperationClass, String> column : List.<Function<OperationClass, String>>of(OperationClass::operation,
                row -> row.kind().name(), OperationClass::broker, row -> row.outcome().name(), OperationClass::role, OperationClass::policies)) {
            columns.add(rows.stream().map(column).toArray());
        }
        return columns;
    }

    static OperationClass toClass(LogEntry entry) {
        return toClass(entry, broker(entry.path()));
    }

    private static OperationClass toClass(LogEntry entry, String broker) {
        return new OperationClass(clean(entry.operation(), 16), OperationKind.of(entry.path(), entry.mount()), broker, entry.outcome(),
                clean(entry.role(), 64), clean(entry.policies(), 400));
    }

    private static void insert(Connection connection, String sql, List<Object[]> columns) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < columns.size(); i++) {
                statement.setArray(i + 1, connection.createArrayOf("text", columns.get(i)));
            }
            statement.executeUpdate();
        }
    }

    private static void numbers(Connection connection, String sql, Object[] texts, BiConsumer<String, Integer> into) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", texts));
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    into.accept(found.getString(1), found.getInt(2));
                }
            }
        }
    }

    /** PostgreSQL keeps no NUL, and what is longer than a column can be read in the line itself. */
    static String clean(String text, int longest) {
        var cut = text.length() <= longest ? text : text.substring(0, longest);
        return cut.indexOf('\0') < 0 ? cut : cut.replace('\0', '\uFFFD');
    }
}
