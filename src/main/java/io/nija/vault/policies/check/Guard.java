package io.nija.vault.policies.check;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.nija.vault.audit.AuditCursor;
import io.nija.vault.audit.Operation;
import io.nija.vault.base.ConsoleException;
import io.nija.vault.policies.ZeroKnowledge;
import io.nija.vault.policies.history.PolicyWatch;
import io.nija.vault.policies.history.PolicyWrites;
import io.nija.vault.vault.PolicyReaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Looks and checks every five minutes, and within seconds after the audit logs show that policies or their holders changed. */
@Component
class Guard {

    private static final Logger log = LoggerFactory.getLogger(Guard.class);

    private static final Duration EVERY = Duration.ofMinutes(5);
    /** After a check that could not be made. */
    private static final Duration AGAIN = Duration.ofMinutes(1);
    /** What was written before this time has been read from the logs, or a later check sees what it did. */
    private static final Duration WINDOW = Duration.ofMinutes(2);

    private final PolicyWatch watch;
    private final PolicyWrites writes;
    private final ZeroKnowledge checks;
    private final PolicyReaders readers;
    private Set<AuditCursor> seen = Set.of();
    private Instant next = Instant.MIN;

    Guard(PolicyWatch watch, PolicyWrites writes, ZeroKnowledge checks, PolicyReaders readers) {
        this.watch = watch;
        this.writes = writes;
        this.checks = checks;
        this.readers = readers;
    }

    @Scheduled(fixedDelay = 5000, initialDelay = 5000)
    void look() {
        try {
            var now = Instant.now();
            boolean first = next.equals(Instant.MIN);
            var changes = newOnes(writes.between(now.minus(WINDOW), now.plusSeconds(60)));
            if (!first && changes.isEmpty() && now.isBefore(next)) {
                watch.findAuthors();
                return;
            }
            next = now.plus(EVERY);
            if (first || !changes.isEmpty()) {
                readers.forConsole().forgetPeople();
            }
            var result = checks.check(first ? "start of the console" : changes.isEmpty() ? "schedule" : "change of " + changes.getFirst().path());
            if (result.problem() != null) {
                next = now.plus(AGAIN);
            }
            watch.look();
            watch.findAuthors();
        } catch (ConsoleException | DataAccessException | TransactionException e) {
            log.warn("Policies could not be looked at: {}", e.getMessage());
        }
    }

    private List<Operation> newOnes(List<Operation> found) {
        var fresh = found.stream().filter(operation -> !seen.contains(operation.cursor())).toList();
        var all = new HashSet<AuditCursor>();
        found.forEach(operation -> all.add(operation.cursor()));
        seen = all;
        return fresh;
    }
}
