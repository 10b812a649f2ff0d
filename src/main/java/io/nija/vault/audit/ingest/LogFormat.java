package io.nija.vault.audit.ingest;

import org.jspecify.annotations.Nullable;

/** How the lines of a source are written. */
interface LogFormat {

    /** That of a source, by its name. */
    static LogFormat of(String source) {
        return source.equals(AuditLogs.CONSOLE) ? new ConsoleLog() : new VaultLog();
    }

    /** @return null for a line that cannot be understood */
    @Nullable LogEntry read(byte[] text, int from, int length);
}
