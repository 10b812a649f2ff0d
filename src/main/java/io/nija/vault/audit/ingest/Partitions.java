package io.nija.vault.audit.ingest;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The weeks that operations, values, counts and blocks of lines are kept in, Monday to Sunday in UTC, each a table of its own, so that old
 * ones go by dropping a table. A week is made when the first line of it is read.
 */
public final class Partitions {

    public static final List<String> TABLES = List.of("audit_operation", "audit_block", "audit_value", "audit_daily");

    private static final DateTimeFormatter NAME = DateTimeFormatter.BASIC_ISO_DATE;

    private final Set<LocalDate> made = new HashSet<>();

    static LocalDate week(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    public static String name(String table, LocalDate week) {
        return table + "_" + NAME.format(week);
    }

    /** @param digits as in the name of a table */
    public static LocalDate week(String digits) {
        return LocalDate.parse(digits, NAME);
    }

    void make(Connection connection, Collection<LocalDate> weeks) throws SQLException {
        for (var week : weeks) {
            if (!made.contains(week)) {
                for (var table : TABLES) {
                    make(connection, table, week);
                }
                made.add(week);
            }
        }
    }

    /** Made apart and attached, as making it in its place would wait for every search and hold up all later ones. */
    private static void make(Connection connection, String table, LocalDate week) throws SQLException {
        try (var statement = connection.createStatement()) {
            // Two readers may want the same week at once.
            statement.execute("""
                    do $$ begin
                        perform pg_advisory_xact_lock(hashtext('audit partitions'));
                        if to_regclass('%1$s') is null then
                            create table %1$s (like %2$s including all);
                            alter table %2$s attach partition %1$s for values from ('%3$s+00') to ('%4$s+00');
                        end if;
                    end $$""".formatted(name(table, week), table, week, week.plusWeeks(1)));
        }
    }
}
