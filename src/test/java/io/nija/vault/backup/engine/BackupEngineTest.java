package io.nija.vault.backup.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.nija.vault.backup.Backup;
import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.BackupState;
import io.nija.vault.backup.archive.ArchiveRemover;
import io.nija.vault.backup.archive.Lease;
import io.nija.vault.backup.settings.TestSetup;
import io.nija.vault.testing.DevPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How backups come about and go, by several consoles on one real database. */
class BackupEngineTest {

    private static final TestSource SOURCE = new TestSource(2, () -> { });

    private static DevPostgres postgres;

    @TempDir
    Path folder;

    @TempDir
    Path keys;

    private TestSetup setup;
    private JdbcClient database;

    @BeforeAll
    static void startDatabase() throws IOException {
        postgres = DevPostgres.start();
        Flyway.configure().dataSource(postgres.dataSource()).load().migrate();
    }

    @AfterAll
    static void stopDatabase() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void empty() throws IOException {
        setup = new TestSetup(keys);
        database = JdbcClient.create(postgres.dataSource());
        database.sql("truncate backup").update();
    }

    private TestConsole console(TestSource source) {
        return new TestConsole(postgres, setup.folder(folder), source);
    }

    @Test
    void countsOnceItWasReadBack() throws Exception {
        try (var console = console(SOURCE)) {
            var made = console.make();

            assertThat(made.state()).as(made.problem()).isEqualTo(BackupState.GOOD);
            assertThat(made.verified()).isNotNull();
            assertThat(made.bytes()).isGreaterThan(2 * TestSource.MEGABYTE);
            assertThat(console.backups().overview().getFirst().lastGood()).isEqualTo(made);
            assertThat(console.due().next(BackupKind.CONSOLE_DATABASE).orElseThrow()).isAfter(Instant.now());
        }
    }

    @Test
    void twoConsolesMakeOneAtATimeAndEitherEndsIt() throws Exception {
        var reached = new CountDownLatch(1);
        try (var one = console(TestSource.held(reached, new CountDownLatch(1))); var other = console(SOURCE)) {
            var name = one.backups().start(BackupKind.CONSOLE_DATABASE, "ada");
            reached.await();
            assertThatThrownBy(() -> other.backups().start(BackupKind.CONSOLE_DATABASE, "ada")).isInstanceOf(BackupException.class).hasMessageContaining(name);

            other.backups().cancel(name);

            assertThat(other.ended(name).state()).isEqualTo(BackupState.CANCELLED);
            assertThat(other.make().state()).isEqualTo(BackupState.GOOD);
            assertThat(one.setup().store().list("")).extracting(stored -> stored.path()).noneMatch(path -> path.contains(name));
        }
    }

    @Test
    void whatAConsoleThatEndedHadBegunHasFailedWithinAMinute() throws Exception {
        assertThat(BackupRows.SILENCE).isLessThan(Duration.ofMinutes(1));
        try (var console = console(SOURCE)) {
            var name = console.rows().begin(BackupKind.CONSOLE_DATABASE, Backup.SCHEDULE, "elsewhere, process 1").orElseThrow();
            database.sql("update backup set heartbeat = now() - interval '31 seconds'").update();

            console.look();

            assertThat(console.backup(name).state()).isEqualTo(BackupState.FAILED);
            assertThat(console.backup(name).problem()).isEqualTo("The console that made it has ended: elsewhere, process 1.");
        }
    }

    @Test
    void aConsoleThatWasGivenUpDoesNotCountAfterAll() throws Exception {
        var reached = new CountDownLatch(1);
        try (var console = console(TestSource.held(reached, new CountDownLatch(1)))) {
            var name = console.backups().start(BackupKind.CONSOLE_DATABASE, "ada");
            reached.await();

            console.rows().end(name, BackupState.FAILED, "given up");

            await().until(() -> console.setup().store().list("").isEmpty());
            assertThat(console.backup(name).state()).isEqualTo(BackupState.FAILED);
            assertThat(console.backup(name).problem()).isEqualTo("given up");
        }
    }

    @Test
    void theFirstIsDueAtOnceAndAfterAFailureTheNextIsSoon() throws Exception {
        try (var console = console(new TestSource(2, () -> {
            throw new IOException("the source broke");
        }))) {
            console.look();
            var first = console.backups().page(null, 10).getFirst();
            assertThat(console.ended(first.name()).problem()).isEqualTo("the source broke.");
            assertThat(first.askedBy()).isEqualTo(Backup.SCHEDULE);

            console.look();

            assertThat(console.backups().page(null, 10)).as("not at once").hasSize(1);
            assertThat(console.due().next(BackupKind.CONSOLE_DATABASE).orElseThrow()).isEqualTo(first.began().plus(Duration.ofMinutes(15)));
        }
    }

