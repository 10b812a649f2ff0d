package io.nija.vault.alerts.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import io.nija.vault.alerts.AlertRule;
import io.nija.vault.alerts.Finding;
import io.nija.vault.audit.AuditLines;
import io.nija.vault.audit.AuditWatch;
import io.nija.vault.audit.UnusualAccess;
import io.nija.vault.audit.activity.Accesses;
import io.nija.vault.audit.ingest.RunningReader;
import io.nija.vault.audit.search.Watches;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Each rule about sign-ins and access, by making happen on a real server what it is about. */
class SignInAndAccessRulesTest {

    private static WatchedVault site;
    private static AuditWatch watch;

    private final SignInRules signIns = new SignInRules();
    private final AccessRules access = new AccessRules();

    @BeforeAll
    static void start() throws IOException {
        site = new WatchedVault();
        watch = Watches.of(site.postgres.dataSource());
    }

    @AfterAll
    static void stop() throws IOException {
        site.close();
    }

    private static List<Finding> check(AlertRule rule) {
        var threshold = rule.threshold();
        return rule.check(threshold == null ? 0 : threshold.value());
    }

    private static List<String> subjects(AlertRule rule) {
        return check(rule).stream().map(Finding::subject).toList();
    }

    private static Finding finding(AlertRule rule, String subject) {
        return check(rule).stream().filter(finding -> finding.subject().equals(subject)).findFirst().orElseThrow();
    }

