package io.nija.vault.audit.ingest;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Notes which numbered calls a batch has on record. */
final class SeenCalls {

    /** The numbers of one caller in a batch. */
    private static final class Numbers {

        private final TreeSet<Long> seen = new TreeSet<>();
        private final List<String> lost = new ArrayList<>();
        private boolean program;

        /** As PostgreSQL writes a set of ranges: the numbers mostly follow on each other. */
        String seenRanges() {
            var ranges = new ArrayList<String>();
            long first = seen.first();
            long last = first;
            for (long number : seen.tailSet(first, false)) {
                if (number != last + 1) {
                    ranges.add("[" + first + "," + last + "]");
                    first = number;
                }
                last = number;
            }
            ranges.add("[" + first + "," + last + "]");
            return "{" + String.join(",", ranges) + "}";
        }

        String lostRanges() {
            return "{" + String.join(",", lost) + "}";
        }
    }

    private SeenCalls() {
    }

    /**
     * Callers are known when they have said so to the database, or when they come with a program's own sign-in: a person
     * could otherwise make up callers and gaps.
     */
    static void write(Connection connection, List<OperationRow> rows) throws SQLException {
        // In order of their names, as two readers may have numbers of the same ones.
        Map<String, Numbers> callers = new TreeMap<>();
        for (var row : rows) {
            var call = row.entry().call();
            if (call != null) {
                var numbers = callers.computeIfAbsent(call.caller(), caller -> new Numbers());
                numbers.seen.add(call.number());
                numbers.lost.addAll(call.lost());
                numbers.program |= row.entry().program();
            }
        }
        if (callers.isEmpty()) {
            return;
        }
        // The logs of several nodes may show a new caller at the same time.
        try (var insert = connection.prepareStatement("""
                        insert into audit_caller (name) select ? where not exists (select from audit_caller where name = ?) on conflict do nothing""");
                var update = connection.prepareStatement("""
                        update audit_caller set seen = seen + ?::int8multirange, unanswered = unanswered + ?::int8multirange, last_seen = now()
                        where name = ?""")) {
            for (var caller : callers.entrySet()) {
                var numbers = caller.getValue();
                if (numbers.program) {
                    insert.setString(1, caller.getKey());
                    insert.setString(2, caller.getKey());
                    insert.executeUpdate();
                }
                update.setString(1, numbers.seenRanges());
                update.setString(2, numbers.lostRanges());
                update.setString(3, caller.getKey());
                update.executeUpdate();
            }
        }
    }
}
