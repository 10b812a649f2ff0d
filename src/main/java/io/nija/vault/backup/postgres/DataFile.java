package io.nija.vault.backup.postgres;

import java.util.Set;

/**
 * A file or a directory of a server's data directory.
 *
 * @param path relative to it
 */
record DataFile(String path, boolean directory, long bytes) {

    /** What is in them belongs to the server that runs, and is made anew by one that is started. */
    private static final Set<String> EMPTY = Set.of("pg_wal", "pg_replslot", "pg_dynshmem", "pg_notify", "pg_serial", "pg_snapshots", "pg_stat_tmp",
            "pg_subtrans");
    /** Files that are no part of the data, wherever they are. */
    private static final Set<String> NAMES = Set.of("postmaster.pid", "postmaster.opts", "pg_internal.init", "current_logfiles", "backup_label",
            "backup_label.old", "tablespace_map", "tablespace_map.old", "backup_manifest", "standby.signal", "recovery.signal",
            "postgresql.auto.conf.tmp");
    /** Where the server listens, and the lock beside it, when they are in here. */
    private static final String SOCKET = ".s.PGSQL.";
    static final String CONTROL = "global/pg_control";

    /** Whether it belongs to a backup of the data, by PostgreSQL's documentation. */
    boolean belongs() {
        var name = path.substring(path.lastIndexOf('/') + 1);
        return !NAMES.contains(name) && !name.startsWith("pgsql_tmp") && !name.startsWith(SOCKET) && !EMPTY.stream().anyMatch(empty -> path.startsWith(empty + "/"));
    }
}