    private static void guess(String user, String from, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(site.send(from, "", "POST", "auth/userpass/login/" + user, Map.of("password", "wrong-" + i))).isEqualTo(400);
        }
    }

    @Test
    void guessingThePasswordOfAUserIsNoticedFromTheTenthTimeOn() {
        guess("mallory", "127.0.0.21", 9);
        site.awaitRead();
        assertThat(subjects(signIns.failedSignInsOfUser(watch))).doesNotContain("mallory");

        guess("mallory", "127.0.0.22", 1);
        site.awaitRead();

        assertThat(finding(signIns.failedSignInsOfUser(watch), "mallory").text()).isEqualTo("10 sign-ins as mallory failed within 5 minutes");
        assertThat(finding(signIns.failedSignInsOfUser(watch), "mallory").address()).isEqualTo("audit?range=1h&text=mallory");
        assertThat(subjects(signIns.failedSignInsFromAddress(watch))).doesNotContain("127.0.0.21");
    }

    @Test
    void guessingOfManyUsersFromAnAddressIsNoticedAndSoIsGuessingInAll() {
        for (int user = 0; user < 20; user++) {
            guess("victim-" + user, "127.0.0.23", 1);
        }
        site.awaitRead();
        assertThat(finding(signIns.failedSignInsFromAddress(watch), "127.0.0.23").text()).startsWith("20 sign-ins from 127.0.0.23");
        assertThat(signIns.failedSignInsInAll(watch).check(20)).singleElement().satisfies(all -> assertThat(all.subject()).isEqualTo("all"));
        assertThat(signIns.failedSignInsInAll(watch).check(10_000)).isEmpty();
    }

    @Test
    void aSecretIdThatIsWrongIsAFailedSignInFromItsAddress() {
        for (int i = 0; i < 20; i++) {
            site.send("127.0.0.24", "", "POST", "auth/approle/login", Map.of("role_id", "nobody", "secret_id", "guess-" + i));
        }
        site.awaitRead();

        assertThat(subjects(signIns.failedSignInsFromAddress(watch))).contains("127.0.0.24");
    }

    @Test
    void aRootTokenIsNoticedWhereItIsUsed() {
        assertThat(subjects(signIns.rootToken(watch))).doesNotContain("127.0.0.25");

        site.send("127.0.0.25", site.vault.rootToken(), "GET", "sys/mounts", Map.of());
        site.awaitRead();

        assertThat(finding(signIns.rootToken(watch), "127.0.0.25").text()).isEqualTo("1 operation with a root token from 127.0.0.25 within 15 minutes");
    }

    @Test
    void oneProgramThatReadsTheKeysOfManyUsersIsNoticed() {
        var token = site.program("engine-a", "user");
        for (int i = 0; i < 19; i++) {
            site.store("many-" + i, "okx");
            site.send("127.0.0.1", token, "GET", "secret/data/users/many-" + i + "/okx", Map.of());
        }
        site.awaitRead();
        assertThat(subjects(access.manyUsers(watch))).doesNotContain("engine-a (engine-a)");

        site.store("many-19", "okx");
        site.send("127.0.0.1", token, "GET", "secret/data/users/many-19/okx", Map.of());
        site.awaitRead();

        assertThat(finding(access.manyUsers(watch), "engine-a (engine-a)").text()).startsWith("engine-a read values of 20 users within an hour");
        // As if it had read those of so many yesterday.
        site.database().sql("""
                insert into audit_daily (at, class_id, user_id, address_id, path_id, operations)
                select date_trunc('day', at, 'UTC'), class_id, user_id, address_id, path_id, 1 from audit_operation o join audit_user u on u.id = o.user_id
                where u.name = 'engine-a'""").update();
        assertThat(subjects(access.manyUsers(watch))).as("what it does every day").doesNotContain("engine-a (engine-a)");
        site.database().sql("delete from audit_daily").update();
    }

    /** A key that has been in use for some days, in two hours of each, by lines as the server writes them. */
    private static void past(Path directory, String user, String key, String program, int firstHour) throws Exception {
        var log = Files.createTempFile(directory, "past", ".log");
        var lines = new StringBuilder();
        for (int day = 10; day >= 2; day--) {
            for (int hour = firstHour; hour < firstHour + 2; hour++) {
                var at = Instant.now().minus(Duration.ofDays(day)).atZone(ZoneOffset.UTC).withHour(hour % 24).withMinute(5).toInstant();
                lines.append(AuditLines.read(user, key).at(at).program(program).text());
            }
        }
        Files.writeString(log, lines);
        var source = log.getFileName().toString().replace(".log", "");
        try (var reader = RunningReader.start(site.postgres.dataSource(), source, log)) {
            await().until(() -> site.database().sql("select coalesce(max(lines), 0) from audit_source where name = ?").param(source)
                    .query(Long.class).single() == 36);
        }
    }

    private static Seldom<List<UnusualAccess.Unusual>> unusual() {
        var source = Accesses.of(site.postgres.dataSource());
        return new Seldom<>(Duration.ofMinutes(1), () -> source.since(Instant.now().minusSeconds(60)));
    }

    @Test
    void aKeyThatIsReadFromAnotherAddressOrBySomebodyNewIsNoticed(@TempDir Path directory) throws Exception {
        past(directory, "olga", "kraken", "engine-b", 9);
        site.store("olga", "kraken");
        var known = site.program("engine-b", "user");
        site.send("127.0.0.1", known, "GET", "secret/data/users/olga/kraken", Map.of());
        site.awaitRead();
        assertThat(subjects(access.newAddress(unusual()))).noneMatch(subject -> subject.startsWith("olga/"));

        site.send("127.0.0.26", known, "GET", "secret/data/users/olga/kraken", Map.of());
        site.send("127.0.0.1", site.program("engine-c", "user"), "GET", "secret/data/users/olga/kraken", Map.of());
        site.awaitRead();

        assertThat(finding(access.newAddress(unusual()), "olga/kraken from 127.0.0.26").text()).contains("by engine-b");
        assertThat(subjects(access.newReader(unusual()))).contains("olga/kraken by engine-c").doesNotContain("olga/kraken by engine-b");
    }

    @Test
    void aKeyThatIsUsedByAPersonAtAnHourAtWhichTheyNeverDidIsNoticed(@TempDir Path directory) throws Exception {
        int elsewhen = Instant.now().atZone(ZoneOffset.UTC).getHour() + 8;
        past(directory, "rosa", "okx", "admin", elsewhen);
        site.store("rosa", "okx");
        assertThat(subjects(access.oddHour(unusual()))).noneMatch(subject -> subject.startsWith("rosa/"));

        site.send("127.0.0.1", site.program("admin", "user"), "GET", "secret/data/users/rosa/okx", Map.of());
        site.send("127.0.0.1", site.program("engine-b", "user"), "GET", "secret/data/users/rosa/okx", Map.of());
        site.awaitRead();

        assertThat(finding(access.oddHour(unusual()), "rosa/okx by admin").text()).endsWith("at an hour at which they never did in 90 days");
        assertThat(subjects(access.oddHour(unusual()))).as("of people only").noneMatch(subject -> subject.endsWith("engine-b"));
    }

    @Test
    void aKeyThatIsReadFarMoreOftenThanBeforeIsNoticed(@TempDir Path directory) throws Exception {
        past(directory, "pia", "okx", "engine-b", 9);
        site.store("pia", "okx");
        var token = site.program("engine-b", "user");
        for (int i = 0; i < 199; i++) {
            site.send("127.0.0.1", token, "GET", "secret/data/users/pia/okx", Map.of());
        }
        site.awaitRead();
        assertThat(subjects(access.keyVolume(watch))).doesNotContain("pia/okx");

        site.send("127.0.0.1", token, "GET", "secret/data/users/pia/okx", Map.of());
        site.awaitRead();

        assertThat(finding(access.keyVolume(watch), "pia/okx").text()).startsWith("The values of the key pia/okx were read 200 times within an hour");
    }
}
