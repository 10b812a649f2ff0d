package io.nija.vault.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

/** What the cluster is asked with, on nodes of a test's own, by a token in place of the console's AppRole. */
public final class RealNodes implements AutoCloseable {

    private final VaultConnection connection;
    private final NodeCalls calls;
    private final NodeProbe probe;
    private final ConsoleVault console;
    private final VaultProperties properties;

    /** @param clock the console's */
    public RealNodes(List<URI> nodes, @Nullable String token, Clock clock) {
        this(new VaultProperties(nodes, null, null, token, null, null, 8, Duration.ofSeconds(2), Duration.ofSeconds(5)), clock);
    }

    private RealNodes(VaultProperties properties, Clock clock) {
        this.properties = properties;
        connection = new VaultConnection(properties);
        calls = new NodeCalls(properties, connection);
        probe = new NodeProbe(properties, calls, clock);
        console = new ConsoleVault(connection, properties, new SimpleAsyncTaskScheduler());
    }

    /** The same as the console in production signs in. */
    public static RealNodes byAppRole(URI node, String roleId, String secretId) {
        return new RealNodes(new VaultProperties(List.of(node), roleId, secretId, null, null, null, 8, Duration.ofSeconds(2), Duration.ofSeconds(5)), Clock.systemUTC());
    }

    public NodeProbe probe() {
        return probe;
    }

    public NodeReadings readings() {
        return new NodeReadings(console, calls);
    }

    public Expiries expiries() {
        return new Expiries(console, properties);
    }

    public ConsoleVault console() {
        return console;
    }

    public BackupCanary canary() {
        return new BackupCanary(console);
    }

    @Override
    public void close() {
        probe.close();
        console.end();
        try {
            calls.close();
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
