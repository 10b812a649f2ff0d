package io.nija.vault.alerts.tell;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.nija.vault.alerts.Severity;
import io.nija.vault.alerts.settings.AlertProperties;
import io.nija.vault.alerts.tell.Message.Line;
import io.nija.vault.base.StartupException;
import io.nija.vault.delivery.send.Outboxes;
import io.nija.vault.testing.DevPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What letters say about alerts, as they wait in a real PostgreSQL. */
class AnnouncerTest {

    /** Nobody listens there, and the letters are to wait. */
    private static final int NO_SERVER = 1;

    private static DevPostgres postgres;

    private JdbcClient database;

    @BeforeAll
    static void start() throws IOException {
        postgres = DevPostgres.start();
        Flyway.configure().dataSource(postgres.dataSource()).load().migrate();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void empty() {
        database = JdbcClient.create(postgres.dataSource());
        database.sql("delete from letter").update();
    }

    private static AlertProperties to(String... addresses) {
        return new AlertProperties(Duration.ofSeconds(1), Duration.ZERO, Duration.ofDays(1), Duration.ofHours(1), Map.of(),
                new AlertProperties.Mail(List.of(addresses)), new AlertProperties.Webhook(null, null, Duration.ofSeconds(1)));
    }

    private static Message message() {
        var since = Instant.parse("2026-11-24T10:00:00Z");
        return new Message("audit-disk", "The disk of an audit log is filling", Severity.CRITICAL, "Make room.", since.plusSeconds(20),
                List.of(new Line("node-1", "The disk of node-1 has 3.0 % left", since, null)),
                List.of(new Line("node-9", "The disk of node-9 has 9.0 % left", since, since.plusSeconds(10))), 0);
    }

    private String letter(String column) {
        return database.sql("select " + column + " from letter").query(String.class).single();
    }

    @Test
    void mailSaysWhatIsWrongWhatToDoAndWhereToLook() {
        try (var outbox = Outboxes.mailing(postgres.dataSource(), NO_SERVER)) {
            new Announcer(to("ops@nija.example", "ada@nija.example"), outbox.outbox()).put(message(), database);
        }

        assertThat(letter("subject")).isEqualTo("Critical: The disk of an audit log is filling (node-1)");
        assertThat(letter("recipient")).isEqualTo("ops@nija.example,ada@nija.example");
        assertThat(letter("address")).isEqualTo("alerts");
        assertThat(letter("content")).isEqualTo("""
                Open:
                - The disk of node-1 has 3.0 % left (since 2026-11-24 10:00:00 UTC)

                Resolved:
                - The disk of node-9 has 9.0 % left (since 2026-11-24 10:00:00 UTC, until 2026-11-24 10:00:10 UTC)

                What to do: Make room.
                """);
    }

    @Test
    void aWebhookGetsTheSameAsJson() {
        try (var outbox = Outboxes.posting(postgres.dataSource(), "alerts", URI.create("http://127.0.0.1:1/"), "top secret")) {
            new Announcer(to(), outbox.outbox()).put(message(), database);
        }

        assertThat(letter("content")).contains("\"rule\":\"audit-disk\"", "\"severity\":\"CRITICAL\"", "\"subject\":\"node-1\"", "\"since\":\"2026-11-24T10:00:00Z\"")
                .doesNotContain("top secret");
    }

    @Test
    void nobodyIsToldWhereThereIsNoWayOut() {
        try (var outbox = Outboxes.closed(postgres.dataSource())) {
            new Announcer(to(), outbox.outbox()).put(message(), database);
        }

        assertThat(database.sql("select count(*) from letter").query(Long.class).single()).isZero();
    }

    @Test
    void somebodyToMailToWithoutAMailServerKeepsTheConsoleFromStarting() {
        try (var outbox = Outboxes.closed(postgres.dataSource())) {
            assertThatExceptionOfType(StartupException.class).isThrownBy(() -> new Announcer(to("ops@nija.example"), outbox.outbox()))
                    .withMessageContaining("spring.mail.host");
        }
    }
}
