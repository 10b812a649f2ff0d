package io.nija.vault.policies.history;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;

import io.nija.vault.vault.PolicyReaders;
import org.springframework.stereotype.Component;

/** Notices that a policy is another than before, and finds out who changed it. */
@Component
public class PolicyWatch {

    /** The audit logs are read within seconds; what is not in them after this time will not be. */
    private static final Duration LATE = Duration.ofHours(1);
    /** A change can lie as far back as the last look. */
    private static final Duration BEFORE = Duration.ofDays(1);

    private final PolicyReaders readers;
    private final PolicyTexts texts;
    private final PolicyWrites writes;

    PolicyWatch(PolicyReaders readers, PolicyTexts texts, PolicyWrites writes) {
        this.readers = readers;
        this.texts = texts;
        this.writes = writes;
    }

    /**
     * Looks at all policies now.
     *
     * @throws io.nija.vault.vault.VaultException          when Vault does not answer or refuses
     * @throws org.springframework.dao.DataAccessException when the database does not answer
     */
    public synchronized void look() {
        var reader = readers.forConsole();
        var known = texts.latest();
        var gone = new HashSet<>(known.keySet());
        for (var name : reader.names()) {
            gone.remove(name);
            reader.text(name).filter(text -> !known.getOrDefault(name, Optional.empty()).equals(Optional.of(text)))
                    .ifPresent(text -> texts.add(name, text, known.isEmpty()));
        }
        gone.stream().filter(name -> known.get(name).isPresent()).forEach(name -> texts.add(name, null, false));
    }

    /** Asks the audit logs for the authors of changes that have none yet. */
    public void findAuthors() {
        var now = Instant.now();
        for (var change : texts.withoutAuthor(now.minus(LATE))) {
            writes.last(change.policy(), change.seenAt().minus(BEFORE), now).ifPresent(operation -> texts.author(change, operation));
        }
    }
}
