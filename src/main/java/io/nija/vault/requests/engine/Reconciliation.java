package io.nija.vault.requests.engine;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.nija.vault.base.CredentialId;
import io.nija.vault.credentials.CredentialState;
import io.nija.vault.credentials.CredentialSummary;
import io.nija.vault.credentials.IndexedKeys;
import io.nija.vault.requests.RequestKind;
import io.nija.vault.requests.RequestState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Completes what an owner has done without the request noticing: by a program, by Vault itself, or while the console was killed between
 * the change in Vault and the request's.
 */
@Component
class Reconciliation {

    private static final int AT_ONCE = 500;

    private final JdbcClient database;
    private final RequestStore store;
    private final IndexedKeys keys;
    private final Completion completion;
    private final TransactionOperations transactions;

    Reconciliation(JdbcClient database, RequestStore store, IndexedKeys keys, Completion completion, TransactionOperations transactions) {
        this.database = database;
        this.store = store;
        this.keys = keys;
        this.completion = completion;
        this.transactions = transactions;
    }

    void round() {
        long after = 0;
        List<RequestRow> ready;
        do {
            ready = database.sql(RequestRow.SELECT + "where r.state = 'READY_TO_ROTATE' and r.key is not null and r.id > :after order by r.id limit " + AT_ONCE)
                    .param("after", after).query(RequestRow.mapper(null)).list();
            var found = keys.withDestroyed(ready.stream().map(request -> Objects.requireNonNull(request.summary().key())).toList()).stream()
                    .collect(Collectors.toMap(CredentialSummary::id, Function.identity()));
            ready.stream().filter(request -> isPassed(request, found)).forEach(request -> complete(request.id()));
            after = ready.isEmpty() ? after : ready.getLast().id();
        } while (ready.size() == AT_ONCE);
    }

    private static boolean isPassed(RequestRow request, Map<CredentialId, CredentialSummary> found) {
        var key = found.get(request.summary().key());
        return key != null && isPassed(request, key);
    }

    private static boolean isPassed(RequestRow request, CredentialSummary key) {
        return switch (key.state()) {
            case DESTROYED -> true;
            case REVOKED -> request.summary().kind() == RequestKind.EARLY_REVOCATION;
            case ACTIVE -> Completion.BY_ROTATION.contains(request.summary().kind()) && isRotated(request, key);
        };
    }

    /** Also by the time: the index may have been behind when the version was noted. */
    private static boolean isRotated(RequestRow request, CredentialSummary key) {
        return request.readyVersion() != null && key.version() > request.readyVersion() && request.readyAt() != null
                && key.lastRotation().filter(at -> at.isAfter(request.readyAt())).isPresent();
    }

    /** Once more with a lock on the request: another console may have been first. */
    private void complete(long id) {
        transactions.executeWithoutResult(transaction -> store.lock(id).filter(request -> request.state() == RequestState.READY_TO_ROTATE)
                .ifPresent(request -> keys.withDestroyed(List.of(Objects.requireNonNull(request.summary().key()))).stream()
                        .filter(key -> isPassed(request, key)).forEach(key -> complete(request, key))));
    }

    private void complete(RequestRow request, CredentialSummary key) {
        if (key.state() == CredentialState.DESTROYED) {
            completion.destroyed(request, null);
        } else if (key.state() == CredentialState.REVOKED) {
            completion.revoked(request, null);
        } else {
            completion.rotated(request, key.version(), null);
        }
    }
}