    @Test
    void oneWhoseTimeHasPassedIsMadeUpFor() throws Exception {
        try (var console = console(SOURCE)) {
            console.make();
            database.sql("update backup set began = began - interval '2 days'").update();
            // Within the same second it would want the name of the first.
            await().untilAsserted(() -> {
                console.look();
                assertThat(console.backups().page(null, 10)).hasSize(2);
            });
            console.ended(console.backups().page(null, 1).getFirst().name());
        }
    }

    @Test
    void oldOnesGoButForTheLastGoodOnesAndThoseThatAreRead() throws Exception {
        try (var console = new TestConsole(postgres, setup.folder(folder, Duration.ofDays(7), 2), SOURCE)) {
            var oldest = console.make();
            var read = console.make();
            var spared = console.make();
            var newest = console.make();
            database.sql("update backup set began = began - interval '8 days'").update();
            try (var lease = Lease.take(console.setup().store(), read.name(), Duration.ofMinutes(1))) {
                console.cleanUp();

                assertThat(console.backup(oldest.name()).state()).isEqualTo(BackupState.REMOVED);
                assertThat(console.backup(read.name()).state()).as("it is read").isEqualTo(BackupState.GOOD);
                console.setup().reader().verify(read.name());
            }
            console.cleanUp();

            assertThat(console.backup(read.name()).state()).isEqualTo(BackupState.REMOVED);
            assertThat(console.setup().reader().names()).containsExactly(spared.name(), newest.name());
            assertThat(console.setup().store().list("leases")).isEmpty();
            assertThatThrownBy(() -> console.backups().remove(newest.name())).hasMessageContaining("last good backup");
            console.backups().remove(spared.name());
            assertThat(console.setup().reader().names()).containsExactly(newest.name());
        }
    }

    @Test
    void oneThatIsReadBackForLongStaysUntilThatIsOver() throws Exception {
        try (var console = console(SOURCE)) {
            var old = console.make();
            console.make();
            var remover = new ArchiveRemover(console.setup().store());
            var steps = new AtomicInteger();
            var slow = new Work(old.name()) {

                @Override
                public void at(long bytes) {
                    super.at(bytes);
                    steps.incrementAndGet();
                    assertThatCode(() -> {
                        Thread.sleep(50);
                        assertThat(remover.remove(name())).as("removed at %,d bytes", bytes).isFalse();
                    }).doesNotThrowAnyException();
                }
            };
            var lease = Duration.ofSeconds(3);
            var began = Instant.now();

            new VerificationRun(console.setup(), console.rows(), slow, lease).run();

            assertThat(Duration.between(began, Instant.now())).as("in %s steps", steps).isGreaterThan(lease.multipliedBy(2));
            assertThat(console.backup(old.name()).state()).as(console.backup(old.name()).problem()).isEqualTo(BackupState.GOOD);
            assertThat(console.backup(old.name()).verified()).isAfter(began);
            assertThat(console.setup().store().list("leases")).isEmpty();
            console.backups().remove(old.name());
        }
    }

    @Test
    void aLeaseWhoseTimeIsOverKeepsNothing() throws Exception {
        try (var console = console(SOURCE)) {
            var old = console.make();
            console.make();
            Lease.take(console.setup().store(), old.name(), Duration.ofMillis(1));
            await().untilAsserted(() -> console.backups().remove(old.name()));

            assertThat(console.backup(old.name()).state()).isEqualTo(BackupState.REMOVED);
        }
    }

    @Test
    void theStoreIsBelievedNotTheTable() throws Exception {
        try (var console = console(SOURCE)) {
            var forgotten = console.make();
            var gone = console.make();
            var altered = console.make();
            database.sql("delete from backup where name = ?").param(forgotten.name()).update();
            for (var file : console.setup().store().list("backups/" + gone.name() + "/")) {
                console.setup().store().delete(file.path());
            }
            flip(folder.resolve("backups").resolve(altered.name()).resolve("content.gpg"));

            console.cleanUp();
            console.backups().verify(altered.name());

            assertThat(console.ended(forgotten.name()).state()).isEqualTo(BackupState.GOOD);
            assertThat(console.backup(gone.name()).state()).isEqualTo(BackupState.MISSING);
            assertThat(console.ended(altered.name()).state()).isEqualTo(BackupState.DAMAGED);
            assertThat(console.backup(altered.name()).problem()).contains("damaged");
        }
    }

    @Test
    void aForgedOneIsDamagedAndNotVerified() throws Exception {
        String name;
        try (var console = console(SOURCE)) {
            name = console.make().name();
        }
        database.sql("truncate backup").update();
        setup.renewSigningKey();
        try (var console = console(SOURCE)) {
            console.cleanUp();

            assertThat(console.backup(name).state()).isEqualTo(BackupState.DAMAGED);
            assertThat(console.backup(name).problem()).contains("not genuine");
        }
    }

    private static void flip(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }
}
