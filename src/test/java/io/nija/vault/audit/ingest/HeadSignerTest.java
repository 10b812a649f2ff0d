package io.nija.vault.audit.ingest;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

import io.nija.vault.audit.AuditLines;
import io.nija.vault.testing.DevPostgres;
import io.nija.vault.testing.ProvisionedVault;
import io.nija.vault.vault.AuditHeads;
import io.nija.vault.vault.Heads;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Whoever reads a source signs how far, in a real Vault, and reads on when that is away. */
class HeadSignerTest {

    static DevPostgres postgres;
    static ProvisionedVault vault;
    static AuditHeads heads;

    @TempDir
    Path directory;

    private final String name = "node-" + UUID.randomUUID();
    private SourceReader reader;
    private Thread thread;

    @BeforeAll
    static void start() throws IOException {
        postgres = DevPostgres.start();
        Flyway.configure().dataSource(postgres.dataSource()).load().migrate();
        vault = ProvisionedVault.start();
        heads = Heads.at(URI.create(vault.address()), vault.roleId("console"), vault.secretId("console").at("/secret_id").asString());
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
        vault.close();
    }

    @BeforeEach
    void read() throws Exception {
        write();
        reader = new SourceReader(postgres.dataSource(), name, log());
        thread = Thread.ofPlatform().start(reader);
        awaitLines(2);
    }

    @AfterEach
    void stopReading() throws InterruptedException {
        reader.stop();
        thread.join();
    }

    private Path log() {
        return directory.resolve("audit.log");
    }

    private void write() throws IOException {
        Files.writeString(log(), AuditLines.read("alice", "okx").text(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void awaitLines(long lines) {
        await().until(() -> reader.head() != null && reader.head().lines() == lines);
    }

    @Test
    void signsWhatWasReadOnceInAnInterval() throws Exception {
        var signer = new HeadSigner(heads, List.of(reader), Duration.ofHours(1));

        signer.sign(Instant.now());
        write();
        awaitLines(4);
        signer.sign(Instant.now());

        assertThat(heads.signed(name)).containsExactly(2L);
        signer.sign(Instant.now().plus(Duration.ofHours(2)));
        assertThat(heads.signed(name)).containsExactly(2L, 4L);
        assertThat(heads.read(name, 4)).hasValueSatisfying(head -> {
            assertThat(heads.isGenuine(head)).isTrue();
            assertThat(head.head()).isEqualTo(HexFormat.of().formatHex(JdbcClient.create(postgres.dataSource())
                    .sql("select head from audit_source where name = ?").param(name).query(byte[].class).single()));
        });
    }

    @Test
    void signsWhatItsReaderReadAndNotWhatTheTableSays() {
        JdbcClient.create(postgres.dataSource()).sql("update audit_source set head = sha256('forged') where name = ?").param(name).update();

        new HeadSigner(heads, List.of(reader), Duration.ofHours(1)).sign(Instant.now());

        assertThat(heads.read(name, 2).orElseThrow().head()).isEqualTo(HexFormat.of().formatHex(reader.head().hash()));
    }

    @Test
    void onlyWhoeverReadsSigns() throws Exception {
        var other = new SourceReader(postgres.dataSource(), name, log());
        var waiting = Thread.ofPlatform().start(other);
        try {
            new HeadSigner(heads, List.of(other), Duration.ZERO).sign(Instant.now());

            assertThat(heads.signed(name)).isEmpty();
        } finally {
            other.stop();
            waiting.join();
        }
    }

    @Test
    void whatCouldNotBeSignedIsSignedLaterAndHoldsUpNoReading() throws Exception {
        var away = Heads.at(URI.create("http://127.0.0.1:1"), "nobody", "nothing");
        var signer = new HeadSigner(away, List.of(reader), Duration.ofHours(1));
        signer.sign(Instant.now());
        write();
        awaitLines(4);

        assertThat(heads.signed(name)).isEmpty();
        new HeadSigner(heads, List.of(reader), Duration.ofHours(1)).sign(Instant.now());
        assertThat(heads.signed(name)).containsExactly(4L);
    }
}
