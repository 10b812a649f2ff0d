package io.nija.vault.requests.expiry;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import io.nija.vault.base.UserId;
import io.nija.vault.credentials.BrokerCatalogue;
import io.nija.vault.notices.Notices;
import io.nija.vault.requests.Requests;
import io.nija.vault.requests.RequestsOfTheConsole;
import io.nija.vault.testing.ConsoleTest;
import io.nija.vault.testing.People;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** Reminders and requests as the days go by, on the real database; the days of the test begin on 28 November 2026. */
@ConsoleTest
class ExpiryRoundTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);

    @Autowired
    ExpiringKeys keys;
    @Autowired
    Notices notices;
    @Autowired
    RequestsOfTheConsole requests;
    @Autowired
    Requests ofPeople;
    @Autowired
    People people;
    @Autowired
    BrokerCatalogue brokers;
    @Autowired
    JdbcClient database;
    @Autowired
    TransactionTemplate transactions;

    /** Whose requests stay, as the database lets nobody delete those. */
    private final String owner = "erin" + UUID.randomUUID().toString().substring(0, 8);
    private final MovedClock clock = new MovedClock();
    private ExpiryRound round;

    @BeforeEach
    @AfterEach
    void nothingIsThere() {
        List.of("expiry_rule", "credential where owner = '" + owner + "'").forEach(what -> database.sql("delete from " + what).update());
        round = new ExpiryRound(keys, notices, requests, brokers, database, transactions, clock);
    }

    private void key(String key, LocalDate expiresOn, LocalDate written) {
        database.sql("""
                insert into credential (owner, key, broker, label, state, version, created_at, expires_on)
                values (:owner, :key, 'kraken', 'Bot', 'ACTIVE', 1, :written, :expires)""").param("owner", owner).param("key", key)
                .param("written", Timestamp.from(Instant.parse(written + "T10:00:00Z"))).param("expires", expiresOn).update();
    }

    private void rule(int days) {
        database.sql("insert into expiry_rule (broker, days, changed_by, changed_at) values ('kraken', :days, 'ada', now())").param("days", days).update();
    }

    private List<String> told() {
        return database.sql("select title from notice where person = :owner and kind = 'EXPIRY' order by id").param("owner", owner).query(String.class).list();
    }

    private long opened() {
        return database.sql("select count(*) from expiry_request where owner = :owner").param("owner", owner).query(Long.class).single();
    }

    private void days(int days) {
        clock.move(Duration.ofDays(days));
        round.look();
    }

    @Test
    void eachReminderIsGivenOnceHoweverOftenItLooks() {
        key("kraken--daily", TODAY.plusDays(31), TODAY.minusDays(10));

        for (int day = 0; day <= 46; day++) {
            round.look();
            days(1);
        }

        assertThat(told()).containsExactly("Your Kraken key “Bot” expires in 30 days", "Your Kraken key “Bot” expires in 14 days",
                "Your Kraken key “Bot” expires in 7 days", "Your Kraken key “Bot” expires tomorrow", "Your Kraken key “Bot” expired yesterday",
                "Your Kraken key “Bot” expired 7 days ago", "Your Kraken key “Bot” expired 14 days ago");
    }

    @Test
    void aConsoleThatWasAwayForWeeksRemindsOnceOfWhatCountsNow() {
        key("kraken--away", TODAY.plusDays(30), TODAY.minusDays(10));

        days(28);
        days(0);

        assertThat(told()).containsExactly("Your Kraken key “Bot” expires in 2 days");
    }

    @Test
    void theRuleOfABrokerCountsFromTheLastRotationAndTheEarlierDateDoes() {
        rule(90);
        key("kraken--old", null, TODAY.minusDays(89));
        key("kraken--new", null, TODAY.minusDays(10));
        key("kraken--both", TODAY.plusDays(6), TODAY.minusDays(70));

        round.look();

        assertThat(told()).containsExactlyInAnyOrder("Your Kraken key “Bot” expires tomorrow", "Your Kraken key “Bot” expires in 6 days");
        assertThat(database.sql("select text from notice where person = :owner and title like '%tomorrow'").param("owner", owner).query(String.class).single())
                .contains("are to be rotated every 90 days", "2026-11-29");
    }

    @Test
    void anOverdueKeyOpensARequestOnceAndNotAgainWhenThatIsCancelled() {
        key("kraken--over", TODAY.minusDays(1), TODAY.minusDays(100));

        round.look();
        round.look();

        assertThat(opened()).isEqualTo(1);
        long request = database.sql("select request from expiry_request where owner = :owner").param("owner", owner).query(Long.class).single();
        assertThat(database.sql("select state || ' ' || source from rotation_request where id = :id").param("id", request).query(String.class).single())
                .isEqualTo("READY_TO_ROTATE EXPIRY");
        people.pretend(new UserId(owner), "user");
        ofPeople.cancel(request, "I keep it");
        days(7);
        assertThat(opened()).isEqualTo(1);
        assertThat(told()).hasSize(2);
    }

    @Test
    void aRotationEndsItAlsoWhereTheOldDateStayed() {
        key("kraken--done", TODAY.minusDays(2), TODAY.minusDays(100));
        database.sql("update credential set rotated_at = :now where owner = :owner").param("owner", owner).param("now", Timestamp.from(clock.instant())).update();

        round.look();

        assertThat(told()).isEmpty();
        assertThat(opened()).isZero();
    }

    @Test
    void severalConsolesAtOnceRemindAndAskOnce() throws Exception {
        key("kraken--race", TODAY.minusDays(3), TODAY.minusDays(100));
        var ready = new CountDownLatch(1);
        try (var consoles = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                consoles.submit(() -> {
                    ready.await();
                    round.look();
                    return null;
                });
            }
            ready.countDown();
        }

        assertThat(told()).containsExactly("Your Kraken key “Bot” expired 3 days ago");
        assertThat(opened()).isEqualTo(1);
    }

    @Test
    void revokedKeysAreLeftAlone() {
        key("kraken--revoked", TODAY.minusDays(3), TODAY.minusDays(100));
        database.sql("update credential set state = 'REVOKED' where owner = :owner").param("owner", owner).update();

        round.look();

        assertThat(told()).isEmpty();
    }
}
