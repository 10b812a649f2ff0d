package io.nija.vault.audit.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.nija.vault.audit.AuditFilter;
import io.nija.vault.audit.AuditSummary.Facet;
import io.nija.vault.audit.OperationKind;
import io.nija.vault.audit.OperationOutcome;
import org.jspecify.annotations.Nullable;

/** The classes of operations there are: some hundreds, so what has few values is decided here and not row by row. */
final class ClassIndex {

    record ClassRow(int id, String source, String operation, OperationKind kind, String broker, OperationOutcome outcome, String role, String policies) {

        boolean isWrong() {
            return outcome == OperationOutcome.DENIED || outcome == OperationOutcome.FAILED;
        }

        String value(Facet facet) {
            return switch (facet) {
                case OUTCOME -> outcome.name();
                case KIND -> kind.name();
                case OPERATION -> operation;
                case BROKER -> broker;
                case ROLE -> role;
                case SOURCE -> source;
            };
        }
    }

    private final Map<Integer, ClassRow> rows;

    ClassIndex(Map<Integer, ClassRow> rows) {
        this.rows = rows;
    }

    ClassRow of(int id) {
        return rows.get(id);
    }

    static @Nullable String wanted(AuditFilter filter, Facet facet) {
        return switch (facet) {
            case OUTCOME -> filter.outcome() == null ? null : filter.outcome().name();
            case KIND -> filter.kind() == null ? null : filter.kind().name();
            case OPERATION -> filter.operation();
            case BROKER -> filter.broker();
            case ROLE -> filter.role();
            case SOURCE -> filter.source();
        };
    }

    /** Whether a filter leaves any class out. */
    static boolean isFiltered(AuditFilter filter) {
        for (var facet : Facet.values()) {
            if (wanted(filter, facet) != null) {
                return true;
            }
        }
        return false;
    }

    /** Whether a class has all that the filter wants, but for one field. */
    static boolean matches(ClassRow row, AuditFilter filter, @Nullable Facet butFor) {
        for (var facet : Facet.values()) {
            var wanted = wanted(filter, facet);
            if (facet != butFor && wanted != null && !wanted.equals(row.value(facet))) {
                return false;
            }
        }
        return true;
    }

    List<Integer> ids(Predicate<ClassRow> wanted) {
        var ids = new ArrayList<Integer>();
        for (var row : rows.values()) {
            if (wanted.test(row)) {
                ids.add(row.id);
            }
        }
        return ids;
    }
}
