package io.nija.vault.audit.integrity;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

import com.github.luben.zstd.Zstd;
import io.nija.vault.audit.AuditLines;
import io.nija.vault.audit.VerificationProgress;
import io.nija.vault.audit.ingest.AuditProperties;
import io.nija.vault.audit.ingest.IngestedLog;
import io.nija.vault.audit.integrity.SourceCheck.Found;
import io.nija.vault.audit.lines.HashChain;
import io.nija.vault.audit.lines.OperationId;
import io.nija.vault.audit.lines.RunLines;
import io.nija.vault.testing.DevPostgres;
import io.nija.vault.testing.ProvisionedVault;
import io.nija.vault.vault.AuditHeads;
import io.nija.vault.vault.Heads;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What somebody with every right in the database changes is found and named, with signed heads in a real Vault. */
class SourceCheckTest {

    private static final int OPERATIONS = 3500;
    private static final int IN_THE_TAIL = 4;
    private static final long LINES = 2 * (OPERATIONS + IN_THE_TAIL);
    private static final VerificationProgress NOBODY_LOOKS = progress(false);

    static DevPostgres postgres;
    static JdbcClient database;
    static ProvisionedVault vault;
    static AuditHeads heads;

    private static final List<String> TABLES = List.of("audit_block", "audit_tail", "audit_operation", "audit_source", "audit_file");

    @TempDir
    static Path directory;
    static String text;
    static String name = "node-" + UUID.randomUUID();
    static int source;

    private SourceCheck check;

    /** Two blocks, and a tail; a signed head after each. */
    @BeforeAll
    static void ingest() throws Exception {
        postgres = DevPostgres.start();
        database = JdbcClient.create(postgres.dataSource());
        vault = ProvisionedVault.start();
        heads = Heads.at(URI.create(vault.address()), vault.roleId("console"), vault.secretId("console").at("/secret_id").asString());
        var begin = Instant.now().minus(Duration.ofDays(10));
        var lines = new StringBuilder();
        for (int i = 0; i < OPERATIONS; i++) {
            var one = AuditLines.read("user-" + i % 50, "okx").at(begin.plusSeconds(i * 200L)).requestId("r-" + i);
            lines.append(i % 7 == 0 ? one.request() + "\n" + one.refusal() + "\n" : one.text());
        }
        Files.writeString(log(), lines);
        IngestedLog.ingest(postgres.dataSource(), name, log(), 2 * OPERATIONS);
        source = database.sql("select id from audit_source where name = ?").param(name).query(Integer.class).single();
        sign();
        for (int i = 0; i < IN_THE_TAIL; i++) {
            append(AuditLines.read("alice", "kraken").text());
        }
        IngestedLog.ingest(postgres.dataSource(), name, log(), LINES);
        sign();
        assertThat(blocks()).hasSizeGreaterThan(1);
        text = Files.readString(log());
        TABLES.forEach(table -> database.sql("create table saved_%1$s as select * from %1$s".formatted(table)).update());
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
        vault.close();
    }

    @BeforeEach
    void begin() throws IOException {
        Files.writeString(log(), text);
        check = new SourceCheck(postgres.dataSource(), heads, new AuditProperties(Map.of(name, log()), Duration.ofMinutes(10)));
    }

    @AfterEach
    void restore() {
        for (var table : List.of("audit_block", "audit_tail", "audit_operation", "audit_file")) {
            database.sql("truncate " + table).update();
            database.sql("insert into %1$s select * from saved_%1$s".formatted(table)).update();
        }
        database.sql("update audit_source s set lines = saved.lines, head = saved.head from saved_audit_source saved where saved.id = s.id").update();
    }

    private static Path log() {
        return directory.resolve("audit.log");
    }

    private static void append(String lines) throws IOException {
        Files.writeString(log(), lines, StandardOpenOption.APPEND);
    }

    private static void sign() {
        heads.sign(name, database.sql("select lines from audit_source where id = ?").param(source).query(Long.class).single(),
                HexFormat.of().formatHex(database.sql("select head from audit_source where id = ?").param(source).query(byte[].class).single()));
    }

    private static List<Long> blocks() {
        return database.sql("select first_line from audit_block where source_id = ? order by first_line").param(source).query(Long.class).list();
    }

    private static VerificationProgress progress(boolean cancelled) {
        return new VerificationProgress() {

            @Override
            public void at(long done, long all) {
                assertThat(done).isLessThanOrEqualTo(all);
            }

            @Override
            public boolean isCancelled() {
                return cancelled;
            }
        };
    }

    private int change(String sql, Object... parameters) {
        int changed = database.sql(sql).params(parameters).update();
        assertThat(changed).isPositive();
        return changed;
    }

    private Found verify() throws Exception {
        return verify(null);
    }

