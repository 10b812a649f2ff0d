package io.nija.vault.backup.changes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.nija.vault.audit.AuditFilter;
import io.nija.vault.audit.AuditSearch;
import io.nija.vault.audit.Operation;
import io.nija.vault.audit.OperationKind;
import io.nija.vault.audit.OperationOutcome;
import org.springframework.stereotype.Component;

/**
 * Finds in the audit index what has changed in Vault since a time. It knows what the console has read of the audit logs. Throws
 * {@link org.springframework.dao.DataAccessException} when the database does not answer.
 */
@Component
public class VaultChanges {

    private static final List<String> WRITES = List.of("create", "update", "patch", "delete");
    private static final List<OperationKind> KINDS = List.of(OperationKind.VALUES, OperationKind.METADATA, OperationKind.REVOKE, OperationKind.RESTORE,
            OperationKind.DESTROY, OperationKind.POLICY, OperationKind.IDENTITY, OperationKind.SYSTEM, OperationKind.TRANSIT);
    /** What is sent by writes and changes nothing, or nothing that a restore takes back. */
    private static final Pattern NO_CHANGE = Pattern.compile("auth/[^/]+/login.*|.*/lookup|sys/policies/password/.*/generate|identity/lookup/.*");
    private static final Pattern SECRET_ID = Pattern.compile("auth/[^/]+/role/[^/]+/(custom-)?secret-id");
    private static final Pattern SET_UP = Pattern.compile("sys/(mounts|auth|remount|config|namespaces|plugins|quotas|rotate|raw|audit)(/.*)?|transit/keys/.*");

    private final AuditSearch search;

    VaultChanges(AuditSearch search) {
        this.search = search;
    }

    /** Oldest first. */
    public List<Change> since(Instant from) {
        var to = Instant.now();
        var found = new ArrayList<Change>();
        if (!from.isBefore(to)) {
            return found;
        }
        for (var kind : KINDS) {
            for (var write : WRITES) {
                search.all(filter(from, to, kind, write), operation -> change(operation).ifPresent(found::add));
            }
        }
        found.sort(Comparator.comparing(Change::at));
        return found;
    }

    private static AuditFilter filter(Instant from, Instant to, OperationKind kind, String operation) {
        return new AuditFilter(from, to, null, null, null, null, operation, kind, OperationOutcome.DONE, null, null, null, null, null);
    }

    private static Optional<Change> change(Operation operation) {
        return kind(operation).map(kind -> new Change(operation.at(), kind, operation.user(), operation.role(), what(operation),
                kind == ChangeKind.WRITTEN ? operation.version() : null));
    }

    private static Optional<ChangeKind> kind(Operation operation) {
        var path = operation.path();
        if (NO_CHANGE.matcher(path).matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(switch (operation.kind()) {
            case VALUES -> path.startsWith("secret/") ? operation.operation().equals("delete") ? ChangeKind.REVOKED : ChangeKind.WRITTEN : null;
            case REVOKE -> ChangeKind.REVOKED;
            case RESTORE -> ChangeKind.RESTORED;
            case DESTROY -> ChangeKind.DESTROYED;
            case METADATA -> path.startsWith("secret/") ? operation.operation().equals("delete") ? ChangeKind.DESTROYED : ChangeKind.DESCRIBED : null;
            case POLICY -> ChangeKind.POLICY;
            case IDENTITY -> SECRET_ID.matcher(path).matches() ? ChangeKind.SECRET_ID : ChangeKind.ACCESS;
            case SYSTEM, TRANSIT -> SET_UP.matcher(path).matches() ? ChangeKind.SYSTEM : null;
            default -> null;
        });
    }

    private static String what(Operation operation) {
        return operation.owner() == null || operation.key() == null ? operation.path() : "users/" + operation.owner() + "/" + operation.key();
    }
}
