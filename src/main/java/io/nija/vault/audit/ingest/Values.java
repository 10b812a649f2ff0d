package io.nija.vault.audit.ingest;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Where hashed values occur: each once for a path, a field and a day, as far as it is remembered; else once more. */
final class Values {

    static final String COPY = "copy audit_value (at, hash, path_id, field_id) from stdin (format binary)";

    private static final int REMEMBERED = 200_000;
    private static final long SECONDS_A_DAY = 24 * 60 * 60;
    private static final int ANY_PATH = 0;

    /** @param day the seconds at which it begins in UTC, since 1970 */
    private record Value(long hash, int path, String field, long day) {
    }

    private final Names names;
    private final Set<Value> written = new HashSet<>();

    Values(Names names) {
        this.names = names;
    }

    /** What is not known yet of what these rows have, for COPY; null when all is known. */
    byte @Nullable [] format(List<OperationRow> rows) throws SQLException {
        if (written.size() > REMEMBERED) {
            // Most are of days that will not come again, and no cache is as fast as a set.
            written.clear();
        }
        var found = new HashMap<Value, Integer>();
        var fields = new HashSet<String>();
        for (var row : rows) {
            int path = row.numbers().path();
            long seconds = row.at().getEpochSecond();
            long day = seconds - Math.floorMod(seconds, SECONDS_A_DAY);
            for (var hashed : row.entry().values()) {
                // A caller's token is in all that the caller does: it is enough to know that it was used on a day, and one path.
                var value = new Value(hashed.hash(), hashed.field().startsWith("auth.") ? ANY_PATH : path, hashed.field(), day);
                if (written.add(value)) {
                    found.put(value, path);
                    fields.add(value.field);
                }
            }
        }
        if (found.isEmpty()) {
            return null;
        }
        var numbers = names.fields(fields);
        var copy = new CopyFormat(found.size() * (2 + 4 * 4 + 2 * 8 + 2 * 4));
        found.forEach((value, path) -> copy.row(4).time(Instant.ofEpochSecond(value.day)).bigint(value.hash).integer(path).integer(numbers.get(value.field)));
        return copy.bytes();
    }
}
