package io.nija.vault.policies.history;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.nija.vault.audit.AuditFilter;
import io.nija.vault.audit.AuditSearch;
import io.nija.vault.audit.Operation;
import io.nija.vault.audit.OperationKind;
import io.nija.vault.audit.OperationOutcome;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds in the audit logs who changed policies, or who holds them. */
@Component
public class PolicyWrites {

    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete");
    private static final Comparator<Operation> NEWEST_FIRST = Comparator.comparing(Operation::at).reversed();
    private static final int AT_MOST = 500;

    private final AuditSearch audit;

    PolicyWrites(AuditSearch audit) {
        this.audit = audit;
    }

    /** All that may have changed what anybody is allowed, in that time. */
    public List<Operation> between(Instant from, Instant to) {
        return Stream.of(find(from, to, OperationKind.POLICY, null), find(from, to, OperationKind.IDENTITY, null),
                        find(from, to, OperationKind.TOKEN, "auth/token/roles/"), find(from, to, OperationKind.SYSTEM, "sys/auth/"))
                .flatMap(List::stream).filter(operation -> !isQuestion(operation.path())).toList();
    }

    /** Vault takes some questions as updates, as what they ask about must not stand in an address. */
    private static boolean isQuestion(String path) {
        return path.endsWith("/lookup");
    }

    /** The last time that a policy was written or removed in that time. */
    Optional<Operation> last(String policy, Instant from, Instant to) {
        return find(from, to, OperationKind.POLICY, "/" + policy).stream()
                .filter(operation -> Set.of("sys/policies/acl/" + policy, "sys/policy/" + policy).contains(operation.path())).findFirst();
    }

    private List<Operation> find(Instant from, Instant to, OperationKind kind, @Nullable String text) {
        // Each asked for by itself, so that many reads leave none of them out.
        return WRITES.stream().map(write -> new AuditFilter(from, to, null, null, null, null, write, kind, OperationOutcome.DONE, null, null, null, null, text))
                .flatMap(filter -> audit.page(filter, null, AT_MOST).stream()).sorted(NEWEST_FIRST).toList();
    }
}
