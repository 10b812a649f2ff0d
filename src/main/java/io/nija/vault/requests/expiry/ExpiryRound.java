package io.nija.vault.requests.expiry;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

import io.nija.vault.credentials.Broker;
import io.nija.vault.credentials.BrokerCatalogue;
import io.nija.vault.notices.Notice;
import io.nija.vault.notices.NoticeKind;
import io.nija.vault.notices.Notices;
import io.nija.vault.requests.RequestsOfTheConsole;
import io.nija.vault.requests.Urgency;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Reminds owners of keys that expire, each reminder once, and asks for a rotation once the last day is over. It looks every hour and says
 * only what has not been said, so a round that was missed is made up for by the next; see src/docs/decisions/reminders.md.
 */
@Component
class ExpiryRound {

    private static final Logger log = LoggerFactory.getLogger(ExpiryRound.class);

    private final ExpiringKeys keys;
    private final Notices notices;
    private final RequestsOfTheConsole requests;
    private final BrokerCatalogue brokers;
    private final JdbcClient database;
    private final TransactionOperations transactions;
    private final Clock clock;

    ExpiryRound(ExpiringKeys keys, Notices notices, RequestsOfTheConsole requests, BrokerCatalogue brokers, JdbcClient database,
            TransactionOperations transactions, Clock clock) {
        this.keys = keys;
        this.notices = notices;
        this.requests = requests;
        this.brokers = brokers;
        this.database = database;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 1, fixedRate = 60, timeUnit = TimeUnit.MINUTES)
    @SchedulerLock(name = "expiry", lockAtMostFor = "50m", lockAtLeastFor = "30s")
    void look() {
        try {
            var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            keys.until(today.plusDays(Reminder.FIRST)).forEach(key -> Reminder.of(key.due(), today).ifPresent(reminder -> take(key, reminder)));
        } catch (DataAccessException | TransactionException e) {
            log.warn("Which keys expire is not known for now, as the database is away: {}", e.getMessage());
        }
    }

    /** One that fails keeps no other from being reminded of. */
    private void take(ExpiringKey key, Reminder reminder) {
        try {
            transactions.executeWithoutResult(status -> {
                remind(key, reminder);
                if (reminder.isOverdue()) {
                    ask(key, reminder);
                }
            });
        } catch (RuntimeException e) {
            log.error("The owner of {} could not be reminded that it expires", key.id(), e);
        }
    }

    private void remind(ExpiringKey key, Reminder reminder) {
        var once = "expiry/%s/%s/%d".formatted(key.id().key(), key.due(), reminder.step());
        var broker = brokers.find(key.id().broker()).map(Broker::name).orElse(key.id().broker().value());
        var name = key.label() == null ? key.id().name().map(of -> broker + " key " + of).orElse(broker + " key") : broker + " key “" + key.label() + "”";
        notices.tell(new Notice(key.id().owner(), NoticeKind.EXPIRY, once, "Your %s %s".formatted(name, reminder.words()), text(key, broker, reminder),
                "keys/" + key.id().key()));
    }

    private static String text(ExpiringKey key, String broker, Reminder reminder) {
        var why = key.days() == null ? "Its last day is %s, as you have put down.".formatted(key.due())
                : "Keys of %s are to be rotated every %d days, so its last day is %s.".formatted(broker, key.days(), key.due());
        return why + (reminder.isOverdue() ? " Rotate it now." : " Make a new key at %s and rotate it before then.".formatted(broker));
    }

    /** Once for each last day: whoever cancels the request has decided. */
    private void ask(ExpiringKey key, Reminder reminder) {
        boolean asked = database.sql("select exists (select from expiry_request where owner = :owner and key = :key and due = :due)")
                .param("owner", key.id().owner().value()).param("key", key.id().key()).param("due", key.due()).query(Boolean.class).single();
        if (!asked) {
            requests.openForExpiry(key.id(), Urgency.NORMAL, "The key " + reminder.words()).ifPresent(number ->
                    database.sql("insert into expiry_request (owner, key, due, request, at) values (:owner, :key, :due, :request, :now)")
                            .param("owner", key.id().owner().value()).param("key", key.id().key()).param("due", key.due()).param("request", number)
                            .param("now", Timestamp.from(clock.instant())).update());
        }
    }
}
