package io.nija.vault.audit.coverage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;

import io.nija.vault.audit.AuditCoverage.CallerCoverage;
import io.nija.vault.audit.AuditCoverage.Coverage;
import io.nija.vault.audit.AuditCoverage.Gap;
import io.nija.vault.audit.AuditLines;
import io.nija.vault.audit.ingest.IngestedLog;
import io.nija.vault.testing.DevPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Which calls are on record and which are not, in a real PostgreSQL. */
class CoverageTest {

    static DevPostgres postgres;
    static JdbcClient database;

    @TempDir
    Path directory;

    private final String caller = "console-" + HexFormat.of().toHexDigits(new Random().nextLong());

    @BeforeAll
    static void startDatabase() throws Exception {
        postgres = DevPostgres.start();
        database = JdbcClient.create(postgres.dataSource());
    }

    @AfterAll
    static void stopDatabase() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void nothingIsKnown() throws Exception {
        ingest("");
        database.sql("truncate audit_gap, audit_caller, audit_past_callers").update();
    }

    /** @param headers of one operation each */
    private void ingest(String... headers) throws Exception {
        var text = new StringBuilder();
        for (var header : headers) {
            text.append(header.isEmpty() ? "" : AuditLines.read("alice", "okx").call(header).text());
        }
        var log = Files.writeString(directory.resolve("audit.log"), text);
        var source = "node-" + new Random().nextLong();
        IngestedLog.ingest(postgres.dataSource(), source, log, text.toString().lines().count());
        database.sql("update audit_source set read_at = now(), behind = 0, problem = null").update();
    }

    private void said(long sent, long due) {
        database.sql("insert into audit_caller (name, sent, due) values (?, ?, ?)").params(caller, sent, due).update();
    }

    private Coverage coverage() {
        return new DatabaseCoverage(database).current();
    }

    private static void assertCounts(Coverage coverage, long made, long matched, long pending, long unanswered, long missing) {
        assertThat(coverage).extracting(Coverage::made, Coverage::matched, Coverage::pending, Coverage::unanswered, Coverage::missing)
                .containsExactly(made, matched, pending, unanswered, missing);
    }

    @Test
    void withoutCallsNothingIsMissing() {
        assertCounts(coverage(), 0, 0, 0, 0, 0);
        assertThat(coverage().percent()).isEqualTo(100);
    }

    @Test
    void everyCallOnRecordIsMatched() throws Exception {
        said(3, 3);
        ingest(caller + ".1", caller + ".2", caller + ".3");

        assertCounts(coverage(), 3, 3, 0, 0, 0);
    }

    @Test
    void aCallWithoutARecordIsNamedOnceItIsDue() throws Exception {
        said(4, 3);
        ingest(caller + ".1", caller + ".3");

        assertCounts(coverage(), 4, 2, 1, 0, 1);
        assertThat(coverage().gaps()).containsExactly(gap(2));
        assertThat(coverage().percent()).isCloseTo(66.67, within(0.01));
    }

    private Gap gap(long number) {
        return new Gap(caller, number, null, null, null, null);
    }

    @Test
    void aLogThatBreaksOffIsNoticed() throws Exception {
        said(500, 500);
        ingest(caller + ".1");

        assertCounts(coverage(), 500, 1, 0, 0, 499);
        assertThat(coverage().gaps()).hasSize(100).startsWith(gap(500), gap(499));
    }

    @Test
    void aRecordThatComesLateClosesTheGap() throws Exception {
        said(2, 2);
        ingest(caller + ".2");
        ingest(caller + ".1");

        assertCounts(coverage(), 2, 2, 0, 0, 0);
    }

    @Test
    void aCallThatVaultDidNotAnswerIsNotMissing() throws Exception {
        said(5, 5);
        ingest(caller + ".1", caller + ".3", caller + ".5 lost=2-4");

        assertCounts(coverage(), 5, 3, 0, 2, 0);
    }

    @Test
    void whileALogIsNotReadWhatIsMissingIsPending() throws Exception {
        said(2, 2);
        ingest(caller + ".1");
        database.sql("update audit_source set problem = 'There is no file'").update();

        assertCounts(coverage(), 2, 1, 1, 0, 0);
        assertThat(coverage().gaps()).isEmpty();
        assertThat(coverage().unread()).isNotEmpty();
    }

