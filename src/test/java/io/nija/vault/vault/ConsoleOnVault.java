package io.nija.vault.vault;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

import io.nija.vault.testing.ProvisionedVault;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** What the console asks a vault of a test's own under its own AppRole. */
public final class ConsoleOnVault implements AutoCloseable {

    private final VaultConnection connection;
    private final ConsoleVault console;
    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();

    public ConsoleOnVault(ProvisionedVault vault) {
        var secretId = vault.secretId("console").at("/secret_id").asString();
        var properties = new VaultProperties(List.of(URI.create(vault.address())), vault.roleId("console"), secretId, null, null, null, 8,
                Duration.ofSeconds(2), Duration.ofSeconds(10));
        scheduler.initialize();
        connection = new VaultConnection(properties);
        console = new ConsoleVault(connection, properties, scheduler);
    }

    /** One that has read nothing before. */
    public PolicyReader reader() {
        return new PolicyReader(console.calls(), new EntityCache());
    }

    /** For what reads as the console; nobody is signed in. */
    @SuppressWarnings("NullAway")
    public PolicyReaders readers() {
        return new PolicyReaders(null, console, new EntityCache());
    }

    public Capabilities capabilities() {
        return new Capabilities(console.calls());
    }

    @Override
    public void close() throws IOException {
        connection.close();
        scheduler.shutdown();
    }
}
