package io.nija.vault.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.SecretValue;
import io.nija.vault.base.UserId;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.credentials.FreshSignInRequiredException;
import io.nija.vault.credentials.KeyDescription;
import io.nija.vault.credentials.KeyMaterial;
import io.nija.vault.security.CurrentUser;
import io.nija.vault.testing.ConsoleTest;
import io.nija.vault.testing.IndexAway;
import io.nija.vault.testing.People;
import jakarta.servlet.http.HttpSessionEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.session.HttpSessionEventPublisher;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static io.nija.vault.testing.People.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** What people do in the console is on record, and what cannot be put there is not shown. */
@ConsoleTest
class ConsoleRecordsTest {

    @Autowired
    WebApplicationContext console;
    @Autowired
    ConsoleRecords records;
    @Autowired
    Credentials credentials;
    @Autowired
    CurrentUser user;
    @Autowired
    DataSource database;
    @Autowired
    TransactionTemplate transaction;
    @Autowired
    JdbcTemplate sql;
    @Autowired
    People people;

    private final CredentialId key = People.newKey(ALICE, "okx");

    @BeforeEach
    void signIn() {
        people.signIn(ALICE);
    }

    private static KeyMaterial material() {
        return new KeyMaterial(SecretValue.of("k".repeat(16)), SecretValue.of("s".repeat(16)), Map.of());
    }

    private List<Map<String, Object>> ofKey() {
        return OwnRecords.ofOwner(sql, "alice").stream().filter(record -> key.key().equals(record.get("key"))).toList();
    }

    @Test
    void everyDeedIsOnRecordWithWhoWhatAndFromWhere() {
        credentials.add(key, material(), KeyDescription.EMPTY);
        credentials.reveal(key, "api_secret");
        credentials.rotate(key, material(), 1);
        credentials.rollBack(key, 1, 2);
        credentials.revoke(key);
        credentials.restore(key);
        credentials.destroy(key);

        assertThat(ofKey()).extracting(record -> record.get("operation"), record -> record.get("version"))
                .containsExactly(tuple("add", null), tuple("reveal", 1),
                        tuple("rotate", 2), tuple("roll-back", 3),
                        tuple("revoke", null), tuple("restore", null),
                        tuple("destroy", null));
        assertThat(ofKey()).allSatisfy(record -> assertThat(record).containsEntry("kind", "CONSOLE").containsEntry("outcome", "DONE")
                .containsEntry("user", "alice").containsEntry("role", "user").containsEntry("address", "127.0.0.1"));
    }

    @Test
    void whatDidNotComeAboutIsOnRecordWithWhy() {
        credentials.add(key, material(), KeyDescription.EMPTY);
        people.signIn(ALICE, Duration.ofMinutes(6));

        assertThatExceptionOfType(FreshSignInRequiredException.class).isThrownBy(() -> credentials.destroy(key));

        assertThat(ofKey().getLast()).containsEntry("operation", "destroy").containsEntry("outcome", "DENIED")
                .containsEntry("error", "Confirm that it is you: sign in again, then go on.");
    }

    @Test
    void withoutTheDatabaseNoValueIsShownButAKeyCanBeRevoked() throws Exception {
        credentials.add(key, material(), KeyDescription.EMPTY);

        try (var away = new IndexAway(database)) {
            assertThatExceptionOfType(NotRecordedException.class).isThrownBy(() -> credentials.reveal(key, "api_secret"))
                    .withMessageContaining("cannot be put on record");
            credentials.revoke(key);
        }

        await().untilAsserted(() -> assertThat(ofKey()).extracting(record -> record.get("operation"))
                .containsExactly("add", "revoke"));
    }

    @Test
    void aTransactionOfTheCallersThatIsUndoneLeavesTheRecord() {
        transaction.executeWithoutResult(status -> {
            records.beforeShowing(ConsoleAction.REVEAL, key, 1, "api_key");
            status.setRollbackOnly();
        });

        assertThat(ofKey()).hasSize(1);
    }

    @Test
    void whatWaitsForTheDatabaseComesInItsOrder() {
        var away = new boolean[] { true };
        var waiting = new ConsoleRecords(new DelegatingDataSource(database) {

            @Override
            public Connection getConnection() throws SQLException {
                if (away[0]) {
                    throw new SQLException("away");
                }
                return super.getConnection();
            }
        }, user);
        waiting.done(ConsoleAction.REVOKE, OperationOutcome.DONE, key, null, null);
        waiting.done(ConsoleAction.RESTORE, OperationOutcome.DONE, key, null, null);
        waiting.writeWaiting();
        assertThat(ofKey()).isEmpty();

        away[0] = false;
        waiting.done(ConsoleAction.ROTATE, OperationOutcome.DONE, key, 2, null);
        waiting.writeWaiting();

        assertThat(ofKey()).extracting(record -> record.get("operation")).containsExactly("revoke", "restore", "rotate");
    }

