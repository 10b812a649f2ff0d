package io.nija.vault.backup.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;

import io.nija.vault.backup.store.FolderStore;
import io.nija.vault.testing.InstalledPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of Debian's PostgreSQL, whatever happens to those who make it. */
class WalArchiverTest {

    private static final int SEGMENT = 16 << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path directory;

    private final BackupKeys keys = BackupKeys.generate();
    private final AtomicReference<WalProgress> progress = new AtomicReference<>();
    private InstalledPostgres server;
    private FolderStore store;
    private int rows;

    @BeforeEach
    void start() throws Exception {
        server = InstalledPostgres.start(InstalledPostgres.DEBIAN, "max_slot_wal_keep_size = 64MB", "min_wal_size = 32MB", "max_wal_size = 32MB");
        store = new FolderStore(directory.resolve("store"));
        server.execute("create table note(id int primary key, text text)");
    }

    @AfterEach
    void end() throws Exception {
        server.close();
    }

    private WalArchiver archiver() {
        return archiver(store);
    }

    private WalArchiver archiver(FolderStore to) {
        var archiver = new WalArchiver("the test", server.backup(), () -> keys.setup(to), Duration.ofMillis(200), progress::set);
        archiver.start();
        return archiver;
    }

    private Process archiverProcess() throws Exception {
        var secrets = Files.createDirectories(directory.resolve("secrets"));
        Files.writeString(secrets.resolve("password"), server.password().expose());
        Files.writeString(secrets.resolve("recipient"), keys.recipient().certificate());
        Files.writeString(secrets.resolve("signer"), keys.signer().export().expose());
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), ArchiverProgram.class.getName(), server.url(), directory.resolve("store").toString(), secrets.toString())
                .redirectErrorStream(true).redirectOutput(directory.resolve("program").toFile()).start();
    }

    /** Commits a row, and waits until a segment that was closed after it is archived. */
    private void commitAndAwait() throws Exception {
        server.execute("insert into note values (%d, 'text')".formatted(++rows));
        var written = server.value("select pg_walfile_name(pg_current_wal_lsn() - 1)");
        await().atMost(PATIENCE).until(() -> archive().has(written));
    }

    private WalArchive archive() throws Exception {
        try (var replication = server.backup().replication("test")) {
            return new WalArchive(store, PostgresIdentity.of(replication).systemIdentifier());
        }
    }

    /** What PostgreSQL's own program makes of all that is archived: it has to be one WAL, without a hole. */
    private void assertWhole() throws Exception {
        var archive = archive();
        var segments = new ArrayList<>(archive.segments(SEGMENT));
        for (int i = 1; i < segments.size(); i++) {
            assertThat(segments.get(i)).isEqualTo(segments.get(i - 1).next());
        }
        var clear = Files.createDirectories(directory.resolve("clear-" + System.nanoTime()));
        var reader = new WalReader(archive, keys.signers(), keys.recipient());
        for (var segment : segments) {
            var packed = clear.resolve("packed");
            reader.segment(segment, packed);
            Files.write(clear.resolve(segment.name()), new GZIPInputStream(Files.newInputStream(packed)).readAllBytes());
        }
        Files.delete(clear.resolve("packed"));
        var dump = new ProcessBuilder(InstalledPostgres.DEBIAN.resolve("pg_waldump").toString(), "--quiet", "--path", clear.toString(),
                segments.getFirst().name(), segments.getLast().name()).redirectErrorStream(true).start();
        assertThat(new String(dump.getInputStream().readAllBytes())).as("what pg_waldump has to say").isEmpty();
    }

    @Test
    void killedProgramsAndServersLeaveNoGap() throws Exception {
        for (int round = 0; round < 2; round++) {
            var process = archiverProcess();
            try {
                commitAndAwait();
                server.execute("insert into note select 1000 * %d + i, repeat('x', 900) from generate_series(100, 999) i".formatted(round + 1));
            } finally {
                process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
            server.execute("insert into note values (%d, 'nobody archives')".formatted(-round - 1));
            server.kill();
            server.startAgain();
        }
        try (var last = archiver()) {
            commitAndAwait();
        }

        assertWhole();
        try (var files = Files.walk(directory.resolve("store"))) {
            assertThat(files.filter(Files::isRegularFile)).as("nothing is there twice, or half").hasSize(2 * archive().segments(SEGMENT).size());
        }
    }

    @Test
    void ofTwoOneArchivesAndTheOtherTakesOver() throws Exception {
        try (var second = new WalArchiver("the test", server.backup(), () -> keys.setup(store), Duration.ofMillis(200), none -> { })) {
            try (var first = archiver()) {
                commitAndAwait();
                second.start();
                commitAndAwait();
                assertThat(server.value("select count(*) from pg_stat_replication")).isEqualTo("1");
                assertThat(progress.get().problem()).isNull();
            }
            commitAndAwait();
        }

        assertWhole();
    }

    @Test
    void aServerThatIsStoppedIsNotKeptFromIt() throws Exception {
        try (var archiver = archiver()) {
            commitAndAwait();
            server.execute("insert into note values (-1, 'not closed yet')");
            server.stop();
            await().atMost(PATIENCE).until(() -> progress.get().problem() != null);
            server.startAgain();
            commitAndAwait();
            await().atMost(PATIENCE).until(() -> progress.get().problem() == null);
        }

        assertWhole();
    }

    @Test
    void aStoreThatIsAwayHoldsUpAndLosesNothing() throws Exception {
        try (var archiver = archiver()) {
            commitAndAwait();
            var folder = directory.resolve("store");
            Files.move(folder, directory.resolve("away"));
            Files.writeString(folder, "no folder");
            server.execute("insert into note values (-1, 'not archived yet')");
            await().atMost(PATIENCE).until(() -> progress.get().problem() != null);
            Files.delete(folder);
            Files.move(directory.resolve("away"), folder);
            commitAndAwait();
        }

        assertWhole();
    }

    @Test
    void whatTheServerHasThrownAwayIsAGap() throws Exception {
        try (var archiver = archiver()) {
            commitAndAwait();
        }
        // More than the server may keep for us.
        for (int i = 0; i < 8; i++) {
            server.execute("select pg_logical_emit_message(false, 'test', 'x'); select pg_switch_wal()");
        }
        server.execute("checkpoint");
        assertThat(server.value("select wal_status from pg_replication_slots")).isEqualTo("lost");

        try (var archiver = archiver()) {
            commitAndAwait();
            assertThat(progress.get().gap()).contains("had removed WAL from 0000000100000000").contains("goes on with 0000000100000000");
        }
    }
}