    @Test
    void aNumberFarAboveTheCallersOwnWordIsNobodysCall() throws Exception {
        said(2, 2);
        ingest(caller + ".1", caller + ".2", caller + ".999999999999999 lost=3-999999999999998");

        assertThat(coverage().made()).isLessThan(2000);
        assertThat(coverage().unanswered()).isLessThan(2000);
    }

    private void forget(@Nullable Duration keep) {
        new PastCallers(database, new DatabaseCoverage(database), keep).forget();
    }

    private void lastSeen(Duration ago) {
        database.sql("update audit_caller set last_seen = now() - make_interval(secs => ?)").param(ago.toSeconds()).update();
    }

    @Test
    void ofACallerThatHasEndedWithNothingMissingTheSumsRemain() throws Exception {
        said(4, 4);
        ingest(caller + ".1", caller + ".2", caller + ".4 lost=3");
        lastSeen(Duration.ofDays(31));
        forget(null);
        assertThat(coverage().callers()).hasSize(1);

        lastSeen(Duration.ofDays(33));
        forget(null);
        forget(null);

        assertCounts(coverage(), 4, 3, 0, 1, 0);
        assertThat(coverage().callers()).isEmpty();
        assertThat(coverage().processes()).isOne();

        forget(Duration.ofDays(30));
        assertCounts(coverage(), 0, 0, 0, 0, 0);
    }

    @Test
    void aCallerWithAGapStaysAsLongAsRecordsAreKept() throws Exception {
        said(3, 3);
        ingest(caller + ".1", caller + ".3");
        database.sql("insert into audit_gap select id, 2, now(), 'GET', '/v1/x', null from audit_caller").update();
        lastSeen(Duration.ofDays(89));
        forget(Duration.ofDays(90));
        assertCounts(coverage(), 3, 2, 0, 0, 1);

        lastSeen(Duration.ofDays(91));
        database.sql("update audit_source set problem = 'There is no file'").update();
        forget(Duration.ofDays(90));
        assertThat(coverage().callers()).as("while a source is not read").hasSize(1);
        database.sql("update audit_source set problem = null").update();
        forget(Duration.ofDays(90));
        assertCounts(coverage(), 0, 0, 0, 0, 0);
    }

    @Test
    void aProgramNeedNotSaySoAndItsGapsAreSeenOnceItIsSilent() throws Exception {
        ingestOf("trading-engine", caller + ".1", caller + ".3");
        assertCounts(coverage(), 3, 2, 1, 0, 0);

        database.sql("update audit_caller set last_seen = now() - interval '2 minutes'").update();
        assertCounts(coverage(), 3, 2, 0, 0, 1);
    }

    private void ingestOf(String appRole, String... headers) throws Exception {
        var text = new StringBuilder();
        for (var header : headers) {
            text.append(AuditLines.read("alice", "okx").call(header).program(appRole).text());
        }
        IngestedLog.ingest(postgres.dataSource(), "node-" + new Random().nextLong(), Files.writeString(directory.resolve("audit.log"), text),
                2L * headers.length);
        database.sql("update audit_source set read_at = now(), behind = 0, problem = null").update();
    }

    @Test
    void aPersonCannotMakeUpACaller() throws Exception {
        ingest(caller + ".7");

        assertThat(coverage().callers()).extracting(CallerCoverage::name).doesNotContain(caller);
    }

    @Test
    void whatIsKnownOfAMissingCallIsShown() throws Exception {
        said(2, 2);
        ingest(caller + ".2");
        database.sql("""
                insert into audit_gap select id, 1, timestamptz '2026-11-24 10:00+00', 'GET', '/v1/secret/data/users/alice/okx', 'r-1' from audit_caller
                where name = ?""").param(caller).update();

        assertThat(coverage().gaps()).singleElement().extracting(Gap::number, Gap::operation, Gap::path, Gap::requestId)
                .containsExactly(1L, "GET", "/v1/secret/data/users/alice/okx", "r-1");
    }
}
