package io.nija.vault.audit.ingest;

import java.nio.file.Path;

import org.postgresql.ds.PGSimpleDataSource;

/** A process that reads logs as a console does, and does nothing else: it is there in a second, and may be killed. */
public final class ReaderProgram {

    private ReaderProgram() {
    }

    /** @param arguments the address and the user of the database, and for each source its name and its log */
    public static void main(String[] arguments) {
        var database = new PGSimpleDataSource();
        database.setUrl(arguments[0]);
        database.setUser(arguments[1]);
        database.setConnectTimeout(3);
        database.setSocketTimeout(30);
        database.setApplicationName(name(ProcessHandle.current()));
        for (int i = 2; i < arguments.length; i += 2) {
            Thread.ofPlatform().start(new SourceReader(database, arguments[i], Path.of(arguments[i + 1])));
        }
    }

    /** What PostgreSQL calls its connections. */
    public static String name(ProcessHandle process) {
        return "reader-" + process.pid();
    }
}