    private Found verify(@Nullable Instant since) throws Exception {
        return check.check(name, since, NOBODY_LOOKS);
    }

    private void assertWrong(long line, String problem) throws Exception {
        assertThat(verify().finding()).isNotNull().satisfies(finding -> {
            assertThat(finding.problem()).contains(problem);
            assertThat(finding.line()).isEqualTo(line);
        });
    }

    /** Changes the lines of a block and nothing else. */
    private void rewrite(long block, Consumer<List<String>> change) {
        var content = database.sql("select content from audit_block where source_id = ? and first_line = ?").params(source, block).query(byte[].class).single();
        var lines = new ArrayList<>(new String(Zstd.decompress(content), StandardCharsets.UTF_8).lines().toList());
        change.accept(lines);
        change("update audit_block set content = ? where source_id = ? and first_line = ?",
                Zstd.compress((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8)), source, block);
    }

    /** Makes all hashes in the database anew from the lines, as somebody does who knows how they are made. */
    private void hashAnew() {
        var head = new byte[HashChain.LENGTH];
        long next = 0;
        for (var table : List.of("audit_block", "audit_tail")) {
            for (var row : database.sql("select first_line, content from %s where source_id = ? order by first_line".formatted(table)).param(source).query().listOfRows()) {
                var chain = new HashChain(head);
                var run = new RunLines(Zstd.decompress((byte[]) row.get("content")));
                int lines = run.count();
                var hashes = new byte[lines * HashChain.KEPT];
                for (int i = 0; i < lines; i++) {
                    run.addTo(chain, i);
                    chain.keep(hashes, i * HashChain.KEPT);
                }
                change("update %s set previous = ?, first_line = ?, lines = ? where source_id = ? and first_line = ?".formatted(table),
                        head, next, lines, source, row.get("first_line"));
                if (table.equals("audit_block")) {
                    change("update audit_block set head = ?, hashes = ? where source_id = ? and first_line = ?", chain.head(), hashes, source, next);
                }
                head = chain.head();
                next += lines;
            }
        }
        change("update audit_source set head = ?, lines = ? where id = ?", head, next, source);
    }

    @Test
    void whatNobodyTouchedIsAsItWasRead() throws Exception {
        assertThat(verify()).isEqualTo(new Found(0, LINES, OPERATIONS + IN_THE_TAIL, 2, LINES, null));
    }

    @Test
    void itIsTheSameFromATimeOnWhichAFileIsInTheMiddleOf() throws Exception {
        var found = verify(Instant.now().minus(Duration.ofDays(3)));

        assertThat(found.finding()).isNull();
        assertThat(found.firstLine()).isEqualTo(blocks().get(blocks().size() - 1));
        assertThat(found.lines()).isEqualTo(LINES - found.firstLine());
        assertThat(found.fileLines()).isEqualTo(found.lines());
        assertThat(found.heads()).isEqualTo(2);
        assertThat(verify(Instant.now().plusSeconds(60)).finding()).isNull();
    }

    @Test
    void itIsTheSameWithoutTheFiles() throws Exception {
        Files.delete(log());

        assertThat(verify()).isEqualTo(new Found(0, LINES, OPERATIONS + IN_THE_TAIL, 2, 0, null));
    }

