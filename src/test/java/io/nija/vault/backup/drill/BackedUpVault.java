package io.nija.vault.backup.drill;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.archive.ArchiveReader;
import io.nija.vault.backup.archive.ArchiveWriter;
import io.nija.vault.backup.archive.Archives;
import io.nija.vault.backup.archive.BackupSource;
import io.nija.vault.backup.openpgp.PrivateKey;
import io.nija.vault.backup.openpgp.Recipients;
import io.nija.vault.backup.openpgp.Signers;
import io.nija.vault.backup.store.BackupStore;
import io.nija.vault.backup.store.FolderStore;
import io.nija.vault.testing.RaftCluster;
import io.nija.vault.vault.BackupCanary;

/** A real Vault with keys and a canary, and backups of it with ledger and manifest as the console makes them. */
public final class BackedUpVault implements AutoCloseable {

    public final RaftCluster live;
    public final Path folder;
    public final BackupStore store;
    public final PrivateKey signer = PrivateKey.generate("Signs");
    public final PrivateKey recipient = PrivateKey.generate("Restores");
    private final Path directory;
    private final Map<String, String> secrets = new TreeMap<>();
    private final Map<String, String> versions = new HashMap<>();
    private int canaries;

    private BackedUpVault(Path directory, Path folder, BackupStore store) throws IOException {
        this.directory = directory;
        this.folder = folder;
        this.store = store;
        live = RaftCluster.single();
        post("sys/mounts/canary", Map.of("type", "kv", "options", Map.of("version", "2")));
        await().until(() -> live.root(0).send("GET", "canary/config").ok());
    }

    public static BackedUpVault in(Path directory) throws IOException {
        var folder = directory.resolve("store");
        return new BackedUpVault(directory, folder, new FolderStore(folder));
    }

    /** One whose backups are in another store than a folder. */
    static BackedUpVault in(Path directory, BackupStore store) throws IOException {
        return new BackedUpVault(directory, directory.resolve("no-store"), store);
    }

    private void post(String path, Object body) {
        var answer = live.root(0).send("POST", path, body);
        if (!answer.ok()) {
            throw new IllegalStateException(answer.toString());
        }
    }

    /** Writes a new version of a key. */
    public void write(String key, String secret) {
        var answer = live.root(0).send("POST", "secret/data/users/" + key, Map.of("data", Map.of("api_key", "k", "api_secret", secret)));
        if (!answer.ok()) {
            throw new IllegalStateException(answer.toString());
        }
        secrets.put(key, secret);
        versions.put(key, answer.body().at("/data/version").asString());
    }

    public String cluster() {
        return live.root(0).send("GET", "sys/seal-status").body().at("/cluster_id").asString();
    }

    public String clusterName() {
        return live.root(0).send("GET", "sys/seal-status").body().at("/cluster_name").asString();
    }

    /** @return its name */
    public String backUp(Instant began) throws IOException {
        return backUp(began, Map.of(), signer);
    }

    /** The same with other facts than those that are true, or signed by somebody else. */
    public String backUp(Instant began, Map<String, String> facts, PrivateKey by) throws IOException {
        var name = Archives.name(BackupKind.VAULT_SNAPSHOT, began);
        var writer = new ArchiveWriter(store, Recipients.of(certificate(recipient)), by, "test");
        writer.write(name, source(facts), none -> { });
        return name;
    }

    private BackupSource source(Map<String, String> otherFacts) {
        return new BackupSource() {

            @Override
            public BackupKind kind() {
                return BackupKind.VAULT_SNAPSHOT;
            }

            @Override
            public void take(Parts parts) throws IOException {
                var facts = new TreeMap<>(Map.of("cluster", cluster(), "canary-" + ++canaries, canary()));
                facts.putAll(otherFacts);
                facts.forEach(parts::fact);
                parts.count("credentials", secrets.size());
                parts.count("versions", versions.values().stream().mapToLong(Long::parseLong).sum());
                parts.add("credentials.csv", out -> out.write(ledger().getBytes()));
                var snapshot = live.snapshot(directory.resolve("taken.snap"));
                parts.add("vault.snap", out -> Files.copy(snapshot, out));
            }
        };
    }

    private String canary() {
        var value = "canary " + canaries;
        post("canary/data/backup", Map.of("data", Map.of(BackupCanary.FIELD, value)));
        return BackupCanary.digest(value);
    }

    private String ledger() {
        var csv = new StringBuilder("path,version,versions,deleted,hashes\r\n");
        secrets.forEach((key, secret) -> csv.append("users/%s,%s,%s,false,\"{\"\"/api_secret\"\":\"\"%s\"\"}\"\r\n"
                .formatted(key, versions.get(key), versions.get(key), hash(secret))));
        return csv.toString();
    }

    private String hash(String secret) {
        return live.root(0).send("POST", "sys/audit-hash/file", Map.of("input", secret)).body().at("/hash").asString();
    }

    public ArchiveReader reader() {
        return new ArchiveReader(store, Signers.of(certificate(signer)));
    }

    /** The file of a backup. */
    public Path file(String name, String file) {
        return folder.resolve("backups").resolve(name).resolve(file);
    }

    static InputStream certificate(PrivateKey key) {
        return new ByteArrayInputStream(key.certificate().getBytes());
    }

    public static Path program() {
        return Path.of(Optional.ofNullable(System.getenv("VAULT_CONSOLE_BAO")).orElse("bao"));
    }

    @Override
    public void close() throws IOException {
        live.close();
    }
}
