package io.nija.vault.audit.retention;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import com.github.luben.zstd.ZstdInputStream;
import io.nija.vault.audit.AuditLines;
import io.nija.vault.audit.ingest.AuditProperties;
import io.nija.vault.audit.ingest.IngestedLog;
import io.nija.vault.audit.ingest.Partitions;
import io.nija.vault.audit.integrity.SourceCheck;
import io.nija.vault.audit.integrity.SourceCheck.Found;
import io.nija.vault.base.StartupException;
import io.nija.vault.testing.DevPostgres;
import io.nija.vault.testing.ProvisionedVault;
import io.nija.vault.vault.AuditHeads;
import io.nija.vault.vault.Heads;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Old weeks go to files, and nothing goes that is not in one. */
class RetentionTest {

    /** The second week after it is over, and so is the third one. */
    private static final LocalDate FIRST_WEEK = LocalDate.now(ZoneOffset.UTC).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).minusWeeks(5);

    private static final int AN_HOUR = 30;

    @TempDir
    Path directory;

    DevPostgres postgres;
    JdbcClient database;
    ProvisionedVault vault;
    Retention retention;
    String text;
    long lines;

    /** Three weeks, of which the first is older than what is to be kept. */
    @BeforeEach
    void ingest() throws Exception {
        postgres = DevPostgres.start();
        database = JdbcClient.create(postgres.dataSource());
        vault = ProvisionedVault.start();
        var begin = FIRST_WEEK.plusDays(3).atStartOfDay(ZoneOffset.UTC).toInstant();
        var all = new StringBuilder();
        for (int i = 0; i < 24 * 7 * AN_HOUR; i++) {
            all.append(AuditLines.read("user-" + i % 50, "okx").at(begin.plusSeconds(i * 3600L / AN_HOUR)).text());
            lines += 2;
        }
        text = all.toString();
        Files.writeString(log(), text);
        IngestedLog.ingest(postgres.dataSource(), "node", log(), lines);
        retention = retention(keeping());
    }

    /** So that the first week is too old and the second is not. */
    private static Duration age() {
        return Duration.between(FIRST_WEEK.plusWeeks(1).plusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant(), Instant.now());
    }

    private RetentionProperties keeping() {
        return new RetentionProperties(age(), directory.resolve("archive"));
    }

    private Retention retention(RetentionProperties properties) {
        return retention(heads(), properties);
    }

    private Retention retention(AuditHeads heads, RetentionProperties properties) {
        return new Retention(postgres.dataSource(), check(heads), heads, properties);
    }

    private SourceCheck check(AuditHeads heads) {
        return new SourceCheck(postgres.dataSource(), heads, new AuditProperties(Map.of("node", log()), Duration.ofMinutes(10)));
    }

    private AuditHeads heads() {
        return Heads.at(URI.create(vault.address()), vault.roleId("console"), vault.secretId("console").at("/secret_id").asString());
    }

    @AfterEach
    void stop() throws IOException {
        postgres.close();
        vault.close();
    }

    private Path log() {
        return directory.resolve("audit.log");
    }

    private List<String> weeks() {
        return database.sql("select inhrelid::regclass::text from pg_inherits where inhparent in ('audit_operation'::regclass, 'audit_block'::regclass) order by 1")
                .query(String.class).list();
    }

    private List<Path> files() throws IOException {
        if (!Files.exists(directory.resolve("archive"))) {
            return List.of();
        }
        try (var files = Files.list(directory.resolve("archive"))) {
            return files.sorted().toList();
        }
    }

    private Found verify(@Nullable Instant since) throws Exception {
        return check(heads()).check("node", since, SourceCheck.UNWATCHED);
    }

    @Test
    void anOldWeekIsInAFileAndGoneAndTheRestIsAsItWasRead() throws Exception {
        var before = FIRST_WEEK.plusWeeks(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        var old = Partitions.name("audit_operation", FIRST_WEEK);
        assertThat(weeks()).contains(old);
        assertThat(verify(null).finding()).isNull();

        retention.cleanUp();

        assertThat(weeks()).doesNotContain(old, Partitions.name("audit_block", FIRST_WEEK)).isNotEmpty();
        assertThat(database.sql("select count(*) from audit_hour where hour < ?").param(Timestamp.from(before)).query(Long.class).single()).isZero();
        var manifest = new JsonMapper().readTree(Files.readString(files().getFirst()));
        var file = directory.resolve("archive").resolve(manifest.get("file").asString());
        long archived = manifest.get("lines").asLong();
        assertThat(files()).hasSize(2).contains(file);
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)))).isEqualTo(manifest.get("sha256").asString());
        try (var in = new ZstdInputStream(Files.newInputStream(file))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(text.lines().limit(archived).map(line -> line + "\n").reduce("", String::concat));
        }
        assertThat(verify(null)).satisfies(found -> {
            assertThat(found.finding()).isNull();
            assertThat(found.firstLine()).isEqualTo(archived);
            assertThat(found.lines()).isEqualTo(lines - archived);
            assertThat(found.heads()).isOne();
            assertThat(found.fileLines()).isEqualTo(found.lines());
        });

        retention.cleanUp();
        assertThat(files()).hasSize(2);
        Files.writeString(log(), AuditLines.read("alice", "okx").text(), StandardOpenOption.APPEND);
        IngestedLog.ingest(postgres.dataSource(), "node", log(), lines + 2);
        assertThat(verify(null).finding()).isNull();
        assertThat(verify(Instant.now().minus(Duration.ofDays(1))).finding()).isNull();
    }

    @Test
    void whatIsSaidToBeArchivedByOthersIsAFinding() throws Exception {
        var block = database.sql("select first_line, lines, previous, head from audit_block order by first_line limit 1").query().singleRow();
        database.sql("insert into audit_archive (source_id, first_line, lines, previous, head, file, sha256, before) values (1, 0, ?, ?, ?, 'x', '', now())")
                .params(block.get("lines"), block.get("previous"), block.get("head")).update();
        database.sql("delete from audit_block where first_line = 0").update();
        assertThat(verify(null).finding().problem()).contains("which was not signed");

        // Nor does a head do that was signed of those lines for itself.
        heads().sign("node", ((Number) block.get("lines")).longValue(), HexFormat.of().formatHex((byte[]) block.get("head")));
        assertThat(verify(null).finding().problem()).contains("which was not signed");
    }

    @Test
    void nothingGoesWhenALineIsNotAsItWasRead() throws Exception {
        database.sql("update audit_block set head = sha256('forged') where first_line = 0").update();
        var weeks = weeks();

        retention.cleanUp();

        assertThat(weeks()).isEqualTo(weeks);
        assertThat(files()).noneMatch(file -> file.toString().endsWith(".zst"));
    }

    @Test
    void nothingGoesWhenTheFilesCannotBeWrittenOrVaultIsAway() throws Exception {
        var weeks = weeks();
        Files.writeString(directory.resolve("archive"), "no directory");
        retention.cleanUp();
        assertThat(weeks()).isEqualTo(weeks);

        Files.delete(directory.resolve("archive"));
        var away = Heads.at(URI.create("http://127.0.0.1:1"), "nobody", "nothing");
        retention(away, keeping()).cleanUp();
        assertThat(weeks()).isEqualTo(weeks);
    }

    @Test
    void withoutASettingNothingGoesAndWithoutAnArchiveItIsRefused() {
        var weeks = weeks();
        retention(new RetentionProperties(null, null)).cleanUp();

        assertThat(weeks()).isEqualTo(weeks);
        assertThatExceptionOfType(StartupException.class).isThrownBy(() -> new RetentionProperties(Duration.ofDays(1), null))
                .withMessageContaining("AUDIT_ARCHIVE");
    }
}
