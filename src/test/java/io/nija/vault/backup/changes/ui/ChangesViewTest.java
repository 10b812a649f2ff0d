package io.nija.vault.backup.changes.ui;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinSession;
import io.nija.vault.backup.changes.Change;
import io.nija.vault.backup.changes.ChangeKind;
import io.nija.vault.base.UserId;
import io.nija.vault.testing.People;
import io.nija.vault.testing.ViewTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The list to work off after a restore. */
class ChangesViewTest extends ViewTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Override
    protected UserId visitor() {
        return People.ADA_THE_ADMIN;
    }

    @Test
    void listsWhatHasChangedSinceTheTimeInTheAddress() {
        UI.getCurrent().navigate("backups/changes", QueryParameters.of("since", "1970-01-01T00:00:00Z"));

        await().atMost(PATIENCE).pollInSameThread().ignoreExceptions().untilAsserted(() -> {
            VaadinService.getCurrent().runPendingAccessTasks(VaadinSession.getCurrent());
            assertThat(find(Grid.class).single().getListDataView().getItems()).anyMatch(change -> ((Change) change).kind() == ChangeKind.POLICY);
        });
        assertThat(page()).contains("changes", "Save as CSV");
    }

    @Test
    void saysWhenNothingHas() {
        UI.getCurrent().navigate("backups/changes", QueryParameters.of("since", Instant.now().plus(1, ChronoUnit.HOURS).toString()));

        await().atMost(PATIENCE).pollInSameThread().ignoreExceptions().untilAsserted(() -> {
            VaadinService.getCurrent().runPendingAccessTasks(VaadinSession.getCurrent());
            assertThat(find(Grid.class).all()).isEmpty();
            assertThat(page()).contains("Nothing has changed", "0 changes");
        });
    }

    @Test
    void takesTheLastBackupForAnAddressWithoutATime() {
        UI.getCurrent().navigate("backups/changes", QueryParameters.of("since", "yesterday"));

        assertThat(page()).doesNotContain("1970");
    }
}
