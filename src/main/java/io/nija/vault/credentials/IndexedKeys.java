package io.nija.vault.credentials;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import io.nija.vault.base.BrokerId;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The keys as the index has them, for features that have found out by themselves who may know of them. Metadata only. Destroyed ones are
 * left out unless it says otherwise. Every method throws {@link org.springframework.dao.DataAccessException} when the database does not answer.
 */
@Component
public class IndexedKeys {

    private static final String IN_SCOPE = """
            from credential where state = 'ACTIVE' and (:broker::varchar is null or broker = :broker)
                and (cardinality(:owners::varchar[]) = 0 or owner = any (:owners::varchar[]))""";

    private final JdbcClient database;

    IndexedKeys(JdbcClient database) {
        this.database = database;
    }

    public Optional<CredentialSummary> find(CredentialId id) {
        return withDestroyed(List.of(id)).stream().filter(key -> key.state() != CredentialState.DESTROYED).findFirst();
    }

    /** @throws CredentialNotFoundException when there is no such key */
    public CredentialSummary get(CredentialId id) {
        return find(id).orElseThrow(() -> new CredentialNotFoundException("There is no such key. It may have been destroyed."));
    }

    /** Those that there are of them, destroyed ones too. */
    public List<CredentialSummary> withDestroyed(Collection<CredentialId> ids) {
        return database.sql("""
                select c.* from credential c join unnest(:owners::varchar[], :keys::varchar[]) as wanted (owner, key)
                    on c.owner = wanted.owner and c.key = wanted.key""")
                .param("owners", ids.stream().map(id -> id.owner().value()).toArray(String[]::new))
                .param("keys", ids.stream().map(CredentialId::key).toArray(String[]::new))
                .query(IndexedKeys::summary).list();
    }

    /** A person's, in use or revoked. */
    public List<CredentialSummary> of(UserId owner) {
        return database.sql("select * from credential where owner = :owner and state <> 'DESTROYED' order by key").param("owner", owner.value())
                .query(IndexedKeys::summary).list();
    }

    /**
     * People with keys.
     *
     * @param prefix  what their id begins with, in any case; blank for none
     * @param brokers or where they have a key
     * @return at most so many, by id
     */
    public List<UserId> owners(String prefix, Collection<BrokerId> brokers, int atMost) {
        return database.sql("""
                select distinct owner from credential where state <> 'DESTROYED'
                    and (:prefix <> '' and starts_with(lower(owner), :prefix) or broker = any (:brokers::varchar[])) order by owner limit :limit""")
                .param("prefix", prefix.strip().toLowerCase(Locale.ROOT)).param("brokers", brokers.stream().map(BrokerId::value).toArray(String[]::new))
                .param("limit", atMost).query(String.class).list().stream().map(UserId::new).toList();
    }

    /** How many keys are in use, of a broker and of these people; null and none for any. */
    public int countInUse(@Nullable BrokerId broker, Collection<UserId> owners) {
        return database.sql("select count(*) " + IN_SCOPE).param("broker", value(broker)).param("owners", values(owners))
                .query(Integer.class).single();
    }

    /** How old the values of keys in use are: how many under 30 days, under 90, under 180, under a year, and older. */
    public record Ages(BrokerId broker, long month, long quarter, long halfYear, long year, long older) {
    }

    /** By broker, most keys first. */
    public List<Ages> ages() {
        return database.sql("""
                select broker, count(*) filter (where age < 30) as month, count(*) filter (where age >= 30 and age < 90) as quarter,
                    count(*) filter (where age >= 90 and age < 180) as half_year, count(*) filter (where age >= 180 and age < 365) as year,
                    count(*) filter (where age >= 365) as older
                from (select broker, extract(epoch from now() - coalesce(rotated_at, created_at)) / 86400 as age from credential where state = 'ACTIVE') as keys
                group by broker order by count(*) desc, broker""")
                .query((row, number) -> new Ages(new BrokerId(row.getString("broker")), row.getLong("month"), row.getLong("quarter"), row.getLong("half_year"),
                        row.getLong("year"), row.getLong("older"))).list();
    }

    /** The keys that are in use, by owner and key. @param after the last of those that were there before; null for the first */
    public List<CredentialSummary> inUse(@Nullable BrokerId broker, Collection<UserId> owners, @Nullable CredentialId after, int atMost) {
        return database.sql("select * " + IN_SCOPE + " and (owner, key) > (:owner, :key) order by owner, key limit :limit")
                .param("broker", value(broker)).param("owners", values(owners)).param("owner", after == null ? "" : after.owner().value())
                .param("key", after == null ? "" : after.key()).param("limit", atMost).query(IndexedKeys::summary).list();
    }

    private static @Nullable String value(@Nullable BrokerId broker) {
        return broker == null ? null : broker.value();
    }

    private static String[] values(Collection<UserId> owners) {
        return owners.stream().map(UserId::value).toArray(String[]::new);
    }

    private static CredentialSummary summary(ResultSet row, int number) throws SQLException {
        var id = CredentialId.parse(new UserId(row.getString("owner")), row.getString("key"));
        var expires = row.getObject("expires_on", LocalDate.class);
        return new CredentialSummary(id, new KeyDescription(row.getString("label"), row.getString("note"), expires), row.getString("key_hint"),
                CredentialState.valueOf(row.getString("state")), row.getInt("version"), Objects.requireNonNull(time(row, "created_at")),
                time(row, "rotated_at"), time(row, "revoked_at"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
