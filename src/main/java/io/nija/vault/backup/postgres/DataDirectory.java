package io.nija.vault.backup.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** A server's data directory, read through the server itself, file by file. */
final class DataDirectory {

    private static final String LIST = """
            with recursive file(path, directory, bytes) as (
              select name, found.isdir, found.size
                from pg_ls_dir('.', true, false) name, pg_stat_file(name, true) found
              union all
              select file.path || '/' || name, found.isdir, found.size
                from file, pg_ls_dir(file.path, true, false) name, pg_stat_file(file.path || '/' || name, true) found
               where file.directory)
            select path, directory, bytes from file where directory is not null order by path""";
    private static final int CHUNK = 1 << 20;

    private final Connection sql;

    DataDirectory(Connection sql) {
        this.sql = sql;
    }

    /** All that is in it now; a directory before what is in it. */
    List<DataFile> files() throws SQLException {
        var files = new ArrayList<DataFile>();
        try (var statement = sql.createStatement(); var found = statement.executeQuery(LIST)) {
            while (found.next()) {
                files.add(new DataFile(found.getString(1), found.getBoolean(2), found.getLong(3)));
            }
        }
        return files;
    }

    /** What takes the content of a file that is there. */
    interface Begin {

        void file() throws IOException;
    }

    /**
     * Reads as many bytes of a file as it had, as the tar file's header says how many there are. What it has grown by is in the WAL; what
     * it lacks is zero, and the WAL has the reason.
     *
     * @param begin is called before the first byte, and not at all when the file has vanished
     */
    void read(DataFile file, Begin begin, OutputStream to) throws SQLException, IOException {
        try (var statement = sql.prepareStatement("select pg_read_binary_file(?, ?, ?, true)")) {
            long at = 0;
            boolean begun = false;
            while (at < file.bytes() || !begun) {
                int wanted = (int) Math.min(CHUNK, file.bytes() - at);
                var bytes = chunk(statement, file.path(), at, wanted);
                if (!begun) {
                    if (bytes == null) {
                        return;
                    }
                    begin.file();
                    begun = true;
                }
                to.write(Arrays.copyOf(bytes == null ? new byte[0] : bytes, wanted));
                at += wanted;
            }
        }
    }

    private static byte @Nullable [] chunk(PreparedStatement statement, String path, long from, int bytes) throws SQLException {
        statement.setString(1, path);
        statement.setLong(2, from);
        statement.setLong(3, bytes);
        try (var result = statement.executeQuery()) {
            result.next();
            return result.getBytes(1);
        }
    }

    /** The control file, which the server may be writing: read until it is twice the same. */
    byte[] control() throws SQLException {
        try (var statement = sql.prepareStatement("select pg_read_binary_file(?, ?, ?, true)")) {
            byte[] before;
            var now = chunk(statement, DataFile.CONTROL, 0, CHUNK);
            do {
                before = now;
                now = chunk(statement, DataFile.CONTROL, 0, CHUNK);
            } while (now == null || !Arrays.equals(before, now));
            return now;
        }
    }
}
