package io.nija.vault.audit.ingest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * All that one commit writes, ready for the database.
 *
 * @param rows   new operations, for COPY
 * @param hours  how many operations there are more of a class in an hour, in an order that is the same for all readers
 * @param values where hashed values occur, for COPY; null when no new ones do
 * @param at     the latest time in it
 * @param weeks  in which all of it is
 * @param block  the lines, with earlier ones that were too few for one; null when they are still too few
 */
record Prepared(Batch batch, byte[] rows, Map<ClassHour, Integer> hours, byte @Nullable [] values, Instant at, List<LocalDate> weeks, @Nullable Block block) {

    /** @param hour the seconds at which it begins, since 1970 */
    record ClassHour(long hour, int classId) {

        LocalDate day() {
            return LocalDate.ofInstant(Instant.ofEpochSecond(hour), ZoneOffset.UTC);
        }
    }

    /** Of the operations in it. */
    Set<LocalDate> days() {
        return hours.keySet().stream().map(ClassHour::day).collect(Collectors.toSet());
    }

    /** @param content compressed */
    record Block(Instant at, long firstLine, int lines, byte[] previous, byte[] head, byte[] hashes, byte[] content) {
    }
}
