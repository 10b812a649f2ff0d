package io.nija.vault.backup.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.zip.GZIPOutputStream;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.postgresql.replication.LogSequenceNumber;

/**
 * A server's data directory while the server works on it, as a tar file. By itself it is torn; with the WAL from its beginning to its end
 * it is what the server had at the end. The session that begins it has to end it.
 */
final class BaseBackup {

    private static final int DIRECTORY = 0700;
    private static final int FILE = 0600;

    private final Connection sql;
    private final String label;
    private long start;
    private long stop;
    private Instant stopped = Instant.EPOCH;

    /** @param label for the server's log, without line breaks */
    BaseBackup(Connection sql, String label) {
        this.sql = sql;
        this.label = label;
    }

    /** Writes the tar file, compressed. */
    void writeTo(OutputStream out) throws IOException {
        try {
            begin();
            var gzip = new GZIPOutputStream(out, 1 << 16);
            var tar = new TarArchiveOutputStream(gzip, StandardCharsets.UTF_8.name());
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            var directory = new DataDirectory(sql);
            for (var file : directory.files()) {
                if (file.belongs() && !file.path().equals(DataFile.CONTROL)) {
                    add(tar, directory, file);
                }
            }
            // After all the pages that it may speak of.
            add(tar, DataFile.CONTROL, directory.control());
            end(tar);
            tar.finish();
            tar.flush();
            gzip.finish();
        } catch (SQLException e) {
            throw new IOException("The server did not let itself be backed up: " + e.getMessage(), e);
        }
    }

    private void begin() throws SQLException {
        try (var statement = sql.prepareStatement("select pg_backup_start(?, true)::text")) {
            statement.setString(1, label);
            try (var result = statement.executeQuery()) {
                result.next();
                start = LogSequenceNumber.valueOf(result.getString(1)).asLong();
            }
        }
    }

    private void end(TarArchiveOutputStream tar) throws SQLException, IOException {
        // Nobody has told the server where its WAL goes, so it cannot wait until that is there; we do.
        try (var statement = sql.createStatement();
                var result = statement.executeQuery("select lsn::text, labelfile, spcmapfile, clock_timestamp() from pg_backup_stop(false)")) {
            result.next();
            stop = LogSequenceNumber.valueOf(result.getString(1)).asLong();
            stopped = result.getObject(4, OffsetDateTime.class).toInstant();
            add(tar, "backup_label", result.getString(2).getBytes(StandardCharsets.UTF_8));
            var tablespaces = result.getString(3);
            if (tablespaces != null && !tablespaces.isEmpty()) {
                add(tar, "tablespace_map", tablespaces.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static void add(TarArchiveOutputStream tar, DataDirectory directory, DataFile file) throws IOException, SQLException {
        var entry = new TarArchiveEntry(file.directory() ? file.path() + "/" : file.path());
        entry.setMode(file.directory() ? DIRECTORY : FILE);
        if (file.directory()) {
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
            return;
        }
        entry.setSize(file.bytes());
        boolean[] there = new boolean[1];
        directory.read(file, () -> {
            tar.putArchiveEntry(entry);
            there[0] = true;
        }, tar);
        if (there[0]) {
            tar.closeArchiveEntry();
        }
    }

    private static void add(TarArchiveOutputStream tar, String path, byte[] content) throws IOException {
        var entry = new TarArchiveEntry(path);
        entry.setMode(FILE);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    /** Where the WAL begins that it needs. */
    long start() {
        return start;
    }

    /** Where the WAL ends without which it is nothing. */
    long stop() {
        return stop;
    }

    /** The earliest time that it can be recovered to, by the server's clock. */
    Instant stopped() {
        return stopped;
    }
}
