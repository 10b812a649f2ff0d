package io.nija.vault.audit.lines;

import java.nio.charset.StandardCharsets;

import com.github.luben.zstd.Zstd;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The lines that have been read, as they are in the logs. */
@Component
public class StoredLines {

    private record Run(long firstLine, byte[] content) {
    }

    private final JdbcClient database;

    public StoredLines(JdbcClient database) {
        this.database = database;
    }

    /**
     * One line of an operation.
     *
     * @param operation  the operation's number
     * @param linesLater how many lines after its first one
     * @return null when it is not kept any more
     */
    public @Nullable String line(long operation, int linesLater) {
        int source = OperationId.source(operation);
        long number = OperationId.line(operation) + linesLater;
        var run = run("audit_tail", source, number);
        if (run == null) {
            run = run("audit_block", source, number);
        }
        if (run == null) {
            return null;
        }
        var lines = new RunLines(Zstd.decompress(run.content));
        int index = Math.toIntExact(number - run.firstLine);
        return index < lines.count() ? new String(lines.line(index), StandardCharsets.UTF_8) : null;
    }

    private @Nullable Run run(String table, int source, long number) {
        return database.sql("""
                select first_line, content from %s where source_id = ? and first_line <= ? and first_line > ? - 100000 and first_line + lines > ?
                order by first_line desc limit 1""".formatted(table))
                .params(source, number, number, number).query(Run.class).optional().orElse(null);
    }
}
