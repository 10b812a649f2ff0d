package io.nija.vault.backup.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import io.nija.vault.audit.KeyWrites.KeyWrite;
import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.archive.Archives;
import io.nija.vault.backup.archive.BackupSource;
import io.nija.vault.backup.ledger.ContentsOf;
import io.nija.vault.backup.postgres.BackupKeys;
import io.nija.vault.backup.postgres.DatabaseBackup;
import io.nija.vault.backup.postgres.PostgresAccess;
import io.nija.vault.backup.postgres.VaultStorageBackup;
import io.nija.vault.backup.postgres.WalArchiver;
import io.nija.vault.backup.settings.BackupProperties;
import io.nija.vault.backup.store.FolderStore;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;
import io.nija.vault.testing.DevVault;
import io.nija.vault.testing.InstalledPostgres;
import io.nija.vault.testing.VaultCaller;
import io.nija.vault.vault.RealNodes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A real Vault whose storage is in a server that is backed up, as {@code docker} sets it up: in a database {@code vault} beside that of the
 * console, with the tables made for it.
 */
final class BackedUpStorage implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String SEAL_AND_AUDIT = """
            seal "static" {
              current_key_id = "1"
              current_key    = "file://%s"
            }

            audit "file" "file" {
              options {
                file_path = "audit.log"
              }
            }
            """;

    /** Happens after the ledger was made and before the server is read. */
    interface Meanwhile {

        void happens(BackupSource.Parts parts) throws IOException;
    }

    private final BackupKeys keys = BackupKeys.generate();
    private final Map<String, String> secrets = new TreeMap<>();
    private final Map<String, Integer> versions = new HashMap<>();
    private final Path directory;
    private final Path programs;
    private final FolderStore store;
    private final InstalledPostgres server;
    private final WalArchiver archiver;
    private final Process process;
    private final URI address = URI.create("http://127.0.0.1:" + DevVault.freePort());
    private VaultCaller root = new VaultCaller(address, "");

    private BackedUpStorage(Path directory) throws Exception {
        this.directory = directory;
        store = new FolderStore(directory.resolve("store"));
        Files.writeString(directory.resolve("restore.key"), keys.recipient().export().expose());
        Files.writeString(directory.resolve("restore.crt"), keys.recipient().certificate());
        Files.writeString(directory.resolve("signing.key"), keys.signer().export().expose());
        programs = InstalledPostgres.embedded();
        server = InstalledPostgres.start(programs);
        server.execute("create table flyway_schema_history(version text, success boolean)");
        server.execute("insert into flyway_schema_history values ('1', true)");
        server.execute("create role vault login password '" + server.password().expose() + "'");
        server.execute("create database vault");
        try (var sql = server.superuser("vault"); var statement = sql.createStatement()) {
            statement.execute(Files.readString(Path.of("docker", "postgres", "vault-storage.sql")).replaceFirst("(?s)^.*\\\\connect vault", ""));
            statement.execute(Files.readString(Path.of("docker", "postgres", "backup-role.sql")).replaceFirst("(?s)^.*(?=grant execute)", ""));
        }
        archiver = new WalArchiver("the test", server.backup(), () -> keys.setup(store), Duration.ofMillis(300), none -> { });
        archiver.start();
        process = startVault();
    }

    /** @param directory in which the folder {@code store}, the keys {@code restore} and {@code signing} and the file {@code drill.hcl} are made */
    static BackedUpStorage in(Path directory) throws Exception {
        var storage = new BackedUpStorage(directory);
        try {
            storage.initialise();
            storage.mount("secret");
            storage.mount("canary");
            return storage;
        } catch (RuntimeException | AssertionError e) {
            storage.close();
            throw e;
        }
    }

    private Process startVault() throws IOException {
        var home = Files.createDirectory(directory.resolve("live"));
        var seal = new byte[32];
        new SecureRandom().nextBytes(seal);
        Files.writeString(directory.resolve("drill.hcl"), SEAL_AND_AUDIT.formatted(Files.write(home.resolve("seal.key"), seal)));
        Files.writeString(home.resolve("bao.hcl"), """
                api_addr     = "http://127.0.0.1:%1$d"
                cluster_addr = "http://127.0.0.1:%2$d"
                storage "postgresql" {
                  connection_url    = "postgres://vault@127.0.0.1:%3$d/vault?sslmode=disable"
                  table             = "vault_kv_store"
                  ha_table          = "vault_ha_locks"
                  ha_enabled        = "true"
                  skip_create_table = "true"
                }
                listener "tcp" {
                  address         = "127.0.0.1:%1$d"
                  cluster_address = "127.0.0.1:%2$d"
                  tls_disable     = true
                }
                """.formatted(address.getPort(), DevVault.freePort(), server.port()));
        var builder = new ProcessBuilder(BackedUpVault.program().toString(), "server", "-config=bao.hcl", "-config=../drill.hcl")
                .directory(home.toFile()).redirectErrorStream(true).redirectOutput(home.resolve("log").toFile());
        builder.environment().put("PGPASSWORD", server.password().expose());
        return builder.start();
    }

    private void initialise() {
        var anybody = new VaultCaller(address, "");
        await().atMost(PATIENCE).ignoreExceptions().until(() -> anybody.send("GET", "sys/init").ok());
        var token = anybody.send("POST", "sys/init", Map.of("recovery_shares", 1, "recovery_threshold", 1)).body().at("/root_token").asString();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> new VaultCaller(address, token).send("GET", "sys/mounts").ok());
        root = new VaultCaller(address, token);
    }

    private void mount(String path) {
        assertThat(root.send("POST", "sys/mounts/" + path, Map.of("type", "kv", "options", Map.of("version", "2"))).ok()).isTrue();
        await().atMost(PATIENCE).until(() -> root.send("GET", path + "/config").ok());
    }

    /** Writes a new version of a key such as {@code alice/kraken}, of which the audit log is read. */
    void write(String key, String secret) {
        versions.put(key, writeUnread(key, secret));
        secrets.put(key, secret);
    }

    /** The same, and the audit log is not read. @return the version's number */
    int writeUnread(String key, String secret) {
        var answer = root.send("POST", "secret/data/users/" + key, Map.of("data", Map.of("api_key", "k", "api_secret", secret)));
        assertThat(answer.ok()).isTrue();
        return answer.body().at("/data/version").asInt();
    }

    /** As if it had never been. */
    void destroy(String key) {
        assertThat(root.send("DELETE", "secret/metadata/users/" + key).ok()).isTrue();
    }

    /** No ledger is to have it any more. */
    void forget(String key) {
        secrets.remove(key);
        versions.remove(key);
    }

    void renewCanary() {
        try (var nodes = nodes(address)) {
            nodes.canary().renew();
        }
    }

    private RealNodes nodes(URI at) {
        return new RealNodes(List.of(at), root.token(), Clock.systemUTC());
    }

    /** The backup of the console's database, on whose server Vault has its storage. @return its name */
    String backUp(Instant began, Meanwhile meanwhile) throws IOException {
        return backUp(BackupKind.CONSOLE_DATABASE, began, meanwhile, address);
    }

    /** The backup of Vault's database as one on a server of its own. */
    String backUpVaultDatabase(Instant began) throws IOException {
        return backUp(BackupKind.VAULT_DATABASE, began, none -> { }, address);
    }

    /** The same as the first while Vault does not answer. */
    String backUpWithoutVault(Instant began) throws IOException {
        return backUp(BackupKind.CONSOLE_DATABASE, began, none -> { }, URI.create("http://127.0.0.1:" + DevVault.freePort()));
    }

    private String backUp(BackupKind kind, Instant began, Meanwhile meanwhile, URI vault) throws IOException {
        var name = Archives.name(kind, began);
        var console = JdbcClient.create(new DriverManagerDataSource(server.url(), "postgres", server.password().expose()));
        var shared = kind == BackupKind.CONSOLE_DATABASE;
        var access = shared ? server.backup() : new PostgresAccess(server.url().replace("/app", "/vault"), "backup", server.password());
        var source = new Late(new DatabaseBackup(kind, access, () -> store, PATIENCE), meanwhile);
        try (var nodes = nodes(vault)) {
            keys.writer(store).write(name, new VaultStorageBackup(source, shared ? "vault" : null, ContentsOf.vault(nodes, this::latest, console)), none -> { });
        }
        return name;
    }

    private record Late(BackupSource server, Meanwhile meanwhile) implements BackupSource {

        @Override
        public BackupKind kind() {
            return server.kind();
        }

        @Override
        public void take(Parts parts) throws IOException {
            meanwhile.happens(parts);
            server.take(parts);
        }
    }

    private Map<CredentialId, KeyWrite> latest(Collection<CredentialId> asked) {
        var found = new HashMap<CredentialId, KeyWrite>();
        secrets.forEach((key, secret) -> {
            var path = key.split("/");
            found.put(CredentialId.parse(new UserId(path[0]), path[1]), new KeyWrite(versions.get(key), Map.of("/api_secret", hash(secret))));
        });
        found.keySet().retainAll(asked);
        return found;
    }

    private String hash(String secret) {
        return root.send("POST", "sys/audit-hash/file", Map.of("input", secret)).body().at("/hash").asString();
    }

    /** The settings of a console that backs it up. */
    static BackupProperties properties(Path directory) {
        return new BackupProperties(directory.resolve("store"), null, List.of(directory.resolve("restore.crt")), directory.resolve("signing.key"), null, List.of(), null, null,
                Map.of(), Duration.ofMinutes(15), Duration.ofDays(7), 3);
    }

    /** Of a drill that was killed, which would end by itself after hours. */
    void endLease(String backup) throws IOException {
        for (var lease : store.list("leases")) {
            assertThat(lease.path()).contains(backup);
            store.delete(lease.path());
        }
    }

    Path programs() {
        return programs;
    }

    FolderStore store() {
        return store;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
        archiver.close();
        server.close();
    }
}
