package io.nija.vault.backup.postgres;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.archive.BackupSource;
import io.nija.vault.backup.archive.Manifest;
import org.postgresql.replication.LogSequenceNumber;

/**
 * What the manifest of a base backup says of the server.
 *
 * @param systemIdentifier whose WAL it needs
 * @param database         the one whose rows are counted; the backup holds all of the server's
 * @param version          of PostgreSQL, such as {@code 18.6}
 * @param timeline         that the server wrote then
 * @param segmentSize      of its WAL, in bytes
 * @param start            where the WAL begins that it needs
 * @param stop             where the WAL ends without which it is nothing
 * @param stopped          the earliest time that it can be recovered to
 * @param counted          the time of its counts
 * @param checksums        whether the server's pages have any
 */
public record DatabaseFacts(String systemIdentifier, String database, String version, int timeline, int segmentSize, long start, long stop, Instant stopped,
        Instant counted, boolean checksums) {

    /** The backup's part. */
    public static final String PART = "base.tar.gz";

    void addTo(BackupSource.Parts parts) {
        parts.fact("system-identifier", systemIdentifier);
        parts.fact("database", database);
        parts.fact("postgresql", version);
        parts.fact("timeline", String.valueOf(timeline));
        parts.fact("wal-segment-bytes", String.valueOf(segmentSize));
        parts.fact("wal-start", LogSequenceNumber.valueOf(start).asString());
        parts.fact("wal-stop", LogSequenceNumber.valueOf(stop).asString());
        parts.fact("wal-first", first().name());
        parts.fact("recoverable-from", stopped.toString());
        parts.fact("counted-at", counted.toString());
        parts.fact("page-checksums", checksums ? "on" : "off");
    }

    /** @throws BackupException when it is no base backup of a database, or lacks what has to be known */
    public static DatabaseFacts of(Manifest manifest) {
        try {
            var facts = manifest.facts();
            return new DatabaseFacts(fact(facts, "system-identifier"), fact(facts, "database"), fact(facts, "postgresql"), Integer.parseInt(fact(facts, "timeline")),
                    Integer.parseInt(fact(facts, "wal-segment-bytes")), LogSequenceNumber.valueOf(fact(facts, "wal-start")).asLong(),
                    LogSequenceNumber.valueOf(fact(facts, "wal-stop")).asLong(), Instant.parse(fact(facts, "recoverable-from")),
                    Instant.parse(fact(facts, "counted-at")), fact(facts, "page-checksums").equals("on"));
        } catch (NumberFormatException | DateTimeException e) {
            throw new BackupException("The backup %s says of its server what cannot be.".formatted(manifest.name()), e);
        }
    }

    private static String fact(Map<String, String> facts, String name) {
        var value = facts.get(name);
        if (value == null) {
            throw new BackupException("It is no backup of a database: it does not say %s.".formatted(name));
        }
        return value;
    }

    /** The segment that it begins in. */
    public WalSegment first() {
        return WalSegment.holding(timeline, start, segmentSize);
    }

    /** Such as {@code 18}: WAL and data are of no use to another one. */
    public String majorVersion() {
        return version.replaceFirst("[^0-9].*", "");
    }
}
