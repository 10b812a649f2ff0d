package io.nija.vault.audit.integrity;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;

import io.nija.vault.audit.ingest.FullRow;
import io.nija.vault.audit.ingest.Replay;
import io.nija.vault.audit.lines.OperationId;
import io.nija.vault.audit.lines.StoredLines;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Kept lines of a source, looked up one by one, as operations of their own. */
final class LoneLines {

    private final StoredLines lines;
    private final int source;
    private final Replay replay;

    LoneLines(Connection connection, int source, Replay replay) {
        lines = new StoredLines(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
        this.source = source;
        this.replay = replay;
    }

    /** @return null for a line that is not kept, or cannot be understood */
    @Nullable FullRow operation(long line) {
        var text = lines.line(OperationId.of(source, line), 0);
        return text == null ? null : replay.alone(line, text.getBytes(StandardCharsets.UTF_8));
    }
}
