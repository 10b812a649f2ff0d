package io.nija.vault.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.nija.vault.vault.IdentityProvider;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL, an OIDC provider and OpenBao, provisioned: everything that a production console is given from outside.
 * The first start sets all of it up, and a later one finds it again.
 */
final class LocalStack {

    private final LocalOptions options;
    private final LocalDirectory directory;
    private final Consumer<String> progress;
    private final ReentrantLock starting = new ReentrantLock();
    private volatile boolean stopping;
    private @Nullable LocalDatabase database;
    private @Nullable LocalVault vault;
    private @Nullable OidcProvider oidc;

    /** @param directory locked by this process */
    LocalStack(LocalOptions options, LocalDirectory directory, Consumer<String> progress) {
        this.options = options;
        this.directory = directory;
        this.progress = progress;
    }

    /**
     * @return the settings that a production console would get
     * @throws LocalStackException when it cannot start; nothing is left running then
     */
    Properties start() {
        starting.lock();
        try {
            var settings = startAll(Programs.bao(options.bao()));
            directory.publish(settings);
            directory.markInitialised();
            return settings;
        } catch (Exception e) {
            stop();
            throw LocalStackException.of(e, directory.resolve("console.log"));
        } finally {
            starting.unlock();
        }
    }

    private Properties startAll(Path bao) throws Exception {
        LocalVault.endLeftovers(directory);
        LocalDatabase.endLeftovers(directory);
        directory.setAsideUnfinished().ifPresent(aside -> progress.accept("The first start had not finished. Its remains are in " + aside));
        Ports.requireFree(options.command() ? 0 : options.consolePort(), "the console", "--server.port");
        Ports.requireFree(options.oidcPort(), "the sign-in (OIDC)", "--local.oidc-port");
        if (directory.initialised()) {
            refuseDamaged();
        }

        var ports = new Ports(directory.resolve("ports.properties"));
        var oidcSettings = oidcSettings(ports);
        var appRole = new ConsoleAppRole(directory, new IdentityProvider(oidcSettings.issuer(),
                OidcClients.CONSOLE, OidcClients.AUDIENCE, "sub", "roles"));
        var provisioned = appRole.isCurrent();

        var database = this.database = new LocalDatabase(directory, ports.choose("postgres"));
        var vault = this.vault = new LocalVault(directory, bao, ports);
        // Closing the executor waits for both, so that nothing starts after a failure has stopped everything.
        try (var executor = Executors.newFixedThreadPool(2)) {
            var opened = List.of(
                    executor.submit(timed("PostgreSQL", database::open)),
                    executor.submit(timed("OpenBao", () -> vault.open(!provisioned))));
            timed("Sign-in (OIDC)", () -> oidc = new OidcProvider(oidcSettings)).call();
            for (var one : opened) {
                one.get();
            }
        }
        if (!provisioned) {
            timed("Vault's policies and roles", () -> provision(vault, appRole)).call();
        }
        return settings(database, vault, appRole, oidcSettings);
    }

    private void refuseDamaged() {
        Stream.of(LocalDatabase.damage(directory), LocalVault.damage(directory)).filter(Objects::nonNull).findFirst().ifPresent(damage -> {
            throw new LocalStackException("The local data is damaged: %s. Restore it from a copy, or begin anew with ./vault-console reset. Nothing has been changed."
                    .formatted(damage));
        });
    }

    private OidcSettings oidcSettings(Ports ports) {
        return new OidcSettings(options.oidcPort() == 0 ? ports.choose("oidc") : options.oidcPort(),
                directory.resolve("sign-in"), URI.create("http://localhost:" + options.consolePort() + "/"),
                DemoPeople.load(directory.resolve("demo-people.properties")),
                OidcSettings.ClientSecrets.load(directory.resolve("sign-in.properties")));
    }

    private static void provision(LocalVault vault, ConsoleAppRole appRole) throws Exception {
        appRole.provision(vault);
        vault.endProvisioning();
    }

    private Properties settings(LocalDatabase database, LocalVault vault, ConsoleAppRole appRole, OidcSettings oidcSettings) {
        var settings = new Properties();
        database.addTo(settings);
        settings.setProperty("vault.addr", vault.address().toString());
        appRole.addTo(settings);
        LocalBackups.at(directory).addTo(settings, vault);
        settings.setProperty("audit.logs.local", vault.auditLog().toString());
        settings.setProperty("cluster.storage-directories", vault.storage().toString());
        settings.setProperty("oidc.issuer-uri", oidcSettings.issuer().toString());
        settings.setProperty("oidc.client-id", OidcClients.CONSOLE);
        settings.setProperty("oidc.client-secret", oidcSettings.secrets().console());
        settings.setProperty("local.issuer", oidcSettings.issuer().toString());
        settings.setProperty("local.token-secret", oidcSettings.secrets().demo());
        return settings;
    }

    private interface Step {

        void run() throws Exception;
    }

    /** The step, unless the stack is being stopped meanwhile, with one line of progress. */
    private Callable<Void> timed(String what, Step step) {
        return () -> {
            if (stopping) {
                throw new LocalStackException("Stopped while starting.");
            }
            var started = System.nanoTime();
            step.run();
            progress.accept("%s ready in %.1f s".formatted(what, (System.nanoTime() - started) / 1e9));
            return null;
        };
    }

    /** Stops all of it and returns when no process is left. Waits for a start that is under way to notice. */
    void stop() {
        stopping = true;
        starting.lock();
        try (directory; var last = database; var second = vault; var first = oidc) {
            database = null;
            vault = null;
            oidc = null;
        } finally {
            starting.unlock();
        }
    }
}
