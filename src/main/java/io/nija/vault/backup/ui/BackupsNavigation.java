package io.nija.vault.backup.ui;

import java.util.Map;
import java.util.Optional;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;
import org.jspecify.annotations.Nullable;

/** The one place that knows the addresses of the views of backups. */
final class BackupsNavigation {

    static final String BACKUPS = "backups";

    private static final String OPEN = "backup";

    private BackupsNavigation() {
    }

    /** Puts the backup that is looked at closely into the address, without going anywhere; null for none. */
    static void remember(UI ui, @Nullable String backup) {
        var query = backup == null ? "" : "?" + QueryParameters.simple(Map.of(OPEN, backup)).getQueryString();
        ui.getPage().getHistory().replaceState(null, BACKUPS + query);
    }

    /** The backup that an address asks for. */
    static Optional<String> backup(QueryParameters parameters) {
        return parameters.getSingleParameter(OPEN);
    }
}
