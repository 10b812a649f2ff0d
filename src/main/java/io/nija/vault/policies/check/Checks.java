package io.nija.vault.policies.check;

import java.util.List;
import java.util.Optional;

import io.nija.vault.policies.ZeroKnowledge;
import io.nija.vault.policies.ZeroKnowledgeResult;
import io.nija.vault.policies.ZeroKnowledgeResult.Outcome;
import io.nija.vault.vault.Capabilities;
import io.nija.vault.vault.PolicyReaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Checks as the console, one check at a time. */
@Service
class Checks implements ZeroKnowledge {

    private static final Logger log = LoggerFactory.getLogger(Checks.class);

    private final PolicyReaders readers;
    private final Capabilities capabilities;
    private final CheckStore store;

    Checks(PolicyReaders readers, Capabilities capabilities, CheckStore store) {
        this.readers = readers;
        this.capabilities = capabilities;
        this.store = store;
    }

    @Override
    public Optional<ZeroKnowledgeResult> latest() {
        return store.latest();
    }

    @Override
    public List<ZeroKnowledgeResult> history(int limit) {
        return store.history(limit);
    }

    @Override
    public synchronized ZeroKnowledgeResult check(String occasion) {
        var result = new Check(readers.forConsole(), capabilities).run(occasion);
        if (result.outcome() == Outcome.BROKEN) {
            log.error("The zero-knowledge promise is broken: {}", result.open().getFirst().text());
        }
        store.add(result);
        return result;
    }

    @Override
    public List<String> routes() {
        return EscalationRoute.ALL.stream().map(EscalationRoute::name).toList();
    }
}
