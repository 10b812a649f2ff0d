package io.nija.vault.cluster.ui;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinSession;
import io.nija.vault.base.UserId;
import io.nija.vault.base.ui.TimeChart;
import io.nija.vault.cluster.Cluster;
import io.nija.vault.testing.People;
import io.nija.vault.testing.ViewTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The cluster's views on the stack's own Vault, under an admin's own token. */
class ClusterViewTest extends ViewTest {

    @Autowired
    Cluster cluster;
    @Autowired
    JdbcTemplate sql;

    @Override
    protected UserId visitor() {
        return People.ADA_THE_ADMIN;
    }

    @Test
    void showsTheNodeWithItsSealItsVersionAndItsAuditDevice() {
        await().atMost(Duration.ofSeconds(40)).pollInSameThread().untilAsserted(() -> {
            visit("cluster");

            assertThat(page()).contains("1 of 1", "Active", "static, unseals itself", "raft", "within a second of ours", "Audit devices: file/ (file).");
        });
        assertThat(page()).contains(cluster.state().nodes().getFirst().address().toString());
        assertThat(find(NodePanel.class).all()).hasSize(1);
        assertThat(find(StoragePanel.class).all()).as("there is no database").isEmpty();
    }

    @Test
    void showsHowTheClusterIsSetUp() {
        visit("cluster/setup");

        assertThat(page()).contains("secret/", "kv v2", "transit/", "approle/", "jwt/", "file/ (file)", "The console's token", "by itself", "never",
                "Tokens that Vault stores", "GiB");
        assertThat(page()).doesNotContain("Vault does not tell", "not understood");
    }

    @Test
    void showsAChartForEachFigureOfTheTimeThatIsAskedFor() {
        var now = Instant.now();
        sql.update("insert into cluster_sample (seconds, at, node, up, active, requests) values (300, ?, 'gone:8200', 1, 1, 123.5)", Timestamp.from(now.minusSeconds(100_000)));
        try {
            show("week");

            assertThat(find(TimeChart.class).all()).hasSize(9);
            await().pollInSameThread().untilAsserted(() -> {
                VaadinService.getCurrent().runPendingAccessTasks(VaadinSession.getCurrent());
                assertThat(find(TimeChart.class).first().getElement().getPropertyRaw("data").toString()).contains("gone:8200", "123.5");
            });
            assertThat(find(Button.class).withText("7 d").single().getElement().getAttribute("aria-pressed")).isEqualTo("true");
        } finally {
            sql.update("delete from cluster_sample where node = 'gone:8200'");
        }
    }

    private static void show(String range) {
        UI.getCurrent().navigate("cluster/metrics", QueryParameters.of("range", range));
    }

    @Test
    void takesTheShortestTimeForAnAddressThatNamesNone() {
        show("<script>");

        assertThat(find(Button.class).withText("1 h").single().getElement().getAttribute("aria-pressed")).isEqualTo("true");
    }
}
