package io.nija.vault.requests.engine;

import java.sql.Timestamp;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;
import io.nija.vault.credentials.CredentialSummary;
import io.nija.vault.credentials.IndexedKeys;
import io.nija.vault.requests.RequestKind;
import io.nija.vault.requests.RequestSource;
import io.nija.vault.requests.RequestState;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Opens the requests of bulk rotations that are ready, some at a time: they may be for thousands of keys, each with a link that Vault has
 * to wrap. A console that is killed meanwhile leaves the rest to the next round. Keys with a live request and those whose values are newer
 * than the bulk rotation are left out.
 */
@Component
class Spreading {

    private static final int AT_ONCE = 50;

    private final JdbcClient database;
    private final RequestStore store;
    private final IndexedKeys keys;
    private final Opening opening;
    private final Course course;
    private final TransactionOperations transactions;

    Spreading(JdbcClient database, RequestStore store, IndexedKeys keys, Opening opening, Course course, TransactionOperations transactions) {
        this.database = database;
        this.store = store;
        this.keys = keys;
        this.opening = opening;
        this.course = course;
        this.transactions = transactions;
    }

    void round() {
        database.sql("select id from rotation_request where kind = 'BULK_ROTATION' and state = 'READY_TO_ROTATE' and spread_at is null").query(Long.class).list()
                .forEach(this::spread);
    }

    private void spread(long bulk) {
        @Nullable CredentialId after = null;
        do {
            var from = after;
            after = transactions.execute(transaction -> store.lock(bulk).filter(Spreading::isUnfinished).flatMap(request -> next(request, from)).orElse(null));
        } while (after != null);
    }

    private static boolean isUnfinished(RequestRow bulk) {
        return bulk.state() == RequestState.READY_TO_ROTATE && !bulk.spread();
    }

    /** @return after which key it goes on; empty at the end */
    private Optional<CredentialId> next(RequestRow bulk, @Nullable CredentialId after) {
        var scope = Objects.requireNonNull(bulk.scope());
        var some = keys.inUse(scope.broker(), scope.owners(), after, AT_ONCE);
        if (some.isEmpty()) {
            database.sql("update rotation_request set spread_at = :now where id = :id").param("now", Timestamp.from(course.now())).param("id", bulk.id()).update();
            course.note(bulk, "requests are open for all keys", null, null);
            course.finish(bulk.id());
            return Optional.empty();
        }
        var taken = taken(bulk.id(), some);
        some.stream().filter(key -> !taken.contains(key.id()) && key.lastWrite().isBefore(bulk.summary().created())).forEach(key -> open(bulk, key));
        return Optional.of(some.getLast().id());
    }

    private void open(RequestRow bulk, CredentialSummary key) {
        store.lockKey(key.id());
        if (store.live(key.id()).isEmpty()) {
            opening.open(key, RequestKind.ROTATION, bulk.summary().urgency(), RequestSource.BULK, bulk.summary().reason(), bulk.summary().askedBy(), bulk.id());
        }
    }

    private Set<CredentialId> taken(long bulk, List<CredentialSummary> some) {
        return database.sql("""
                select owner, key from rotation_request where (closed_at is null or parent = :bulk)
                    and (owner, key) in (select * from unnest(:owners::varchar[], :keys::varchar[]))""")
                .param("bulk", bulk).param("owners", some.stream().map(key -> key.id().owner().value()).toArray(String[]::new))
                .param("keys", some.stream().map(key -> key.id().key()).toArray(String[]::new))
                .query((row, number) -> CredentialId.parse(new UserId(row.getString("owner")), row.getString("key"))).list().stream().collect(Collectors.toSet());
    }
}
