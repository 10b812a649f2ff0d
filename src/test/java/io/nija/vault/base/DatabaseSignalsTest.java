package io.nija.vault.base;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import io.nija.vault.testing.DevPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Signals of a real database, whose connection breaks. */
class DatabaseSignalsTest {

    private static final String MISSED = "(missed)";

    private static DevPostgres postgres;
    private static JdbcClient sql;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private DatabaseSignals signals;

    @BeforeAll
    static void startDatabase() throws IOException {
        postgres = DevPostgres.start();
        sql = JdbcClient.create(postgres.dataSource());
    }

    @AfterAll
    static void stopDatabase() throws IOException {
        postgres.close();
    }

    private static JdbcConnectionDetails details() {
        return new JdbcConnectionDetails() {

            @Override
            public String getUsername() {
                return postgres.settings().get("SPRING_DATASOURCE_USERNAME");
            }

            @Override
            public String getPassword() {
                return postgres.settings().get("SPRING_DATASOURCE_PASSWORD");
            }

            @Override
            public String getJdbcUrl() {
                return postgres.settings().get("SPRING_DATASOURCE_URL");
            }
        };
    }

    @BeforeEach
    void listen() {
        signals = new DatabaseSignals(details(), "word") {

            @Override
            protected void heard(Set<String> said) {
                heard.addAll(said);
            }

            @Override
            protected void missed() {
                heard.add(MISSED);
            }
        };
        signals.start();
        await().until(() -> heard.contains(MISSED));
    }

    @AfterEach
    void stop() {
        signals.stop();
    }

    private static void say(String word) {
        sql.sql("select pg_notify('word', ?)").param(word).query((row, number) -> "").single();
    }

    private static long connections() {
        return sql.sql("select count(*) from pg_stat_activity where application_name = 'word'").query(Long.class).single();
    }

    @Test
    void whatIsSaidIsHeard() {
        say("one");

        await().untilAsserted(() -> assertThat(heard).containsExactly(MISSED, "one"));
    }

    @Test
    void afterTheConnectionBrokeItIsHeardAgainAndThatWordsMayBeMissing() {
        sql.sql("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'word'").query((row, number) -> "").list();

        await().untilAsserted(() -> assertThat(heard).containsExactly(MISSED, MISSED));
        say("two");
        await().untilAsserted(() -> assertThat(heard).endsWith("two"));
    }

    @Test
    void whoStopsDoesNotWaitForAWordAndLeavesNoConnection() {
        signals.stop();

        await().untilAsserted(() -> assertThat(connections()).isZero());
        assertThat(Thread.getAllStackTraces().keySet()).noneMatch(thread -> thread.getName().equals("word signals"));
    }
}
