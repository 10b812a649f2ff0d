package io.nija.vault.audit.integrity;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;

import javax.sql.DataSource;

import io.nija.vault.audit.AuditFinding;
import io.nija.vault.audit.VerificationProgress;
import io.nija.vault.audit.ingest.AuditProperties;
import io.nija.vault.vault.AuditHeads;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Looks whether what is kept of a source is what was read: the lines by their hash chain, the table's own head, the signed
 * heads in Vault, the log files that still exist, and each operation by the lines that it was made from. All of it in one
 * snapshot of the database, block by block, so that the size of a source does not matter but for three bits a line. What it
 * cannot tell is in src/docs/decisions/what-the-chain-proves.md.
 */
@Component
public class SourceCheck {

    /**
     * What it found.
     *
     * @param finding null when all is well
     */
    public record Found(long firstLine, long lines, long operations, int heads, long fileLines, @Nullable AuditFinding finding) {
    }

    /** For a verification that nobody follows or ends. */
    public static final VerificationProgress UNWATCHED = new VerificationProgress() {

        @Override
        public void at(long done, long all) {
            // Nobody looks.
        }

        @Override
        public boolean isCancelled() {
            return false;
        }
    };

    /** To look through all rows of a source takes longer than a page may wait. */
    private static final Duration FOR_A_QUERY = Duration.ofMinutes(10);

    private final DataSource database;
    private final AuditHeads heads;
    private final AuditProperties properties;

    public SourceCheck(DataSource database, AuditHeads heads, AuditProperties properties) {
        this.database = database;
        this.heads = heads;
        this.properties = properties;
    }

    /**
     * @param since where to begin: with the block that this time is in; null for the beginning
     * @throws CancellationException when the progress said so
     * @throws io.nija.vault.base.ConsoleException when Vault does not answer
     */
    public Found check(String source, @Nullable Instant since, VerificationProgress progress) throws SQLException, IOException {
        var signed = new HeadCheck(heads, source);
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            int timeout = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, (int) FOR_A_QUERY.toMillis());
            try {
                try (var statement = connection.createStatement()) {
                    statement.execute("set transaction isolation level repeatable read, read only");
                }
                var extent = Extent.of(connection, source, since);
                try (var files = new FileCheck(properties.logs().get(source), connection, extent.source())) {
                    return new SourcePass(connection, extent, signed, files, progress).run();
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
                connection.setNetworkTimeout(Runnable::run, timeout);
            }
        }
    }
}