    @Test
    void aFailedSignInIsOnRecordWithItsAddressAndNobodysName() {
        var browser = MockMvcTester.from(console, builder -> builder.apply(SecurityMockMvcConfigurers.springSecurity()).build());
        var address = "2001:db8::" + Integer.toHexString(UUID.randomUUID().hashCode() & 0xffff);

        // As after a filter of the container that keeps the request for the thread.
        browser.get().uri("/login/oauth2/code/nija?error=<b>no</b>&state=x").with(request -> {
            request.setRemoteAddr(address);
            RequestContextHolder.setRequestAttributes(
                    new ServletRequestAttributes(request));
            return request;
        }).exchange();

        await().untilAsserted(() -> assertThat(sql.queryForList("""
                select u.name as person, c.operation, c.outcome, c.kind, e.text as reason from audit_operation o join audit_class c on c.id = o.class_id
                join audit_user u on u.id = o.user_id join audit_address a on a.id = o.address_id join audit_error e on e.id = o.error_id where a.name = ?""", address))
                .containsExactly(Map.of("person", "-", "operation", "sign-in", "outcome", "DENIED", "kind", "CONSOLE", "reason", "authorization_request_not_found")));
    }

    @Test
    void ofManyFailedSignInsTheFirstAreOnRecordAndTheOthersAreCounted() {
        var failures = new FailedSignIns(records);
        var busy = newAddress();
        for (int i = 0; i < 50; i++) {
            failures.record(failedSignIn(busy));
        }
        failures.endOfMinute();
        failures.endOfMinute();

        assertThat(signInsFrom(busy)).containsExactly("access_denied", FailedSignIns.OF_AN_ADDRESS, "40 more within a minute: 40 from " + busy, 1);
    }

    @Test
    void failedSignInsFromEverywhereDoNotFillTheTable() {
        var failures = new FailedSignIns(records);
        var busy = newAddress();
        for (int i = 0; i < 30; i++) {
            failures.record(failedSignIn(busy));
        }
        var last = "";
        for (int i = 0; i < 500; i++) {
            last = newAddress();
            failures.record(failedSignIn(last));
        }
        failures.endOfMinute();
        failures.record(failedSignIn(last));

        assertThat(signInsFrom(last)).containsExactly("access_denied", 1);
        assertThat(sql.queryForList("select text from audit_error where text like ?", String.class, "% 20 from " + busy + "%")).singleElement().asString()
                .startsWith("430 more within a minute: 20 from " + busy + ", 1 from ").endsWith(", 406 from elsewhere");
    }

    private static String newAddress() {
        var random = UUID.randomUUID().toString().replace("-", "");
        return "2001:db8:" + random.substring(0, 4) + ":" + random.substring(4, 8) + ":" + random.substring(8, 12) + "::1";
    }

    private static ConsoleRecord failedSignIn(String address) {
        return new ConsoleRecord(ConsoleAction.SIGN_IN, OperationOutcome.DENIED, Instant.now(), "-", "-", null, null, address, null, "access_denied");
    }

    /** Each reason and how often. */
    private List<Object> signInsFrom(String address) {
        await().until(() -> sql.queryForObject("select count(*) from access_record", Long.class) == 0);
        return sql.queryForList("""
                select e.text, count(*)::int as n from audit_operation o join audit_address a on a.id = o.address_id join audit_error e on e.id = o.error_id
                where a.name = ? group by e.text order by n desc""", address).stream().flatMap(row -> Stream.of(row.get("text"), row.get("n"))).toList();
    }

    @Test
    void howASessionEndedIsOnRecord() throws Exception {
        var browser = MockMvcTester.from(console, builder -> builder.apply(SecurityMockMvcConfigurers.springSecurity()).build());
        var sessions = new HttpSessionEventPublisher();
        var olga = new UserId("olga-" + UUID.randomUUID());
        people.pretend(olga, "user");
        var signedIn = SecurityContextHolder.getContext().getAuthentication();
        for (boolean byHand : new boolean[] { true, false }) {
            var session = sessionOfAServer(sessions);
            session.setAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
                    new SecurityContextImpl(signedIn));
            if (byHand) {
                assertThat(browser.post().uri("/logout").session(session).with(csrf())).hasStatus3xxRedirection();
            } else {
                session.invalidate();
            }
        }
        sessionOfAServer(sessions).invalidate();

        await().untilAsserted(() -> assertThat(sql.queryForList("""
                select c.operation, c.role from audit_operation o join audit_class c on c.id = o.class_id join audit_user u on u.id = o.user_id
                where u.name = ? order by o.id""", olga.value())).containsExactly(Map.of("operation", "sign-out", "role", "user"),
                        Map.of("operation", "session-end", "role", "user")));
    }

    /** Which tells its listeners when it ends. */
    private MockHttpSession sessionOfAServer(HttpSessionEventPublisher sessions) {
        return new MockHttpSession(console.getServletContext()) {

            @Override
            public void invalidate() {
                sessions.sessionDestroyed(new HttpSessionEvent(this));
                super.invalidate();
            }
        };
    }

    @Test
    void whoeverIsSeveralThingsIsOnRecordAsAllOfThem() {
        var nina = new UserId("nina-" + UUID.randomUUID());
        people.pretend(nina, "support", "admin");

        records.beforeShowing(ConsoleAction.EXPORT, null, null, "all of yesterday");

        await().untilAsserted(() -> assertThat(sql.queryForList("""
                select c.role, c.operation from audit_operation o join audit_class c on c.id = o.class_id join audit_user u on u.id = o.user_id where u.name = ?""",
                nina.value())).containsExactly(Map.of("role", "admin, support", "operation", "export")));
    }
}
