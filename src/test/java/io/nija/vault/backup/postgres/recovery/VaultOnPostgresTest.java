package io.nija.vault.backup.postgres.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.archive.Archives;
import io.nija.vault.backup.postgres.BackupKeys;
import io.nija.vault.backup.postgres.DatabaseBackup;
import io.nija.vault.backup.postgres.WalArchiver;
import io.nija.vault.backup.postgres.WalProgress;
import io.nija.vault.backup.store.FolderStore;
import io.nija.vault.testing.DevVault;
import io.nija.vault.testing.InstalledPostgres;
import io.nija.vault.testing.VaultCaller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenBao with its storage on Debian's PostgreSQL: a credential that is rotated, and the one that was current between two rotations. */
class VaultOnPostgresTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String NAME = Archives.name(BackupKind.VAULT_DATABASE, Instant.parse("2026-01-01T00:00:00Z"));
    private static final String KEY = "secret/data/users/alice/kraken";

    @TempDir
    Path directory;

    private final BackupKeys keys = BackupKeys.generate();
    private final AtomicReference<WalProgress> progress = new AtomicReference<>();
    private final byte[] seal = new byte[32];

    @Test
    void theVersionThatWasCurrentAtATimeComesBack() throws Exception {
        new SecureRandom().nextBytes(seal);
        var store = new FolderStore(directory.resolve("store"));
        String rootToken;
        Instant between;
        try (var server = InstalledPostgres.start(InstalledPostgres.DEBIAN);
                var vault = new Bao("live", "postgres://postgres:%s@127.0.0.1:%d/app?sslmode=disable".formatted(server.password().expose(), server.port()));
                var archiver = new WalArchiver("the test", server.backup(), () -> keys.setup(store), Duration.ofMillis(300), progress::set)) {
            rootToken = vault.initialise();
            var root = new VaultCaller(vault.address, rootToken);
            assertThat(root.send("POST", "sys/mounts/secret", Map.of("type", "kv", "options", Map.of("version", "2"))).ok()).isTrue();
            await().atMost(PATIENCE).until(() -> root.send("GET", "secret/config").ok());
            archiver.start();
            write(root, "first");
            keys.writer(store).write(NAME, new DatabaseBackup(BackupKind.VAULT_DATABASE, server.backup(), () -> store, PATIENCE), none -> { });
            write(root, "second");
            between = Instant.parse(server.value("select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"));
            awaitCovered(between);
            write(root, "third");
            awaitCovered(Instant.now());
        }

        assertThat(current(store, between, rootToken)).isEqualTo("second, version 2");
        assertThat(current(store, null, rootToken)).isEqualTo("third, version 3");
    }

    private static void write(VaultCaller root, String secret) {
        assertThat(root.send("POST", KEY, Map.of("data", Map.of("api_secret", secret))).ok()).isTrue();
    }

    private void awaitCovered(Instant time) {
        await().atMost(PATIENCE).until(() -> progress.get() != null && progress.get().covered() != null && progress.get().covered().isAfter(time));
    }

    private String current(FolderStore store, Instant target, String rootToken) throws Exception {
        var plan = new RecoveryPlanner(store, keys.signers(), keys.recipient()).plan(NAME, target);
        var recovered = new PointInTimeRecovery(store, keys.signers(), keys.recipient())
                .recover(plan, directory.resolve("recovered-" + (target == null ? "latest" : "earlier")), new PostgresPrograms(InstalledPostgres.DEBIAN));
        try (var database = recovered.open();
                var vault = new Bao(target == null ? "latest" : "earlier", "postgres://%s:%s@127.0.0.1:%d/app?sslmode=disable"
                        .formatted(RunningDatabase.USER, database.password().expose(), database.port()))) {
            var root = new VaultCaller(vault.address, rootToken);
            await().atMost(PATIENCE).ignoreExceptions().until(() -> root.send("GET", KEY).ok());
            var answer = root.send("GET", KEY).body();
            return answer.at("/data/data/api_secret").asString() + ", version " + answer.at("/data/metadata/version").asInt();
        }
    }

    /** A node of its own, which unseals itself by the key that all of them here have. */
    private final class Bao implements AutoCloseable {

        private final URI address = URI.create("http://127.0.0.1:" + DevVault.freePort());
        private final Process process;

        private Bao(String name, String database) throws IOException {
            var home = Files.createDirectories(directory.resolve(name));
            Files.write(home.resolve("seal.key"), seal);
            Files.writeString(home.resolve("bao.hcl"), """
                    api_addr     = "http://127.0.0.1:%1$d"
                    cluster_addr = "http://127.0.0.1:%2$d"
                    storage "postgresql" {
                      ha_enabled = "true"
                    }
                    listener "tcp" {
                      address         = "127.0.0.1:%1$d"
                      cluster_address = "127.0.0.1:%2$d"
                      tls_disable     = true
                    }
                    seal "static" {
                      current_key_id = "1"
                      current_key    = "file://seal.key"
                    }
                    """.formatted(address.getPort(), DevVault.freePort()));
            var builder = new ProcessBuilder(Optional.ofNullable(System.getenv("VAULT_CONSOLE_BAO")).orElse("bao"), "server", "-config=bao.hcl")
                    .directory(home.toFile()).redirectErrorStream(true).redirectOutput(home.resolve("log").toFile());
            builder.environment().put("BAO_PG_CONNECTION_URL", database);
            process = builder.start();
        }

        private String initialise() {
            var anybody = new VaultCaller(address, "");
            await().atMost(PATIENCE).ignoreExceptions().until(() -> anybody.send("GET", "sys/init").ok());
            var token = anybody.send("POST", "sys/init", Map.of("recovery_shares", 1, "recovery_threshold", 1)).body().at("/root_token").asString();
            await().atMost(PATIENCE).ignoreExceptions().until(() -> new VaultCaller(address, token).send("GET", "sys/mounts").ok());
            return token;
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
        }
    }
}
