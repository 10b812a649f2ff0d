package io.nija.vault.audit.ingest;

import java.nio.file.Path;

import javax.sql.DataSource;

/** A reader of one log, as a console has it, until it is closed. */
public final class RunningReader implements AutoCloseable {

    private final SourceReader reader;
    private final Thread thread;

    private RunningReader(SourceReader reader) {
        this.reader = reader;
        thread = Thread.ofPlatform().name("audit-log").daemon().start(reader);
    }

    public static RunningReader start(DataSource database, String source, Path log) {
        return new RunningReader(new SourceReader(database, source, log));
    }

    @Override
    public void close() throws InterruptedException {
        reader.stop();
        thread.join();
    }
}
