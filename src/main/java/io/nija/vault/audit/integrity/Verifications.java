package io.nija.vault.audit.integrity;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.nija.vault.audit.AuditVerification;
import io.nija.vault.audit.VerificationResult;
import io.nija.vault.audit.VerificationResult.Outcome;
import io.nija.vault.audit.integrity.SourceCheck.Found;
import io.nija.vault.vault.AuditHeads;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Verifies one source at a time, as each takes a connection and a processor for as long as it lasts. */
@Service
class Verifications implements AuditVerification {

    private static final Logger log = LoggerFactory.getLogger(Verifications.class);

    private static final Found NOTHING = new Found(0, 0, 0, 0, 0, null);

    private final SourceCheck check;
    private final AuditHeads heads;
    private final VerificationResults results;
    private final JdbcClient database;
    private final Map<String, RunningVerification> running = new ConcurrentHashMap<>();
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().name("audit-verification").daemon().factory());

    Verifications(SourceCheck check, AuditHeads heads, JdbcClient database) {
        this.check = check;
        this.heads = heads;
        this.database = database;
        results = new VerificationResults(database);
    }

    @Override
    public List<Source> sources() {
        var last = results.latest();
        return database.sql("select id, name, lines from audit_source order by name").query((row, number) -> {
            var name = row.getString(2);
            var current = running.get(name);
            return new Source(name, row.getLong(3), current == null ? null : current.state(), last.get(row.getInt(1)));
        }).list();
    }

    @Override
    public Optional<LastHead> lastHead(String source) {
        var signed = heads.signed(source);
        return signed.isEmpty() ? Optional.empty()
                : heads.read(source, signed.getLast()).map(head -> new LastHead(head.lines(), head.time()));
    }

    @Override
    public void start(String source, @Nullable Instant since) {
        var verification = new RunningVerification(this::tell);
        if (running.putIfAbsent(source, verification) == null) {
            thread.execute(() -> run(source, since, verification));
            tell();
        }
    }

    private void run(String source, @Nullable Instant since, RunningVerification verification) {
        var started = Instant.now();
        Found found = NOTHING;
        Outcome outcome;
        try {
            found = check.check(source, since, verification);
            outcome = found.finding() == null ? Outcome.GOOD : Outcome.WRONG;
        } catch (CancellationException e) {
            outcome = Outcome.CANCELLED;
        } catch (SQLException | IOException | RuntimeException e) {
            log.warn("The audit log of {} could not be verified: {}", source, e.getMessage());
            outcome = Outcome.FAILED;
        }
        if (found.finding() != null) {
            log.error("The records of the audit log of {} are not as they were read: line {}: {}", source, found.finding().line() + 1, found.finding().problem());
        }
        try {
            results.add(source, new VerificationResult(started, Instant.now(), since, outcome, found.firstLine(), found.lines(), found.operations(),
                    found.heads(), found.fileLines(), found.finding()));
        } catch (DataAccessException e) {
            log.warn("The result of verifying {} could not be kept: {}", source, e.getMessage());
        } finally {
            running.remove(source);
            tell();
        }
    }

    @Override
    public void cancel(String source) {
        var current = running.get(source);
        if (current != null) {
            current.cancel();
        }
    }

    @Override
    public Runnable onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void tell() {
        for (var listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                log.debug("A listener, most likely of a page that was just closed, did not take the change", e);
            }
        }
    }

    @PreDestroy
    void stop() {
        running.values().forEach(RunningVerification::cancel);
        thread.shutdown();
    }
}
