package io.nija.vault.audit.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.nija.vault.base.OwnConnections;
import io.nija.vault.vault.AuditHeads;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Reads the audit logs of all nodes, and the records of all consoles, while the console runs, and signs how far. */
@Component
class AuditLogs implements SmartLifecycle {

    /** The name of the source whose lines are the consoles' own records. */
    static final String CONSOLE = "console";

    private static final Duration TO_STOP = Duration.ofSeconds(5);
    private static final Duration TO_ANSWER = Duration.ofSeconds(30);

    private final List<SourceReader> readers;
    private final List<Thread> threads = new ArrayList<>();
    private final HeadSigner signer;
    private @Nullable Thread signing;

    AuditLogs(JdbcConnectionDetails details, AuditProperties properties, AuditHeads heads) {
        var database = OwnConnections.to(details, "audit-log", TO_ANSWER);
        readers = Stream.concat(Stream.of(SourceReader.ofConsole(database)),
                properties.logs().entrySet().stream().map(log -> new SourceReader(database, log.getKey(), log.getValue()))).toList();
        signer = new HeadSigner(heads, readers, properties.signEvery());
    }

    @Override
    public void start() {
        readers.forEach(reader -> threads.add(Thread.ofPlatform().name("audit-log").daemon().start(reader)));
        signing = Thread.ofPlatform().name("audit-heads").daemon().start(signer);
    }

    @Override
    public void stop() {
        signer.stop();
        if (signing != null) {
            signing.interrupt();
        }
        readers.forEach(SourceReader::stop);
        threads.forEach(AuditLogs::await);
        threads.clear();
        await(Thread.ofPlatform().name("audit-heads").daemon().start(() -> signer.sign(Instant.MAX)));
    }

    private static void await(Thread thread) {
        try {
            thread.join(TO_STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return !threads.isEmpty();
    }
}
