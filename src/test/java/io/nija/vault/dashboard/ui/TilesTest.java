package io.nija.vault.dashboard.ui;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.nija.vault.alerts.Alert;
import io.nija.vault.alerts.Alerts;
import io.nija.vault.alerts.Severity;
import io.nija.vault.audit.AuditCoverage.Coverage;
import io.nija.vault.audit.AuditSourceStatus;
import io.nija.vault.audit.KeyEvent;
import io.nija.vault.audit.KeyEvents;
import io.nija.vault.audit.OperationOutcome;
import io.nija.vault.backup.Backup;
import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.BackupOverview;
import io.nija.vault.backup.BackupState;
import io.nija.vault.base.BrokerId;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;
import io.nija.vault.cluster.ClusterState;
import io.nija.vault.cluster.NodeCondition;
import io.nija.vault.cluster.NodeState;
import io.nija.vault.credentials.CredentialState;
import io.nija.vault.credentials.CredentialSummary;
import io.nija.vault.credentials.KeyDescription;
import io.nija.vault.credentials.KeyFigures;
import io.nija.vault.gateway.ServiceLevel;
import io.nija.vault.policies.ZeroKnowledgeResult;
import io.nija.vault.requests.RequestFilter.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What each figure means: well, to be looked at, or not known, which is never the same as well. */
class TilesTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 10);
    private static final CredentialId KEY = new CredentialId(new UserId("alice"), new BrokerId("kraken"), Optional.empty());

    @Test
    void availabilityIsNeverRoundedUpToThePromise() {
        var reading = ServiceTiles.availability(new ServiceLevel(99_990_001, 9_999, null, 0, 0));

        assertThat(reading.figure()).isEqualTo("99.990 %");
        assertThat(ServiceTiles.availability(new ServiceLevel(9_999_999, 1, null, 0, 0)).figure()).isEqualTo("99.999 %");
        assertThat(ServiceTiles.availability(new ServiceLevel(10, 0, null, 5, 5)).figure()).isEqualTo("100 %");
    }

    @Test
    void availabilityTellsWhatIsLeftOfTheBudget() {
        assertThat(ServiceTiles.availability(new ServiceLevel(0, 0, null, 0, 0)).mood()).isEqualTo(Mood.UNKNOWN);
        assertThat(ServiceTiles.availability(new ServiceLevel(20_000, 1, null, 0, 0)).mood()).isEqualTo(Mood.GOOD);
        assertThat(ServiceTiles.availability(new ServiceLevel(100_000, 9, null, 0, 0)).mood()).isEqualTo(Mood.WATCH);
        var broken = ServiceTiles.availability(new ServiceLevel(1000, 1, null, 0, 0));
        assertThat(broken.mood()).isEqualTo(Mood.BAD);
        assertThat(broken.share()).isZero();
        assertThat(broken.text()).contains("used up");
    }

    @Test
    void speedIsHeldAgainstThePromise() {
        assertThat(ServiceTiles.speed(new ServiceLevel(0, 0, null, 9, 9)).mood()).isEqualTo(Mood.PLAIN);
        assertThat(ServiceTiles.speed(new ServiceLevel(9, 0, Duration.ofMillis(99), 0, 0)).mood()).isEqualTo(Mood.GOOD);
        assertThat(ServiceTiles.speed(new ServiceLevel(9, 0, Duration.ofNanos(100_400_000), 0, 0)).mood()).isEqualTo(Mood.BAD);
        assertThat(ServiceTiles.speed(new ServiceLevel(9, 0, Duration.ofNanos(7_340_000), 0, 0)).figure()).isEqualTo("7.3 ms");
    }

    @Test
    void oneMissingCallIsNotFullCoverage() {
        assertThat(AuditTiles.coverage(new Coverage(0, 0, 0, 0, 0, 0, List.of(), List.of(), List.of())).mood()).isEqualTo(Mood.UNKNOWN);
        assertThat(AuditTiles.coverage(new Coverage(9, 8, 1, 0, 0, 1, List.of(), List.of(), List.of())).mood()).isEqualTo(Mood.GOOD);
        assertThat(AuditTiles.coverage(new Coverage(9, 8, 1, 0, 0, 1, List.of(), List.of(), List.of("node-1"))).mood()).isEqualTo(Mood.WATCH);
        var gap = AuditTiles.coverage(new Coverage(10_000_000, 9_999_999, 0, 0, 1, 1, List.of(), List.of(), List.of()));
        assertThat(gap.mood()).isEqualTo(Mood.BAD);
        assertThat(gap.figure()).isEqualTo("99.999 %");
    }

    @Test
    void aLogThatIsNotReadUpToNowIsNamed() {
        var read = new AuditSourceStatus(1, "node-0", 5, 0, NOW.minusSeconds(1), 0, null);
        var silent = new AuditSourceStatus(2, "node-1", 5, 0, NOW.minusSeconds(60), 0, null);
        var broken = new AuditSourceStatus(3, "node-2", 5, 0, NOW, 0, "it cannot be read");

        assertThat(AuditTiles.logReading(List.of(), NOW).mood()).isEqualTo(Mood.UNKNOWN);
        assertThat(AuditTiles.logReading(List.of(read), NOW).mood()).isEqualTo(Mood.GOOD);
        assertThat(AuditTiles.logReading(List.of(read, silent, broken), NOW)).satisfies(reading -> {
            assertThat(reading.mood()).isEqualTo(Mood.BAD);
            assertThat(reading.text()).contains("node-1", "node-2").doesNotContain("node-0");
        });
    }

    @Test
    void keysThatExpiredNeedALook() {
        assertThat(KeyTiles.keys(new KeyFigures(List.of(), 0, 0, 0, 0, 0, 0, 0)).text()).contains("Nobody");
        assertThat(KeyTiles.keys(new KeyFigures(List.of(), 1, 1000, 500, 2, 1, 0, 0))).satisfies(reading -> {
            assertThat(reading.figure()).isEqualTo("1,502");
            assertThat(reading.mood()).isEqualTo(Mood.PLAIN);
            assertThat(reading.text()).contains("Of 1 person.", "2 due");
        });
        assertThat(KeyTiles.keys(new KeyFigures(List.of(), 2, 1, 0, 0, 0, 1, 0)).mood()).isEqualTo(Mood.WATCH);
    }

    private static CredentialSummary key(int writtenDaysAgo, LocalDate expiresOn) {
        return new CredentialSummary(KEY, new KeyDescription(null, null, expiresOn), null, CredentialState.ACTIVE, 1,
                NOW.minus(Duration.ofDays(writtenDaysAgo)), null, null);
    }

    @Test
    void aUserIsToldWhichKeysNeedThem() {
        assertThat(KeyTiles.ownKeys(List.of(), TODAY, NOW).text()).contains("first key");
        assertThat(KeyTiles.ownKeys(List.of(key(1, null)), TODAY, NOW).mood()).isEqualTo(Mood.GOOD);
        assertThat(KeyTiles.ownKeys(List.of(key(91, null)), TODAY, NOW).mood()).isEqualTo(Mood.WATCH);
        assertThat(KeyTiles.ownKeys(List.of(key(1, TODAY.plusDays(14))), TODAY, NOW).mood()).isEqualTo(Mood.WATCH);
        assertThat(KeyTiles.ownKeys(List.of(key(1, TODAY.minusDays(1))), TODAY, NOW).mood()).isEqualTo(Mood.BAD);
    }

    private static KeyEvent read(Instant at, long times, KeyEvent.Mark... marks) {
        return new KeyEvent(KEY, at, at, times, KeyEvent.Actor.TRADING_ENGINE, KeyEvent.Deed.READ, 1, OperationOutcome.DONE, "10.0.0.1", Set.of(marks));
    }

    @Test
    void aUserIsToldOfReadersThatAreNew() {
        var since = NOW.minus(Duration.ofDays(7));

        var usual = KeyTiles.ownActivity(new KeyEvents(List.of(read(NOW, 40), read(NOW.minus(Duration.ofDays(8)), 7)), null), since);
        var unusual = KeyTiles.ownActivity(new KeyEvents(List.of(read(NOW, 1, KeyEvent.Mark.NEW_READER), read(NOW, 1, KeyEvent.Mark.ODD_HOUR)), null), since);
        var many = KeyTiles.ownActivity(new KeyEvents(List.of(read(NOW, 40)), NOW.minusSeconds(3600)), since);

        assertThat(usual.figure()).isEqualTo("40");
        assertThat(usual.mood()).isEqualTo(Mood.GOOD);
        assertThat(unusual.mood()).isEqualTo(Mood.WATCH);
        assertThat(unusual.text()).startsWith("1 time by somebody");
        assertThat(many.figure()).isEqualTo("at least 40");
    }

    private static Alerts.Open open(Severity severity, boolean acknowledged) {
        var alert = new Alert(1, "node-sealed", "node-0", severity, "node-0 is sealed", "cluster", NOW, NOW, NOW, null,
                acknowledged ? new Alert.Acknowledgement("ada", NOW) : null, Alert.Told.NOW);
        return new Alerts.Open(Map.of(severity, 1L), List.of(alert));
    }

    @Test
    void aCriticalAlertIsNotWellUntilSomebodyHasTakenItOn() {
        assertThat(SafetyTiles.alerts(new Alerts.Open(Map.of(), List.of())).mood()).isEqualTo(Mood.GOOD);
        assertThat(SafetyTiles.alerts(open(Severity.CRITICAL, false)).mood()).isEqualTo(Mood.BAD);
        assertThat(SafetyTiles.alerts(open(Severity.CRITICAL, true)).mood()).isEqualTo(Mood.WATCH);
        assertThat(SafetyTiles.alerts(open(Severity.WARNING, false)).mood()).isEqualTo(Mood.WATCH);
        assertThat(SafetyTiles.alerts(open(Severity.CRITICAL, false)).text()).isEqualTo("1 critical. node-0 is sealed.");
    }

    private static ZeroKnowledgeResult check(Instant at, ZeroKnowledgeResult.Outcome outcome) {
        return new ZeroKnowledgeResult(at, outcome, "test", null, List.of(), List.of());
    }

    @Test
    void aPromiseThatWasNotCheckedLatelyIsNotKnownToBeKept() {
        assertThat(SafetyTiles.promise(null).mood()).isEqualTo(Mood.UNKNOWN);
        assertThat(SafetyTiles.promise(check(Instant.now(), ZeroKnowledgeResult.Outcome.KEPT)).mood()).isEqualTo(Mood.GOOD);
        assertThat(SafetyTiles.promise(check(Instant.now().minus(Duration.ofHours(1)), ZeroKnowledgeResult.Outcome.KEPT)).mood()).isEqualTo(Mood.UNKNOWN);
        assertThat(SafetyTiles.promise(check(Instant.now(), ZeroKnowledgeResult.Outcome.UNKNOWN)).mood()).isEqualTo(Mood.UNKNOWN);
        assertThat(SafetyTiles.promise(check(Instant.now(), ZeroKnowledgeResult.Outcome.BROKEN)).mood()).isEqualTo(Mood.BAD);
        assertThat(SafetyTiles.promiseToUsers(check(Instant.now().minus(Duration.ofHours(1)), ZeroKnowledgeResult.Outcome.KEPT)).figure()).isEqualTo("Not known");
    }

    @Test
    void aBackupIsToldByItsAgeAndByWhatFailedAfterIt() {
        var now = Instant.now();
        var recent = now.minus(Duration.ofHours(2));

        var good = backup(recent, BackupState.GOOD);
        var failed = backup(now, BackupState.FAILED);

        assertThat(backups("Set BACKUP_FOLDER.", null, null).figure()).isEqualTo("Not set up");
        assertThat(backups(null, null, null).mood()).isEqualTo(Mood.WATCH);
        assertThat(backups(null, null, failed).text()).startsWith("The last attempt failed");
        assertThat(backups(null, good, good).mood()).isEqualTo(Mood.GOOD);
        assertThat(backups(null, good, failed).mood()).isEqualTo(Mood.WATCH);
        assertThat(backups(null, backup(now.minus(Duration.ofHours(26)), BackupState.GOOD), null).mood()).isEqualTo(Mood.BAD);
    }

    private static Backup backup(Instant began, BackupState state) {
        return new Backup("vault-20260101T000000Z", BackupKind.VAULT_SNAPSHOT, state, "ada", "here", began, began, "", 1, null, null, null);
    }

    private static Reading backups(@Nullable String missing, @Nullable Backup good, @Nullable Backup last) {
        var now = Instant.now();
        return SafetyTiles.backup(Optional.ofNullable(missing), List.of(new BackupOverview(BackupKind.VAULT_SNAPSHOT, null, good, last, null, now)), now);
    }

    private static NodeState node(int port, NodeCondition condition) {
        var address = URI.create("http://127.0.0.1:" + port);
        return new NodeState(address, condition, NOW, null, null, null, null, null);
    }

    @Test
    void aClusterIsWellAsLongAsAllNodesServeAndOneMayFail() {
        var lost = ClusterTiles.cluster(new ClusterState(NOW, List.of(node(1, NodeCondition.ACTIVE), node(2, NodeCondition.STANDBY), node(3, NodeCondition.SEALED)), null));
        var leaderless = ClusterTiles.cluster(new ClusterState(NOW, List.of(node(1, NodeCondition.STANDBY), node(2, NodeCondition.UNREACHABLE)), null));

        assertThat(ClusterTiles.cluster(new ClusterState(NOW, List.of(), null)).mood()).isEqualTo(Mood.UNKNOWN);
        assertThat(ClusterTiles.cluster(new ClusterState(NOW, List.of(node(1, NodeCondition.ACTIVE)), null)).mood()).isEqualTo(Mood.GOOD);
        assertThat(ClusterTiles.cluster(new ClusterState(NOW, List.of(node(1, NodeCondition.ACTIVE), node(2, NodeCondition.STANDBY)), null)).text())
                .isEqualTo("Led by 127.0.0.1:1. 1 more may fail.");
        assertThat(lost.mood()).isEqualTo(Mood.BAD);
        assertThat(lost.figure()).isEqualTo("2 of 3 nodes");
        assertThat(lost.text()).contains("127.0.0.1:3 is sealed");
        assertThat(leaderless.text()).startsWith("No node leads");
    }

    @Test
    void theSentenceAboveNamesTheWorstFirst() {
        assertThat(Board.inWords(Map.of(Mood.GOOD, 3L, Mood.PLAIN, 1L))).isEqualTo("All is well.");
        assertThat(Board.inWords(Map.of(Mood.BAD, 1L, Mood.WATCH, 2L, Mood.UNKNOWN, 1L)))
                .isEqualTo("1 figure is not well, 2 need a look, 1 is not known.");
        assertThat(Board.inWords(Map.of(Mood.UNKNOWN, 2L))).isEqualTo("2 figures are not known.");
    }

    @Test
    void requestsAreToldByHowManyAreLateAndHowOldTheOldestIs() {
        assertThat(RequestTiles.queue(Map.of(Queue.LIVE, 0), null).mood()).isEqualTo(Mood.GOOD);

        var late = RequestTiles.queue(Map.of(Queue.LIVE, 7, Queue.OVERDUE, 2, Queue.UNCLAIMED, 1), Instant.now().minus(Duration.ofDays(3)));

        assertThat(late.mood()).isEqualTo(Mood.BAD);
        assertThat(late.figure()).isEqualTo("7");
        assertThat(late.text()).isEqualTo("2 overdue, 1 unclaimed. The oldest has been open for 3 days.");
        assertThat(RequestTiles.queue(Map.of(Queue.LIVE, 1000, Queue.UNCLAIMED, 1), Instant.now()).figure()).isEqualTo("1,000+");
    }
}
