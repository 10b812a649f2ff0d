package io.nija.vault.backup.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.archive.Archives;
import io.nija.vault.backup.archive.BackupSource;
import io.nija.vault.backup.settings.BackupProperties;
import io.nija.vault.backup.store.FolderStore;
import io.nija.vault.testing.InstalledPostgres;

/** A server whose WAL is archived into a folder, with the table {@code note}. */
public final class BackedUpDatabase implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final BackupKeys keys = BackupKeys.generate();
    private final AtomicReference<WalProgress> progress = new AtomicReference<>();
    private final Path folder;
    private final Path programs;
    private final FolderStore store;
    private final InstalledPostgres server;
    private final WalArchiver archiver;

    private BackedUpDatabase(Path directory) throws Exception {
        folder = directory.resolve("store");
        store = new FolderStore(folder);
        Files.writeString(directory.resolve("restore.key"), keys.recipient().export().expose());
        Files.writeString(directory.resolve("restore.crt"), keys.recipient().certificate());
        Files.writeString(directory.resolve("signing.key"), keys.signer().export().expose());
        Files.writeString(directory.resolve("signing.crt"), keys.signer().certificate());
        programs = InstalledPostgres.embedded();
        server = InstalledPostgres.start(programs);
        archiver = new WalArchiver("the test", server.backup(), () -> keys.setup(store), Duration.ofMillis(300), progress::set);
    }

    /** @param directory in which the folder {@code store} and the keys {@code restore} and {@code signing} are made */
    public static BackedUpDatabase in(Path directory) throws Exception {
        var database = new BackedUpDatabase(directory);
        database.server.execute("create table note(id int primary key)");
        database.archiver.start();
        return database;
    }

    /** One more row. @return a time at which it was the newest */
    public Instant write() throws Exception {
        server.execute("insert into note select count(*) from note");
        var now = Instant.parse(server.value("select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"));
        await().atMost(PATIENCE).until(() -> progress.get() != null && progress.get().covered() != null && progress.get().covered().isAfter(now));
        return now;
    }

    /** @return the base backup's name */
    public String backUp(Instant began) throws IOException {
        return backUp(began, 0);
    }

    /** @param surplus rows that it says of each table and that are not there */
    public String backUp(Instant began, long surplus) throws IOException {
        var backup = new DatabaseBackup(BackupKind.CONSOLE_DATABASE, server.backup(), () -> store, PATIENCE);
        var name = Archives.name(BackupKind.CONSOLE_DATABASE, began);
        keys.writer(store).write(name, new Exaggerating(backup, surplus), none -> { });
        return name;
    }

    private record Exaggerating(BackupSource truthful, long surplus) implements BackupSource {

        @Override
        public BackupKind kind() {
            return truthful.kind();
        }

        @Override
        public void take(Parts parts) throws IOException {
            truthful.take((Parts) Proxy.newProxyInstance(Parts.class.getClassLoader(), new Class<?>[] {Parts.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("count")) {
                    parts.count((String) arguments[0], (long) arguments[1] + surplus);
                    return null;
                }
                try {
                    return method.invoke(parts, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            }));
        }
    }

    public BackupProperties properties(Path directory) {
        return new BackupProperties(folder, null, List.of(directory.resolve("restore.crt")), directory.resolve("signing.key"), null, List.of(), null, null,
                Map.of(), Duration.ofMinutes(15), Duration.ofDays(7), 3);
    }

    /** Removes a segment in the middle of the archive. @return its name */
    public String loseWal(String backup) throws IOException {
        var facts = DatabaseFacts.of(keys.reader(store).manifest(backup));
        var segments = List.copyOf(new WalArchive(store, facts.systemIdentifier()).segments(facts.segmentSize()));
        var lost = segments.get(segments.size() - 2).name();
        for (var file : store.list("wal")) {
            if (file.path().contains("/" + lost + ".")) {
                store.delete(file.path());
            }
        }
        assertThat(lost).isNotEqualTo(facts.first().name());
        return lost;
    }

    public FolderStore store() {
        return store;
    }

    public BackupKeys keys() {
        return keys;
    }

    public Path folder() {
        return folder;
    }

    public Path programs() {
        return programs;
    }

    @Override
    public void close() throws IOException {
        archiver.close();
        server.close();
    }
}
