package io.nija.vault.audit.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;
import io.nija.vault.audit.AuditCursor;
import org.jspecify.annotations.Nullable;

/** The one place that knows the address of the audit view. */
final class AuditNavigation {

    static final String AUDIT = "audit";

    private AuditNavigation() {
    }

    /** @param open the operation to look at closely */
    static void to(AuditQuery query, @Nullable AuditCursor open) {
        to(query.address(open));
    }

    static void to(QueryParameters parameters) {
        UI.getCurrent().navigate(AuditView.class, parameters);
    }
}
