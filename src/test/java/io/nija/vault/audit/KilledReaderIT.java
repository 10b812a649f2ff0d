package io.nija.vault.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import com.github.luben.zstd.Zstd;
import io.nija.vault.audit.ingest.ReaderProgram;
import io.nija.vault.audit.lines.HashChain;
import io.nija.vault.testing.DevPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Of a log under load that is rotated all the time, nothing is missing and nothing is there twice, whoever is killed and when. */
class KilledReaderIT {

    private static final int KILLS = 20;
    private static final Pattern ID = Pattern.compile("\"request\":\\{\"id\":\"([^\"]+)\"");

    private record Block(long firstLine, int lines, byte[] previous, byte[] content) {
    }

    @TempDir
    Path directory;

    private final Random random = new Random(5);

    @Test
    void everyLineIsThereOnce() throws Exception {
        Process reader = null;
        try (var postgres = DevPostgres.start()) {
            Flyway.configure().dataSource(postgres.dataSource()).load().migrate();
            var log = new RotatedLog(Files.createDirectory(directory.resolve("log")));
            try (log) {
                for (int kill = 0; kill < KILLS; kill++) {
                    reader = start(postgres, log.path());
                    Thread.sleep(600 + random.nextInt(1500));
                    if (kill % 9 == 4) {
                        postgres.kill();
                        Thread.sleep(500);
                        postgres.startAgain();
                    }
                    kill(reader);
                }
                reader = start(postgres, log.path());
            }
            var database = JdbcClient.create(postgres.dataSource());
            var lines = log.lines();
            await().atMost(Duration.ofSeconds(60)).until(() -> read(database) >= lines.size());
            System.out.printf("%d operations in %d files, the reader killed %d times and the database twice.%n", log.operations(), log.rotations() + 1, KILLS);

            assertThat(lines).hasSize(2 * log.operations());
            assertLines(database, lines);
            assertRows(database, lines);
        } finally {
            if (reader != null) {
                kill(reader);
            }
        }
    }

    private Process start(DevPostgres postgres, Path log) throws IOException {
        var settings = postgres.settings();
        var command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), ReaderProgram.class.getName(),
                settings.get("SPRING_DATASOURCE_URL"), settings.get("SPRING_DATASOURCE_USERNAME"), "node-1", log.toString());
        return new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("reader.txt").toFile())).start();
    }

    private static void kill(Process process) {
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    private static long read(JdbcClient database) {
        return database.sql("select coalesce(max(lines), 0) from audit_source").query(Long.class).single();
    }

    /** The kept lines are those of the files, and the hashes are those of the lines. */
    private static void assertLines(JdbcClient database, List<String> lines) {
        var kept = new ArrayList<String>();
        var chain = new HashChain(new byte[HashChain.LENGTH]);
        for (var table : List.of("audit_block", "audit_tail")) {
            for (var block : database.sql("select first_line, lines, previous, content from %s order by first_line".formatted(table)).query(Block.class).list()) {
                assertThat(block.firstLine).isEqualTo(kept.size());
                assertThat(block.previous).isEqualTo(chain.head());
                for (var line : new String(Zstd.decompress(block.content), StandardCharsets.UTF_8).split("\n")) {
                    var bytes = line.getBytes(StandardCharsets.UTF_8);
                    chain.add(bytes, 0, bytes.length);
                    kept.add(line);
                }
                assertThat(kept).hasSize((int) block.firstLine + block.lines);
            }
        }
        for (int i = 0; i < Math.min(kept.size(), lines.size()); i++) {
            assertThat(kept.get(i)).as("line %d", i).isEqualTo(lines.get(i));
        }
        assertThat(kept).hasSameSizeAs(lines);
        assertThat(database.sql("select encode(head, 'hex') from audit_source").query(String.class).single()).isEqualTo(HexFormat.of().formatHex(chain.head()));
        assertThat(read(database)).isEqualTo(lines.size());
    }

    /** One row an operation, each with its answer, and as many counted. */
    private static void assertRows(JdbcClient database, List<String> lines) {
        var asked = lines.stream().filter(line -> line.contains("\"type\":\"request\"")).map(line -> {
            var id = ID.matcher(line);
            assertThat(id.find()).isTrue();
            return UUID.fromString(id.group(1));
        }).toList();
        assertThat(database.sql("select vault_request from audit_operation").query(UUID.class).list()).containsExactlyInAnyOrderElementsOf(asked);
        assertThat(database.sql("""
                select count(*) from audit_operation o join audit_class c on c.id = o.class_id where c.outcome in ('DONE', 'DENIED') and o.response >= 1""")
                .query(Integer.class).single()).isEqualTo(asked.size());
        assertThat(database.sql("""
                select count(*) from (select date_trunc('hour', at, 'UTC') as hour, class_id, count(*) as operations from audit_operation group by 1, 2) o
                full join (select * from audit_hour where operations <> 0) h using (hour, class_id) where o.operations is distinct from h.operations""")
                .query(Integer.class).single()).as("hours that are counted wrong").isZero();
    }
}
