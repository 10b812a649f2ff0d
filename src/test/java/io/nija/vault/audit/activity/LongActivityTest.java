package io.nija.vault.audit.activity;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Set;

import io.nija.vault.audit.AuditSearch;
import io.nija.vault.audit.KeyEvent;
import io.nija.vault.audit.KeyEvent.Actor;
import io.nija.vault.audit.KeyEvent.Mark;
import io.nija.vault.audit.KeyEvents;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;
import io.nija.vault.security.CurrentUser;
import io.nija.vault.security.Person;
import io.nija.vault.security.Role;
import io.nija.vault.testing.DevPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** A key that a program has read every minute for weeks, among those of many others. */
class LongActivityTest {

    private static final UserId ALICE = new UserId("alice");
    private static final CredentialId KEY = CredentialId.parse(ALICE, "okx");
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Instant NOW = Instant.now();
    private static final Instant END = NOW.truncatedTo(ChronoUnit.HOURS);
    private static final int WEEKS = 5;

    static DevPostgres postgres;
    static JdbcClient database;
    static OwnKeyActivity activity;
    static ReadersOfKeys readers;

    @BeforeAll
    static void fill() throws IOException {
        postgres = DevPostgres.start();
        Flyway.configure().dataSource(postgres.dataSource()).load().migrate();
        database = JdbcClient.create(postgres.dataSource());
        for (int week = 0; week <= WEEKS + 1; week++) {
            var from = END.minus(Duration.ofDays(7L * (WEEKS - week) + 7)).truncatedTo(ChronoUnit.DAYS);
            database.sql("create table audit_operation_%d partition of audit_operation for values from ('%s') to ('%s')".formatted(week, from,
                    from.plus(Duration.ofDays(7)))).update();
            database.sql("create table audit_daily_%d partition of audit_daily for values from ('%s') to ('%s')".formatted(week, from,
                    from.plus(Duration.ofDays(7)))).update();
        }
        database.sql("insert into audit_source (name) values ('node'), ('console')").update();
        database.sql("""
                insert into audit_class (source_id, operation, kind, broker, outcome, role, policies) values
                (1, 'read', 'VALUES', 'okx', 'DONE', 'trading-engine', ''), (1, 'read', 'METADATA', 'okx', 'DONE', 'user', ''),
                (1, 'read', 'METADATA', 'okx', 'DONE', 'support', '')""").update();
        database.sql("insert into audit_user (name) values ('trading-engine'), ('alice'), ('sam')").update();
        database.sql("insert into audit_address (name) values ('192.0.2.1'), ('192.0.2.2')").update();
        database.sql("insert into audit_path (path, owner, key) values ('secret/data/users/alice/okx', 'alice', 'okx'), ('secret/metadata/users/alice/okx', 'alice', 'okx')").update();
        database.sql("insert into audit_path (path, owner, key) select 'secret/data/users/u' || n || '/okx', 'u' || n, 'okx' from generate_series(1, 1000) n").update();
        insert(1, 1, 1, "1 minute", WEEKS * 7L * 24 * 60);
        // By hand at nine each morning, and by support once, last night.
        for (int day = 1; day <= 20; day++) {
            insertAt(2, 2, 2, END.minus(Duration.ofDays(day)).truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(9)), 12);
        }
        insertAt(3, 3, 2, END.minus(Duration.ofHours(3)), 1);
        database.sql("""
                insert into audit_operation (at, id, class_id, user_id, address_id, path_id)
                select ?::timestamptz - n * interval '10 seconds', 10000000 + n, 1, 1, 1, 3 + n % 1000 from generate_series(1, 300000) n""")
                .param(END.toString()).update();
        database.sql("analyze").update();
        var user = Mockito.mock(CurrentUser.class);
        Mockito.when(user.get()).thenReturn(new Person(ALICE, "Alice", Set.of(Role.USER), null));
        readers = new ReadersOfKeys(new NamedParameterJdbcTemplate(postgres.dataSource()), Mockito.mock(AuditSearch.class), user, Clock.fixed(NOW, UTC));
        activity = new OwnKeyActivity(new NamedParameterJdbcTemplate(postgres.dataSource()), user);
    }

    private static void insert(int classId, int user, int path, String step, long count) {
        database.sql("""
                insert into audit_operation (at, id, class_id, user_id, address_id, path_id, version)
                select ?::timestamptz - n * ?::interval, n, ?, ?, 1, ?, 3 from generate_series(1, ?) n""")
                .params(END.toString(), step, classId, user, path, count).update();
    }

    private static void insertAt(int classId, int user, int path, Instant at, int count) {
        database.sql("""
                insert into audit_operation (at, id, class_id, user_id, address_id, path_id)
                select ?::timestamptz + n * interval '1 second', 20000000 + n, ?, ?, 2, ? from generate_series(1, ?) n""")
                .params(at.toString(), classId, user, path, count).update();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    private static long rowsReadWithoutAnIndex() throws InterruptedException {
        // PostgreSQL tells it a second late.
        Thread.sleep(1500);
        return database.sql("select coalesce(sum(seq_tup_read), 0) from pg_stat_user_tables where relname like 'audit_operation_%'").query(Long.class).single();
    }

    @Test
    void pagesFollowOnEachOtherToTheBeginningAndTellEachOperationOnce() throws InterruptedException {
        long before = rowsReadWithoutAnIndex();
        var events = new ArrayList<KeyEvent>();
        var slowest = Duration.ZERO;
        KeyEvents page = null;
        do {
            var begun = System.nanoTime();
            page = activity.of(KEY, page == null ? null : page.next(), 50, UTC);
            var took = Duration.ofNanos(System.nanoTime() - begun);
            slowest = took.compareTo(slowest) > 0 ? took : slowest;
            events.addAll(page.events());
        } while (page.next() != null);

        System.out.printf("%d events of %d operations; the slowest page took %d ms.%n", events.size(), events.stream().mapToLong(KeyEvent::times).sum(),
                slowest.toMillis());
        assertThat(events).isSortedAccordingTo((a, b) -> b.last().compareTo(a.last()));
        assertThat(events.stream().mapToLong(KeyEvent::times).sum()).isEqualTo(WEEKS * 7L * 24 * 60 + 20 * 12 + 1);
        assertThat(events).filteredOn(event -> event.actor() == Actor.TRADING_ENGINE).hasSize(WEEKS * 7 * 24)
                .allSatisfy(event -> assertThat(event.times()).isBetween(1L, 60L));
        assertThat(events).filteredOn(event -> event.actor() == Actor.SUPPORT).singleElement()
                .satisfies(event -> assertThat(event.marks()).containsExactly(Mark.NEW_READER));
        assertThat(rowsReadWithoutAnIndex() - before).as("rows of a week that has hardly any").isLessThan(1000);
        assertThat(slowest).as("on a machine that is busy with other things, too").isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void allKeysAreFoundAlongTheIndexToo() throws InterruptedException {
        long before = rowsReadWithoutAnIndex();

        assertThat(activity.ofAll(null, 50, UTC).events()).hasSizeGreaterThanOrEqualTo(50);

        assertThat(rowsReadWithoutAnIndex() - before).as("rows of a week that has hardly any").isLessThan(1000);
    }

    @Test
    void theReadersOfAMonthAreTheSameFromDaysThatAreCountedAndFoundAlongTheIndexWithoutThem() throws InterruptedException {
        long before = rowsReadWithoutAnIndex();
        var uncounted = readers.of(KEY);
        var day = Duration.ofDays(1);
        var from = NOW.minus(day.multipliedBy(30)).truncatedTo(ChronoUnit.DAYS);

        assertThat(uncounted.readers()).singleElement().satisfies(reader -> {
            assertThat(reader.actor()).isEqualTo(Actor.TRADING_ENGINE);
            assertThat(reader.address()).isEqualTo("192.0.2.1");
            assertThat(reader.lastDay()).isBetween(23 * 60L, 24 * 60L);
            assertThat(reader.lastMonth()).isEqualTo(Duration.between(from, END).toMinutes());
            assertThat(reader.last()).isEqualTo(END.minus(Duration.ofMinutes(1)));
        });
        assertThat(uncounted.engineReadsIt(NOW)).contains(END.minus(Duration.ofMinutes(1)));
        assertThat(uncounted.engineReadsIt(NOW.plus(day))).as("a day later").isEmpty();
        assertThat(uncounted.complete()).as("as no log is read").isFalse();
        assertThat(uncounted.readTo()).isNull();
        assertThat(readers.firstRead(KEY, 3, END.minus(day)).orElseThrow().at()).isEqualTo(END.minus(day));
        assertThat(readers.firstRead(KEY, 4, END.minus(day))).as("a version that nobody has read").isEmpty();
        assertThat(rowsReadWithoutAnIndex() - before).as("rows of a week that has hardly any").isLessThan(1000);

        for (var counted = from; counted.isBefore(NOW.truncatedTo(ChronoUnit.DAYS)); counted = counted.plus(day)) {
            count(counted);
        }
        assertThat(readers.of(KEY)).isEqualTo(uncounted);
    }

    private static void count(Instant day) {
        database.sql("insert into audit_counted_day values ((?::timestamptz at time zone 'UTC')::date)").param(day.toString()).update();
        database.sql("""
                insert into audit_daily (at, class_id, user_id, address_id, path_id, error_id, operations)
                select ?::timestamptz, class_id, user_id, address_id, path_id, error_id, count(*) from audit_operation
                where at >= ?::timestamptz and at < ?::timestamptz group by 2, 3, 4, 5, 6""")
                .params(day.toString(), day.toString(), day.plus(Duration.ofDays(1)).toString()).update();
    }
}
