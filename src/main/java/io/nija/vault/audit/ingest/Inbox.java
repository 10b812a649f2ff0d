package io.nija.vault.audit.ingest;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The console's own records, of all consoles, as lines. A record is removed by the transaction that takes its line in. It
 * is not enough to remember the last number: a record with a lower one may become visible later.
 */
final class Inbox implements Feed {

    private static final int AT_ONCE = 2000;
    /** To say how much waits, it need not be counted to the end. */
    private static final int COUNTED_AT_MOST = 100_000;
    private static final JsonFactory JSON = new JsonFactory();

    private final Connection connection;
    private List<Long> given = List.of();

    Inbox(Connection connection) {
        this.connection = connection;
    }

    @Override
    public @Nullable Lines next() throws SQLException {
        var ids = new ArrayList<Long>();
        var text = new ByteArrayOutputStream();
        var starts = new ArrayList<Integer>();
        var lengths = new ArrayList<Integer>();
        try (var statement = connection.prepareStatement("""
                select id, at, action, person, role, owner, key, version, address, request_id, outcome, detail
                from access_record order by id limit ?""")) {
            statement.setInt(1, AT_ONCE);
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getLong("id"));
                    starts.add(text.size());
                    write(row, text);
                    lengths.add(text.size() - starts.getLast());
                    text.write('\n');
                }
            }
        }
        given = ids;
        return ids.isEmpty() ? null : new Lines(text.toByteArray(), array(starts), array(lengths), null, "", 0, false);
    }

    private static void write(ResultSet row, ByteArrayOutputStream into) throws SQLException {
        try (var line = JSON.createGenerator(ObjectWriteContext.empty(), into)) {
            line.writeStartObject();
            line.writeStringProperty("time", row.getTimestamp("at").toInstant().toString());
            line.writeStringProperty("type", "record");
            field(line, "action", row.getString("action"));
            field(line, "user", row.getString("person"));
            field(line, "role", row.getString("role"));
            field(line, "owner", row.getString("owner"));
            field(line, "key", row.getString("key"));
            int version = row.getInt("version");
            if (!row.wasNull()) {
                line.writeNumberProperty("version", version);
            }
            field(line, "address", row.getString("address"));
            field(line, "request_id", row.getString("request_id"));
            field(line, "outcome", row.getString("outcome"));
            field(line, "detail", row.getString("detail"));
            line.writeEndObject();
        }
    }

    private static void field(JsonGenerator line, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            line.writeStringProperty(name, value);
        }
    }

    private static int[] array(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public void taken(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("delete from access_record where id = any (?)")) {
            statement.setArray(1, connection.createArrayOf("int8", given.toArray()));
            if (statement.executeUpdate() != given.size()) {
                throw new SQLException("Some records have been taken by somebody else");
            }
        }
    }

    @Override
    public long behind() throws SQLException {
        try (var statement = connection.prepareStatement("""
                select coalesce(sum(pg_column_size(waiting)), 0) from (select * from access_record limit ?) waiting""")) {
            statement.setInt(1, COUNTED_AT_MOST);
            try (var found = statement.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        }
    }

    @Override
    public void close() {
        // The connection is the reader's.
    }
}
