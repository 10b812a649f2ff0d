package io.nija.vault.dashboard.ui;

import java.time.Duration;
import java.util.Map;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;
import io.nija.vault.base.UserId;
import io.nija.vault.testing.People;
import io.nija.vault.testing.VaultCallers;
import io.nija.vault.testing.ViewTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Each role's dashboard on the real stack: all figures are told, and nobody sees what is another's. */
class DashboardViewTest extends ViewTest {

    @Autowired
    VaultCallers callers;

    @Override
    protected UserId visitor() {
        return People.ADA_THE_ADMIN;
    }

    private void open() {
        visit("dashboard");
        await().atMost(Duration.ofSeconds(40)).pollInSameThread().untilAsserted(() -> {
            UI.getCurrent().getSession().getService().runPendingAccessTasks(UI.getCurrent().getSession());
            assertThat(find(Tile.class).all()).isNotEmpty().noneMatch(tile -> tile.hasClassName("loading"));
            // On a busy machine one may not get its connection in time; it asks again.
            assertThat(page()).doesNotContain("It cannot be told now");
        });
    }

    @Test
    void anAdminSeesHowEverythingIs() {
        open();

        assertThat(page()).contains("Alerts", "Availability, 30 days", "Retrieval p99", "Vault", "Zero knowledge", "Last backup", "Audit coverage", "Audit logs read", "Keys in use")
                .doesNotContain("Your keys");
        assertThat(find(OperationsChart.class).all()).hasSize(2);
        assertThat(find(BrokerBars.class).all()).hasSize(1);
    }

    @Test
    void everyFigureIsToldUnderTheAdminsOwnPermissions() {
        open();

        assertThat(page()).doesNotContain("It cannot be told now");
    }

    @Test
    void aUserSeesTheirOwnKeysAndNothingOfTheCluster() {
        callers.person(People.ALICE, "user").send("POST", "secret/data/users/alice/kraken--dashboard", Map.of("data", Map.of("api_key", "k")));
        openAs(() -> people.signIn(People.ALICE));
        open();

        assertThat(page()).contains("Your keys", "Reads of your keys", "Who can read API keys").doesNotContain("It cannot be told now")
                .doesNotContain("Availability", "Audit", "Keys in use", "Keys by broker");
        assertThat(find(OperationsChart.class).all()).isEmpty();
    }

    @Test
    void supportSeesTheKeysAndNothingOfTheCluster() {
        openAs(() -> people.signIn(People.SAM_OF_SUPPORT));
        open();

        assertThat(page()).contains("Keys in use", "Who can read API keys").doesNotContain("Availability", "Audit", "Your keys", "It cannot be told now");
        assertThat(find(OperationsChart.class).all()).isEmpty();
        assertThat(find(BrokerBars.class).all()).hasSize(1);
    }

    @Test
    void eachTileLeadsToAViewThatTheyMaySee() {
        open();
        for (var address : find(Tile.class).all().stream().map(Tile::getHref).filter(href -> !href.isEmpty()).toList()) {
            var parts = address.split("\\?", 2);
            assertThat(visit(parts[0]).getClass().getSimpleName()).as(address).endsWith("View");
            UI.getCurrent().navigate(parts[0], parts.length == 1 ? QueryParameters.empty() : QueryParameters.fromString(parts[1]));
            assertThat(page()).as(address).doesNotContain("mean nothing here");
        }
    }
}
