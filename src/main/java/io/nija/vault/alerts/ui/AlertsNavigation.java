package io.nija.vault.alerts.ui;

import java.util.Map;
import java.util.Optional;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;
import org.jspecify.annotations.Nullable;

/** The one place that knows the address of the view of alerts. */
final class AlertsNavigation {

    static final String ALERTS = "alerts";

    private static final String OPEN = "alert";

    private AlertsNavigation() {
    }

    /** Puts the alert that is looked at closely into the address, without going anywhere; null for none. */
    static void remember(UI ui, @Nullable Long alert) {
        var query = alert == null ? "" : "?" + QueryParameters.simple(Map.of(OPEN, String.valueOf(alert))).getQueryString();
        ui.getPage().getHistory().replaceState(null, ALERTS + query);
    }

    /** The alert that an address asks for. */
    static Optional<Long> alert(QueryParameters parameters) {
        return parameters.getSingleParameter(OPEN).filter(id -> id.matches("\\d{1,18}")).map(Long::valueOf);
    }
}
