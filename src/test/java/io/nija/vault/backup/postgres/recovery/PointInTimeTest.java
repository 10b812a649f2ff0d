package io.nija.vault.backup.postgres.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.archive.Archives;
import io.nija.vault.backup.postgres.BackupKeys;
import io.nija.vault.backup.postgres.DatabaseBackup;
import io.nija.vault.backup.postgres.DatabaseFacts;
import io.nija.vault.backup.postgres.PostgresAccess;
import io.nija.vault.backup.postgres.WalArchive;
import io.nija.vault.backup.postgres.WalArchiver;
import io.nija.vault.backup.postgres.WalProgress;
import io.nija.vault.backup.postgres.WalWriter;
import io.nija.vault.backup.store.BackupStore;
import io.nija.vault.backup.store.FolderStore;
import io.nija.vault.base.SecretValue;
import io.nija.vault.testing.DevVault;
import io.nija.vault.testing.InstalledPostgres;
import io.nija.vault.testing.ReadmeCommands;
import io.zonky.test.db.postgres.util.LinuxUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A server whose history is known, backed up while it is written to, and recovered to several times. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PointInTimeTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** A row and a time at which it was the newest. */
    private record Known(int row, Instant at) {
    }

    @TempDir
    static Path directory;

    private final BackupKeys keys = BackupKeys.generate();
    private final AtomicReference<WalProgress> progress = new AtomicReference<>();
    private final List<Known> history = new ArrayList<>();
    private Path programs;
    private InstalledPostgres server;
    private WalArchiver archiver;
    private FolderStore store;
    private String base;

    @BeforeAll
    void liveForAWhile() throws Exception {
        programs = InstalledPostgres.embedded();
        server = InstalledPostgres.start(programs);
        store = new FolderStore(directory.resolve("store"));
        server.execute("create table note(id int primary key, text text); create unlogged table scratch(id int)");
        archiver = archiver();
        archiver.start();
        try (var load = new WriteLoad(server)) {
            base = backUp("2026-01-01T00:00:00Z");
            assertThat(load.committed()).as("it was written to while it was backed up").isPositive();
        }
        for (int row = 1; row <= 3; row++) {
            server.execute("insert into note values (%d, 'row %d')".formatted(row, row));
            history.add(new Known(row, now()));
            awaitCovered(now());
        }
    }

    private WalArchiver archiver() {
        return new WalArchiver("the test", server.backup(), () -> keys.setup(store), Duration.ofMillis(300), progress::set);
    }

    private String backUp(String name) throws Exception {
        var archive = Archives.name(BackupKind.CONSOLE_DATABASE, Instant.parse(name));
        keys.writer(store).write(archive, new DatabaseBackup(BackupKind.CONSOLE_DATABASE, server.backup(), () -> store, PATIENCE), none -> { });
        return archive;
    }

    private Instant now() throws Exception {
        return Instant.parse(server.value("select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"));
    }

    private void awaitCovered(Instant time) {
        await().atMost(PATIENCE).until(() -> progress.get() != null && progress.get().covered() != null && progress.get().covered().isAfter(time));
    }

    /** Commits rows one by one until it is closed, or there are many. */
    private static final class WriteLoad implements AutoCloseable {

        private static final int MOST = 20_000;

        private final AtomicInteger committed = new AtomicInteger();
        private final Thread thread;
        private volatile boolean ended;

        private WriteLoad(InstalledPostgres server) throws Exception {
            server.execute("create table load(id int primary key, filling text)");
            thread = Thread.ofPlatform().start(() -> {
                try (var sql = server.superuser("app"); var insert = sql.prepareStatement("insert into load values (?, repeat(md5(?::text), 30))")) {
                    while (!ended && committed.get() < MOST) {
                        insert.setInt(1, committed.get());
                        insert.setInt(2, committed.get());
                        insert.execute();
                        committed.incrementAndGet();
                    }
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            await().atMost(PATIENCE).until(() -> committed.get() > 100);
        }

        private int committed() {
            return committed.get() - 100;
        }

        @Override
        public void close() throws InterruptedException {
            ended = true;
            thread.join();
        }
    }

    @AfterAll
    void end() throws Exception {
        archiver.close();
        server.close();
    }

    private RecoveryPlan plan(String backup, Instant target) throws Exception {
        return new RecoveryPlanner(store, keys.signers(), keys.recipient()).plan(backup, target);
    }

    private RecoveredDatabase recover(Instant target) throws Exception {
        var to = directory.resolve("recovered-" + System.nanoTime());
        return new PointInTimeRecovery(store, keys.signers(), keys.recipient()).recover(plan(base, target), to, new PostgresPrograms(programs));
    }

    private static String newest(RecoveredDatabase recovered) throws Exception {
        try (var running = recovered.open(); var sql = running.connect("app")) {
            return InstalledPostgres.value(sql, "select coalesce(max(id), 0) from note");
        }
    }

    @Test
    void comesBackAsItWasAtATime() throws Exception {
        for (var known : history.subList(0, 2)) {
            assertThat(newest(recover(known.at()))).isEqualTo(String.valueOf(known.row()));
        }
    }

    @Test
    void comesBackAsFarAsTheArchiveGoes() throws Exception {
        var recovered = recover(null);

        assertThat(newest(recovered)).isEqualTo("3");
        // That of the last row at least: what was archived with it may have been committed before its time was taken.
        assertThat(recovered.lastCommit()).isAfter(history.get(history.size() - 2).at());
    }

    @Test
    void itsCountsAreThoseOfTheirMoment() throws Exception {
        var manifest = keys.reader(store).manifest(base);
        var facts = DatabaseFacts.of(manifest);
        assertThat(manifest.counts()).containsKeys("note", "load").doesNotContainKey("scratch");

        try (var running = recover(facts.counted()).open(); var sql = running.connect("app")) {
            // It was written to while it was counted.
            assertThat(Long.parseLong(InstalledPostgres.value(sql, "select count(*) from load")))
                    .isBetween(manifest.counts().get("load"), manifest.counts().get("load") + 20);
            assertThat(InstalledPostgres.value(sql, "select count(*) from note")).isEqualTo("0");
        }
    }

    @Test
    void whoHasNoPasswordStaysOut() throws Exception {
        try (var running = recover(null).open()) {
            var stranger = new PostgresAccess("jdbc:postgresql://127.0.0.1:%d/app".formatted(running.port()), RunningDatabase.USER, SecretValue.of("guess"));
            assertThatThrownBy(() -> stranger.connection("test")).isInstanceOf(SQLException.class).hasMessageContaining("password");
            // Those of the server that was backed up are as they were.
            new PostgresAccess("jdbc:postgresql://127.0.0.1:%d/app".formatted(running.port()), "postgres", server.password()).connection("test").close();
        }
    }

    @Test
    void nothingLiesInTheArchiveInTheClear() throws Exception {
        server.execute("insert into load values (-1, 'needle-in-the-wal')");
        awaitCovered(now());
        server.execute("delete from load where id = -1");

        for (var file : store.list("")) {
            try (var in = store.read(file.path())) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)).doesNotContain("needle-in-the-wal");
            }
        }
    }

    @Test
    void aTimeOutsideOfTheArchiveIsRefused() {
        assertThatThrownBy(() -> plan(base, history.getFirst().at().minus(Duration.ofHours(1)))).isInstanceOf(BackupException.class)
                .hasMessageContaining("Take an older backup");
        assertThatThrownBy(() -> plan(base, Instant.now().plus(Duration.ofHours(1)))).isInstanceOf(BackupException.class)
                .hasMessageContaining("The archive ends at").hasMessageContaining("leave the time out");
    }

    @Test
    void missingWalIsNamedBeforeAnythingIsStarted() throws Exception {
        var other = copy();
        var facts = DatabaseFacts.of(keys.reader(other).manifest(base));
        var segments = new ArrayList<>(new WalArchive(other, facts.systemIdentifier()).segments(facts.segmentSize()));
        var gap = segments.get(segments.size() - 2);
        delete(other, gap.name());

        var planner = new RecoveryPlanner(other, keys.signers(), keys.recipient());
        assertThatThrownBy(() -> planner.plan(base, null)).isInstanceOf(BackupException.class).hasMessageContaining(gap.name()).hasMessageContaining("missing");
        assertThat(planner.plan(base, facts.counted()).segments()).as("up to the gap it can be recovered").doesNotContain(gap);

        delete(other, facts.first().name());
        assertThatThrownBy(() -> planner.plan(base, facts.counted())).isInstanceOf(BackupException.class).hasMessageContaining(facts.first().name())
                .hasMessageContaining("Take another backup");
    }

    @Test
    void walThatWasChangedOrForgedIsRefused() throws Exception {
        var facts = DatabaseFacts.of(keys.reader(store).manifest(base));
        var first = facts.first().name();

        var flipped = copy();
        change(flipped, first + ".gz.gpg", bytes -> bytes[bytes.length / 2] ^= 1);
        assertThatThrownBy(() -> recoverFrom(flipped)).isInstanceOf(BackupException.class).hasMessageContaining(first).hasMessageContaining("damaged");

        var cut = copy();
        change(cut, first + ".asc", bytes -> Arrays.fill(bytes, bytes.length / 2, bytes.length, (byte) '\n'));
        assertThatThrownBy(() -> recoverFrom(cut)).isInstanceOf(BackupException.class).hasMessageContaining(first);

        var forged = copy();
        delete(forged, first);
        var strangers = BackupKeys.generate();
        var content = new byte[facts.segmentSize()];
        ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).putShort(2, (short) 2).putInt(4, 1).putLong(8, facts.first().start())
                .putLong(24, Long.parseUnsignedLong(facts.systemIdentifier()));
        new WalWriter(new WalArchive(forged, facts.systemIdentifier()), keys.setup(forged).recipients(), strangers.signer())
                .segment(facts.first(), content);
        assertThatThrownBy(() -> recoverFrom(forged)).isInstanceOf(BackupException.class).hasMessageContaining(first).hasMessageContaining("not genuine");
    }

    @Test
    void walOfAnotherServerIsRefused() throws Exception {
        var facts = DatabaseFacts.of(keys.reader(store).manifest(base));
        var foreign = copy();
        var first = facts.first();
        var second = first.next();
        // Genuine and whole, but in another one's place.
        rename(foreign, second.name(), first.name());
        assertThatThrownBy(() -> recoverFrom(foreign)).isInstanceOf(BackupException.class).hasMessageContaining("In place of the WAL segment " + first.name());

        var content = new byte[facts.segmentSize()];
        ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).putShort(2, (short) 2).putInt(4, 1).putLong(8, first.start()).putLong(24, 42);
        var writer = new WalWriter(new WalArchive(foreign, facts.systemIdentifier()), keys.setup(foreign).recipients(), keys.signer());
        assertThatThrownBy(() -> writer.segment(first, content)).isInstanceOf(BackupException.class).hasMessageContaining("of another server: it belongs to 42");
    }

    @Test
    void otherProgramsAreRefused() throws Exception {
        var plan = plan(base, null);
        assertThatThrownBy(() -> new PointInTimeRecovery(store, keys.signers(), keys.recipient())
                .recover(plan, directory.resolve("other"), new PostgresPrograms(InstalledPostgres.DEBIAN)))
                .isInstanceOf(BackupException.class).hasMessageContaining("PostgreSQL 18").hasMessageContaining("PostgreSQL 15");
        assertThat(directory.resolve("other")).doesNotExist();
        assertThatThrownBy(() -> new PostgresPrograms(Path.of("/nowhere"))).isInstanceOf(BackupException.class).hasMessageContaining("no PostgreSQL in /nowhere");
    }

    @Test
    void walBeforeTheOldestBackupGoes() throws Exception {
        var other = copy();
        var facts = DatabaseFacts.of(keys.reader(other).manifest(base));
        var archive = new WalArchive(other, facts.systemIdentifier());
        var keep = archive.segments(facts.segmentSize()).last();

        archive.removeBefore(facts.first());
        assertThat(archive.segments(facts.segmentSize()).first()).as("nothing that a backup needs").isEqualTo(facts.first());
        assertThat(archive.removeBefore(keep)).isPositive();
        assertThat(archive.segments(facts.segmentSize())).containsExactly(keep);
        assertThat(other.list("wal")).hasSize(2);
    }

    /** Word for word, but for where things are and to when. */
    @Test
    void comesBackByHandAsTheReadmeSays() throws Exception {
        var known = history.get(1);
        int port = DevVault.freePort();
        var blocks = ReadmeCommands.under("Restoring a database by hand");
        assertThat(blocks).hasSize(2);
        assertThat(blocks.getFirst().lines().map(line -> line.replaceFirst("=.*", ""))).containsExactly("store", "backup", "programs", "time", "port");
        var home = Files.createDirectories(directory.resolve("by-hand"));
        Files.writeString(home.resolve("recipient"), keys.recipient().export().expose());
        Files.writeString(home.resolve("signer"), keys.signer().certificate());
        Files.writeString(home.resolve("commands"), """
                export GNUPGHOME=$PWD/gnupg
                mkdir -m 700 gnupg
                gpg --quiet --batch --import recipient signer
                store=%s
                backup=%s
                programs=%s
                time='%s'
                port=%d
                %s
                """.formatted(directory.resolve("store"), base, programs, known.at(), port, blocks.getLast())
                .replace(known.at().toString(), known.at().toString().replace("T", " ").replace("Z", "+00")));
        // PostgreSQL does not run as root, whom a name space without anybody makes nobody.
        var shell = LinuxUtils.isUnshareAvailable() ? List.of("unshare", "-U", "bash", "commands") : List.of("bash", "commands");
        var process = new ProcessBuilder(shell).directory(home.toFile()).redirectErrorStream(true).redirectOutput(home.resolve("said").toFile()).start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            var log = home.resolve("restored/log");
            assertThat(process.exitValue()).as(Files.readString(home.resolve("said")) + (Files.exists(log) ? Files.readString(log) : "")).isZero();
            assertThat(Files.readString(home.resolve("said"))).contains("Good signature", "recovery stopping before commit");
            var restored = new PostgresAccess("jdbc:postgresql://127.0.0.1:%d/app".formatted(port), "postgres", server.password());
            try (var sql = restored.connection("test")) {
                assertThat(InstalledPostgres.value(sql, "select max(id) from note")).isEqualTo(String.valueOf(known.row()));
            }
        } finally {
            new ProcessBuilder("gpgconf", "--homedir", home.resolve("gnupg").toString(), "--kill", "all").start().waitFor();
            var pid = home.resolve("restored/data/postmaster.pid");
            if (Files.exists(pid)) {
                var postgres = ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).getFirst())).orElseThrow();
                new ProcessBuilder("kill", "-INT", String.valueOf(postgres.pid())).start().waitFor();
                postgres.onExit().orTimeout(30, TimeUnit.SECONDS).join();
            }
        }
    }

    private void recoverFrom(FolderStore other) throws Exception {
        var plan = new RecoveryPlanner(other, keys.signers(), keys.recipient()).plan(base, null);
        new PointInTimeRecovery(other, keys.signers(), keys.recipient()).recover(plan, directory.resolve("refused-" + System.nanoTime()), new PostgresPrograms(programs));
    }

    private FolderStore copy() throws Exception {
        var to = directory.resolve("copy-" + System.nanoTime());
        for (var file : store.list("")) {
            Files.createDirectories(to.resolve(file.path()).getParent());
            Files.copy(directory.resolve("store").resolve(file.path()), to.resolve(file.path()));
        }
        return new FolderStore(to);
    }

    private static void delete(FolderStore from, String name) throws Exception {
        for (var file : from.list("wal")) {
            if (file.path().contains("/" + name + ".")) {
                from.delete(file.path());
            }
        }
    }

    private static void rename(FolderStore in, String name, String to) throws Exception {
        delete(in, to);
        for (var file : in.list("wal")) {
            if (file.path().contains("/" + name + ".")) {
                var content = in.read(file.path()).readAllBytes();
                in.write(file.path().replace("/" + name, "/" + to), out -> out.write(content));
            }
        }
    }

    private static void change(FolderStore in, String name, Consumer<byte[]> change) throws Exception {
        var path = in.list("wal").stream().map(BackupStore.Stored::path).filter(file -> file.endsWith("/" + name)).findFirst().orElseThrow();
        var content = in.read(path).readAllBytes();
        change.accept(content);
        in.delete(path);
        in.write(path, out -> out.write(content));
    }
}
