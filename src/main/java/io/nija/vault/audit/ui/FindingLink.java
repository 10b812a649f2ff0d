package io.nija.vault.audit.ui;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import com.vaadin.flow.router.RouterLink;
import io.nija.vault.audit.AuditCursor;
import io.nija.vault.audit.AuditFilter;
import io.nija.vault.audit.AuditFinding;
import io.nija.vault.audit.AuditSearch;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/** Leads from what a verification found to what the table tells of that time. */
final class FindingLink {

    /** The time of a finding is rounded to what the database has. */
    private static final Duration ROUNDED = Duration.ofNanos(2000);

    private FindingLink() {
    }

    /** With the operation open where it can be told which it is; empty when the finding is of no time. */
    static Optional<RouterLink> of(String source, AuditFinding finding, AuditSearch search) {
        if (finding.at() == null) {
            return Optional.empty();
        }
        var open = operation(source, finding.at(), search);
        return Optional.of(AuditNavigation.around(open == null ? "Operations around it" : "Show this operation", finding.at(), source, open));
    }

    private static @Nullable AuditCursor operation(String source, Instant at, AuditSearch search) {
        var filter = new AuditFilter(at.minus(ROUNDED), at.plus(ROUNDED), null, null, null, null, null, null, null, null, null, source, null, null);
        try {
            var found = search.page(filter, null, 2);
            return found.size() == 1 ? found.getFirst().cursor() : null;
        } catch (DataAccessException e) {
            return null;
        }
    }
}
