package io.nija.vault.requests.expiry;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;

import io.nija.vault.audit.ConsoleAction;
import io.nija.vault.audit.ConsoleRecords;
import io.nija.vault.base.BrokerId;
import io.nija.vault.base.UserId;
import io.nija.vault.credentials.BrokerCatalogue;
import io.nija.vault.security.CurrentUser;
import io.nija.vault.security.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;

/**
 * The rules of age, for admins; others get {@link AccessDeniedException}. Each change is on record. Every method throws
 * {@link org.springframework.dao.DataAccessException} when the database does not answer.
 */
@Service
class AgeRules {

    private final JdbcClient database;
    private final BrokerCatalogue brokers;
    private final CurrentUser user;
    private final ConsoleRecords records;
    private final Clock clock;

    AgeRules(JdbcClient database, BrokerCatalogue brokers, CurrentUser user, ConsoleRecords records, Clock clock) {
        this.database = database;
        this.brokers = brokers;
        this.user = user;
        this.records = records;
        this.clock = clock;
    }

    List<AgeRule> all() {
        admin();
        return database.sql("select broker, days, changed_by, changed_at from expiry_rule order by broker")
                .query((row, number) -> new AgeRule(new BrokerId(row.getString(1)), row.getInt(2), new UserId(row.getString(3)),
                        row.getTimestamp(4).toInstant())).list();
    }

    /** How many keys in use are older than that. */
    int older(BrokerId broker, int days) {
        admin();
        return database.sql("select count(*) from credential where state = 'ACTIVE' and broker = :broker and coalesce(rotated_at, created_at) < :then")
                .param("broker", broker.value()).param("then", Timestamp.from(clock.instant().minusSeconds(days * 86_400L))).query(Integer.class).single();
    }

    /**
     * @throws IllegalArgumentException for less than a day or more than {@value AgeRule#MOST_DAYS}
     * @throws io.nija.vault.base.InvalidIdentifierException for a broker that there is not
     */
    void set(BrokerId broker, int days) {
        var person = admin();
        brokers.get(broker);
        if (days < 1 || days > AgeRule.MOST_DAYS) {
            throw new IllegalArgumentException("Keys may get 1 to " + AgeRule.MOST_DAYS + " days old");
        }
        database.sql("""
                insert into expiry_rule (broker, days, changed_by, changed_at) values (:broker, :days, :person, :now)
                on conflict (broker) do update set days = excluded.days, changed_by = excluded.changed_by, changed_at = excluded.changed_at""")
                .param("broker", broker.value()).param("days", days).param("person", person.value()).param("now", Timestamp.from(clock.instant())).update();
        record("Keys of " + broker + " may get " + days + " days old");
    }

    void remove(BrokerId broker) {
        admin();
        if (database.sql("delete from expiry_rule where broker = :broker").param("broker", broker.value()).update() > 0) {
            record("Keys of " + broker + " may get as old as they like");
        }
    }

    private UserId admin() {
        var person = user.get();
        if (!person.roles().contains(Role.ADMIN)) {
            throw new AccessDeniedException("Rules of expiry are for admins");
        }
        return person.id();
    }

    private void record(String detail) {
        records.done(ConsoleAction.EXPIRY_RULE, detail);
    }
}
