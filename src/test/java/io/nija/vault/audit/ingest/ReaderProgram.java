package io.nija.vault.audit.ingest;

import java.nio.file.Path;

import org.postgresql.ds.PGSimpleDataSource;

/** A process that reads one log as a console does, and does nothing else: it is there in a second, and may be killed. */
public final class ReaderProgram {

    private ReaderProgram() {
    }

    /** @param arguments the address and the user of the database, the name of the source, its log */
    public static void main(String[] arguments) {
        var database = new PGSimpleDataSource();
        database.setUrl(arguments[0]);
        database.setUser(arguments[1]);
        database.setConnectTimeout(3);
        database.setSocketTimeout(30);
        new SourceReader(database, arguments[2], Path.of(arguments[3])).run();
    }
}
