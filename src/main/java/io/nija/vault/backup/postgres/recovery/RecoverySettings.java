package io.nija.vault.backup.postgres.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The settings of a server that recovers: its own alone, so that nothing of those of the server that was backed up reaches the network,
 * an archive or a program.
 */
final class RecoverySettings {

    private static final String NOBODY = "host all all all reject\n";
    private static final String BY_PASSWORD = "host all all 127.0.0.1/32 scram-sha-256\n";

    /** PostgreSQL does not take Java's own form here. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS'+00'").withZone(ZoneOffset.UTC);

    private RecoverySettings() {
    }

    /** For recovery: nobody can connect. */
    static void writeForRecovery(RecoveryDirectory directory, RecoveryPlan plan, int port) throws IOException {
        var target = plan.target() == null ? "" : "recovery_target_time = '%s'%n".formatted(TIME.format(plan.target()));
        write(directory, port, NOBODY, """
                restore_command = 'gzip -dc "%s/%%f.gz" > "%%p"'
                recovery_target_timeline = '%d'
                recovery_target_action = promote
                %s""".formatted(directory.wal(), plan.history().timeline(), target));
        Files.writeString(directory.data().resolve("recovery.signal"), "");
    }

    /** For use on this machine, by password. */
    static void writeForUse(RecoveryDirectory directory, int port) throws IOException {
        write(directory, port, BY_PASSWORD, "");
    }

    private static void write(RecoveryDirectory directory, int port, String access, String more) throws IOException {
        Files.writeString(directory.server().resolve("pg_hba.conf"), access);
        Files.writeString(directory.server().resolve("pg_ident.conf"), "");
        Files.writeString(file(directory), """
                hba_file = '%1$s/pg_hba.conf'
                ident_file = '%1$s/pg_ident.conf'
                listen_addresses = '127.0.0.1'
                port = %2$d
                unix_socket_directories = ''
                hot_standby = off
                archive_mode = off
                max_wal_senders = 0
                # Those that were prepared and not finished come back, too.
                max_prepared_transactions = 100
                max_connections = 50
                restart_after_crash = off
                logging_collector = off
                log_destination = stderr
                log_timezone = 'UTC'
                timezone = 'UTC'
                lc_messages = 'C'
                """.formatted(directory.server(), port) + more);
    }

    static Path file(RecoveryDirectory directory) {
        return directory.server().resolve("postgresql.conf");
    }
}
