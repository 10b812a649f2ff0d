package io.nija.vault.alerts.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.nija.vault.alerts.AlertRule;
import io.nija.vault.alerts.Finding;
import io.nija.vault.audit.AuditLines;
import io.nija.vault.audit.AuditSearch;
import io.nija.vault.audit.ingest.Disks;
import io.nija.vault.audit.ingest.RunningReader;
import io.nija.vault.audit.search.Searches;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/** Each rule about the audit, by making happen to a real log, disk and database what it is about. */
class AuditRulesTest {

    private static WatchedVault site;
    private static AuditSearch audit;

    private final AuditRules rules = new AuditRules();

    @BeforeAll
    static void start() throws IOException {
        site = new WatchedVault();
        audit = Searches.over(site.postgres.dataSource());
    }

    @AfterAll
    static void stop() throws IOException {
        site.close();
    }

    private static List<Finding> check(AlertRule rule) {
        var threshold = rule.threshold();
        return rule.check(threshold == null ? 0 : threshold.value());
    }

    @Test
    void aLogThatIsNotThereOrNotReadAnyMoreIsNoticed(@TempDir Path directory) throws Exception {
        site.awaitRead();
        assertThat(check(rules.auditUnread(audit))).noneMatch(finding -> finding.subject().equals(WatchedVault.SOURCE));

        try (var reader = RunningReader.start(site.postgres.dataSource(), "node-gone", directory.resolve("audit.log"))) {
            await().untilAsserted(() -> assertThat(check(rules.auditUnread(audit)))
                    .anySatisfy(finding -> assertThat(finding.text()).startsWith("The records of node-gone are not read: There is no file")));
            Files.writeString(directory.resolve("audit.log"), "");
            await().untilAsserted(() -> assertThat(check(rules.auditUnread(audit)))
                    .noneMatch(finding -> finding.subject().equals("node-gone")));
        }
        await().untilAsserted(() -> assertThat(rules.auditUnread(audit).check(2))
                .anySatisfy(finding -> assertThat(finding.text()).startsWith("The records of node-gone were last read")));
        site.database().sql("delete from audit_source where name = 'node-gone'").update();
    }

    @Test
    void linesThatNobodyUnderstandsAreNoticedAndMoreOfThemAreAnotherTrouble(@TempDir Path directory) throws Exception {
        var log = directory.resolve("audit.log");
        Files.writeString(log, "what is this?\n");
        try (var reader = RunningReader.start(site.postgres.dataSource(), "node-odd", log)) {
            await().untilAsserted(() -> assertThat(check(rules.auditUnreadable(audit))).extracting(Finding::subject)
                    .containsExactly("node-odd, 1 line"));
            Files.writeString(log, "what is this?\nand this?\n");
            await().untilAsserted(() -> assertThat(check(rules.auditUnreadable(audit))).extracting(Finding::subject)
                    .containsExactly("node-odd, 2 lines"));
        }
    }

    @Test
    void aReaderThatIsBehindIsNoticedUntilItHasCaughtUp(@TempDir Path directory) throws Exception {
        var log = directory.resolve("audit.log");
        try (var text = Files.newBufferedWriter(log)) {
            for (int i = 0; i < 25_000; i++) {
                text.write(AuditLines.read("user-" + i % 100, "okx").text());
            }
        }
        assertThat(Files.size(log)).isGreaterThan(40_000_000);

        try (var reader = RunningReader.start(site.postgres.dataSource(), "node-slow", log)) {
            await().pollInterval(Duration.ofMillis(50)).untilAsserted(() -> assertThat(check(rules.auditBehind(audit)))
                    .singleElement().satisfies(finding -> assertThat(finding.text()).matches("\\d+\\.\\d MB of the records of node-slow wait to be read")));
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(check(rules.auditBehind(audit))).isEmpty());
        }
    }

    @Test
    void aDiskThatFillsIsNoticed() throws Exception {
        var disk = Files.createTempDirectory("audit-disk");
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString())).as("whether a small disk can be mounted here").isZero();
        try {
            var disks = Disks.of(Map.of("node-1", disk.resolve("audit.log")));
            assertThat(check(rules.auditDisk(disks))).isEmpty();

            Files.write(disk.resolve("audit.log"), new byte[3_900_000]);

            assertThat(check(rules.auditDisk(disks))).singleElement().satisfies(finding -> {
                assertThat(finding.subject()).isEqualTo("node-1");
                assertThat(finding.text()).matches("The disk of the audit log of node-1 has \\d\\.\\d % left, 0\\.\\d MB");
            });
        } finally {
            run("umount", disk.toString());
            Files.delete(disk);
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    }
}