    @Test
    void itIsCancelled() {
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> check.check(name, null, progress(true)));
    }

    @Test
    void aLineThatWasAltered() throws Exception {
        rewrite(0, lines -> lines.set(700, lines.get(700).replace("user-0", "user-1")));

        assertWrong(700, "not as it was read");
        assertThat(verify().finding().at()).isNotNull();
    }

    @Test
    void aLineThatWasDeleted() throws Exception {
        rewrite(0, lines -> lines.remove(701));

        assertWrong(701, "is missing");
    }

    @Test
    void aLineThatWasInserted() throws Exception {
        rewrite(0, lines -> lines.add(702, AuditLines.read("mallory", "okx").request()));

        assertWrong(702, "was put in");
    }

    @Test
    void linesThatChangedPlaces() throws Exception {
        rewrite(0, lines -> lines.add(710, lines.remove(703)));

        assertWrong(703, "was moved: the one that belongs here stands 7 further down");
    }

    @Test
    void aBlockThatWasDeleted() throws Exception {
        change("delete from audit_block where source_id = ? and first_line = 0", source);

        assertWrong(0, "This line and the %,d after it are missing".formatted(blocks().getFirst() - 1));
    }

    @Test
    void aBlockThatIsThereTwice() throws Exception {
        change("insert into audit_block select * from audit_block where source_id = ? and first_line = 0", source);

        assertWrong(0, "are kept a second time");
    }

    @Test
    void blocksThatChangedPlaces() throws Exception {
        long second = blocks().get(1);
        change("update audit_block set first_line = ? - first_line where source_id = ? and first_line in (0, ?)", second, source, second);

        assertThat(verify().finding()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({ "previous,hash that the table keeps", "head,hash that the table keeps", "hashes,not as it was read" })
    void aHashOfABlockThatWasAltered(String column, String problem) throws Exception {
        change("update audit_block set %1$s = set_byte(%1$s, 5, get_byte(%1$s, 5) # 1) where source_id = ? and first_line = 0".formatted(column), source);

        assertThat(verify().finding().problem()).contains(problem);
    }

    @Test
    void contentThatIsNone() throws Exception {
        change("update audit_block set content = 'nonsense' where source_id = ? and first_line = 0", source);

        assertWrong(0, "cannot be read");
    }

    @Test
    void aLineOfTheTailThatWasAltered() throws Exception {
        var row = database.sql("select first_line, content from audit_tail where source_id = ? order by first_line limit 1").param(source).query().singleRow();
        change("update audit_tail set content = ? where source_id = ? and first_line = ?",
                Zstd.compress(new String(Zstd.decompress((byte[]) row.get("content")), StandardCharsets.UTF_8).replace("alice", "clara").getBytes(StandardCharsets.UTF_8)),
                source, row.get("first_line"));

        assertThat(verify().finding().line()).isEqualTo(row.get("first_line"));
    }

    @Test
    void theTailThatWasDeleted() throws Exception {
        change("delete from audit_tail where source_id = ?", source);

        assertThat(verify().finding().problem()).contains("the latest ones, are missing");
    }

    @Test
    void aHeadOfTheSourceThatWasAltered() throws Exception {
        change("update audit_source set head = set_byte(head, 0, get_byte(head, 0) # 1) where id = ?", source);
        assertThat(verify().finding()).isNotNull();
    }

    @Test
    void aSourceThatClaimsFewerLinesThanWereSigned() throws Exception {
        change("delete from audit_tail where source_id = ?", source);
        change("update audit_source set lines = ?, head = (select head from audit_block where source_id = ? order by first_line desc limit 1) where id = ?",
                blocks().getLast() + database.sql("select lines from audit_block where source_id = ? order by first_line desc limit 1").param(source).query(Long.class).single(),
                source, source);

        assertThat(verify().finding().problem()).contains("%,d were read and signed".formatted(LINES));
    }

    @Test
    void linesThatWereAlteredTogetherWithAllHashesAreNamedByTheFile() throws Exception {
        rewrite(0, lines -> lines.set(704, lines.get(704).replace("127.0.0.1", "127.0.0.2")));
        hashAnew();

        assertWrong(704, "log file audit.log has another line");
    }

    @Test
    void linesThatWereAlteredTogetherWithAllHashesAreFoundByTheSignedHead() throws Exception {
        Files.delete(log());
        rewrite(0, lines -> lines.set(704, lines.get(704).replace("127.0.0.1", "127.0.0.2")));
        hashAnew();

        assertWrong(0, "altered together with all hashes");
    }

    @Test
    void aLineThatWasDeletedTogetherWithItsHashIsFoundByTheSignedHead() throws Exception {
        Files.delete(log());
        rewrite(0, lines -> lines.subList(704, 706).clear());
        hashAnew();

        assertThat(verify().finding()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            user_id = (select id from audit_user where name = 'alice')        | user
            class_id = (select id from audit_class where outcome = 'DENIED' and source_id = s) | outcome
            version = 99                                                      | version
            address_id = 0                                                    | address
            path_id = (select id from audit_path where owner = 'alice' limit 1) | path
            duration = duration + 1                                           | duration
            response = 3                                                      | response
            vault_request = gen_random_uuid()                                 | Vault's request id
            request_id = 'another'                                            | request id
            at = at + interval '1 second'                                     | time
            """)
    void anOperationThatWasAlteredAnywhere(String change, String field) throws Exception {
        change("update audit_operation set %s where id = ?".formatted(change.replace(" s)", " " + source + ")")), OperationId.of(source, 1002));

        assertWrong(1002, "not as the line has it");
        assertThat(verify().finding().problem()).contains(field);
    }

    @Test
    void aNameThatWasAltered() throws Exception {
        var user = "user-7";
        change("update audit_user set name = 'nobody' where name = ?", user);

        assertWrong(14, "user");
        change("update audit_user set name = ? where name = 'nobody'", user);
    }

    @Test
    void anOperationThatWasDeleted() throws Exception {
        change("delete from audit_operation where id = ?", OperationId.of(source, 1002));

        assertWrong(1002, "missing in the table");
    }

    @Test
    void anOperationThatWasInserted() throws Exception {
        copyOperation(OperationId.of(source, 1002), OperationId.of(source, 1003));

        assertWrong(1003, "that no line tells of");
    }

    @Test
    void anOperationOfASourceThatDoesNotExist() throws Exception {
        copyOperation(OperationId.of(source, 1002), OperationId.of(9999, 5));

        assertWrong(5, "that no line tells of");
    }

    @Test
    void anOperationThatIsThereTwice() throws Exception {
        change("insert into audit_operation select * from audit_operation where id = ?", OperationId.of(source, 1002));

        assertWrong(1002, "more than once");
    }

    private void copyOperation(long from, long to) {
        change("""
                insert into audit_operation select at, ?, class_id, user_id, address_id, path_id, error_id, version, duration, response, vault_request, request_id
                from audit_operation where id = ?""", to, from);
    }

    @Test
    void aRequestWhoseResponseCameAfterItsReaderHadForgottenItIsNoFinding() throws Exception {
        var lines = AuditLines.read("alice", "okx").at(Instant.now().minus(Duration.ofHours(3)));
        append(lines.request() + "\n");
        IngestedLog.ingest(postgres.dataSource(), name, log(), LINES + 1);
        append(lines.response() + "\n");
        IngestedLog.ingest(postgres.dataSource(), name, log(), LINES + 2);

        assertThat(verify().finding()).isNull();
        change("update audit_operation set user_id = 0 where id = ?", OperationId.of(source, LINES));
        assertWrong(LINES, "not as the line has it");
    }

    @Test
    void aResponseThatAnotherReaderReadIsNoFinding() throws Exception {
        var lines = AuditLines.read("alice", "okx").at(Instant.now().truncatedTo(ChronoUnit.SECONDS).plusNanos(999_999_999));
        append(lines.request() + "\n");
        IngestedLog.ingest(postgres.dataSource(), name, log(), LINES + 1);
        append(lines.response() + "\n");
        IngestedLog.ingest(postgres.dataSource(), name, log(), LINES + 2);

        assertThat(verify().finding()).isNull();
    }

    @Test
    void aRequestWithoutAResponseAndALineThatIsNoneAreNoFinding() throws Exception {
        append("nonsense\n" + AuditLines.read("alice", "okx").request() + "\n");
        IngestedLog.ingest(postgres.dataSource(), name, log(), LINES + 2);

        assertThat(verify().finding()).isNull();
        change("delete from audit_operation where id = ?", OperationId.of(source, LINES + 1));
        assertWrong(LINES + 1, "missing in the table");
    }

    @Test
    void aLineThatIsTooLongIsComparedPieceByPiece() throws Exception {
        var long40 = "<".repeat(40 << 20);
        append(long40 + "\n" + AuditLines.read("alice", "okx").text());
        IngestedLog.ingest(postgres.dataSource(), name, log(), LINES + 5);

        assertThat(verify().finding()).isNull();
        Files.writeString(log(), text + long40.replaceFirst("<$", ">") + "\n");
        assertWrong(LINES + 2, "another line");
    }

    @Test
    void aResponseToARequestBeforeTheTimeThatIsVerifiedIsNoFinding() throws Exception {
        var lines = AuditLines.read("alice", "okx").at(Instant.now().minus(Duration.ofMinutes(10)));
        var later = AuditLines.read("bob", "okx");
        var text = new StringBuilder(lines.request() + "\n");
        for (int i = 0; i < 1500; i++) {
            text.append(AuditLines.read("user-" + i % 50, "okx").at(Instant.now().minus(Duration.ofMinutes(9))).text());
        }
        append(text.toString());
        IngestedLog.ingest(postgres.dataSource(), name, log(), LINES + 3001);
        append(lines.response() + "\n" + later.text());
        IngestedLog.ingest(postgres.dataSource(), name, log(), LINES + 3004);

        var found = verify(later.at());

        assertThat(found.finding()).isNull();
        assertThat(found.lines()).isEqualTo(3);
        assertThat(verify().finding()).isNull();
    }

    @Test
    void aSignedHeadThatWasReplacedOrRemovedOrIsNone() throws Exception {
        var place = "audit-heads/data/%s/%020d".formatted(name, 2000);
        try {
            vault.root().send("POST", place, Map.of("data", Map.of("source", name, "lines", 2000, "head", "00".repeat(32),
                    "time", Instant.now().toString(), "signature", "vault:v1:bm9uZQ==")));
            assertWrong(1999, "does not bear the signature");
            vault.root().send("POST", place, Map.of("data", Map.of("source", name, "lines", 2000, "head", "00".repeat(32),
                    "time", Instant.now().toString(), "signature", "vault:v1:bm9uZQ==")));
            assertWrong(1999, "overwritten in Vault");
            vault.root().send("DELETE", place);
            assertWrong(1999, "removed from Vault");
        } finally {
            vault.root().send("DELETE", place.replace("/data/", "/metadata/"));
        }
    }
}
