package io.nija.vault.e2e;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.nija.vault.testing.DevPostgres;
import io.nija.vault.testing.ProductionConsole;
import io.nija.vault.testing.RaftCluster;
import io.nija.vault.vault.IdentityProvider;
import io.nija.vault.vault.Provisioning;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pages of the cluster while its nodes die and hang: a console as in production, on three real nodes, at which people
 * sign in with the provider of another console.
 */
class ClusterPageIT {

    private static final Duration SOON = Duration.ofSeconds(6);

    static ConsoleProcess provider;
    static RaftCluster vault;
    static DevPostgres database;
    static ProductionConsole console;
    static Browsers browsers;

    BrowserContext context;
    Page page;

    @BeforeAll
    static void start() throws IOException {
        provider = ConsoleProcess.start("cluster-provider");
        vault = RaftCluster.start();
        database = DevPostgres.start();
        var issuer = URI.create(provider.properties("settings.properties").getProperty("oidc.issuer-uri"));
        var appRole = Provisioning.provision(vault.address(vault.leader()), vault.newRootToken(),
                new IdentityProvider(issuer, "vault-console", "nija", "sub", "roles")).console();
        var settings = ProductionConsole.settings(IntStream.range(0, 3).mapToObj(vault::address).toList(), appRole, database, issuer,
                provider.properties("settings.properties").getProperty("oidc.client-secret"));
        // There is no TLS here, without which a browser takes no cookie of the other name.
        settings.put("SERVER_SERVLET_SESSION_COOKIE_NAME", "session");
        settings.put("SERVER_SERVLET_SESSION_COOKIE_SECURE", "false");
        console = new ProductionConsole("cluster-page").start(settings);
        browsers = new Browsers();
    }

    @AfterAll
    static void stop() throws IOException {
        try (var last = provider; var fourth = vault; var third = database; var second = console; var first = browsers) {
        }
    }

    @BeforeEach
    void signIn() {
        visit(new Browser.NewContextOptions());
    }

    private void visit(Browser.NewContextOptions options) {
        context = browsers.browser().newContext(options);
        page = context.newPage();
        page.navigate(console.address() + "cluster");
        page.getByLabel("Name").fill("ada");
        page.getByLabel("Password").fill(provider.password("ada"));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
        assertThat(page.locator(".node-panel")).hasCount(3);
    }

    @AfterEach
    void mend() {
        context.close();
        for (int node = 0; node < 3; node++) {
            vault.signal(node, "CONT");
        }
        vault.awaitComplete();
    }

    private Locator panel(int node) {
        return page.locator(".node-panel").nth(node);
    }

    private static ContainsTextOptions within(Duration time) {
        return new ContainsTextOptions().setTimeout(time.toMillis());
    }

    @Test
    void theDeathOfTheLeaderShowsWithinSecondsAndSoDoesItsReturn() throws IOException {
        int killed = vault.leader();
        assertThat(panel(killed)).containsText("Active");
        assertThat(page.locator(".figures")).containsText("3 of 3");

        vault.kill(killed);

        assertThat(panel(killed)).containsText("Unreachable", within(SOON));
        assertThat(panel(killed)).containsText("Nothing listens at its address");
        assertThat(page.locator(".node-panel", new Page.LocatorOptions().setHasText("Active"))).hasCount(1);
        assertThat(page.locator(".banner")).containsText("2 of 3 nodes serve. Vault works, and stops when one more node fails.");

        vault.startAgain(killed);
        vault.awaitComplete();
        assertThat(panel(killed)).containsText("Standby", within(SOON));
        assertThat(page.locator(".figures")).containsText("3 of 3");
        assertThat(page.locator(".banner")).isHidden();
    }

    @Test
    void aNodeThatHangsHoldsUpNothing() {
        int hanging = (vault.leader() + 1) % 3;
        vault.signal(hanging, "STOP");

        assertThat(panel(hanging)).containsText("It does not answer within a second", within(SOON));
        for (var address : List.of("cluster", "cluster/setup", "cluster/metrics")) {
            var started = System.nanoTime();
            page.navigate(console.address() + address);
            assertThat(page.locator(".view-links")).isVisible();
            assertThat(Duration.ofNanos(System.nanoTime() - started)).as(address).isLessThan(Duration.ofSeconds(15));
        }
        vault.signal(hanging, "CONT");
        page.navigate(console.address() + "cluster");
        assertThat(panel(hanging)).containsText("Standby");
    }

    @Test
    void chartsAreThereAsTablesAndByKeyboardAndSwitchTheirSeries() {
        page.navigate(console.address() + "cluster/metrics");
        var chart = page.locator("time-chart").filter(new Locator.FilterOptions().setHas(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Requests"))));
        assertThat(chart.locator(".legend button")).hasCount(4, new HasCountOptions().setTimeout(60_000));
        assertThat(chart.locator(".legend")).containsText("node-0", within(Duration.ofMinutes(1)));

        chart.locator(".plot").focus();
        page.keyboard().press("End");
        page.keyboard().press("ArrowLeft");
        assertThat(chart.locator(".plot")).hasAttribute("aria-valuetext", Pattern.compile(".*node-0 .*node-2 .*all nodes .*"));

        chart.getByText("As a table").click();
        assertThat(chart.locator("thead th")).hasText(new String[] { "Time", "node-0", "node-1", "node-2", "all nodes" });
        assertThat(chart.locator("tbody tr").first()).containsText("/s", within(Duration.ofMinutes(1)));
        chart.locator(".legend button").first().click();
        assertThat(chart.locator("thead th")).hasText(new String[] { "Time", "node-1", "node-2", "all nodes" });
    }

    @Test
    void allThreePagesAreAccessibleInLightAndDarkAndFitAPhone() {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            context.close();
            visit(new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(390, 844));
            for (var address : List.of("cluster", "cluster/metrics", "cluster/setup")) {
                page.navigate(console.address() + address);
                assertThat(page.locator(".view-links")).isVisible();
                if (address.endsWith("metrics")) {
                    assertThat(page.locator("time-chart .plot").first()).isVisible();
                    page.locator("time-chart .as-table").first().click();
                }
                Barriers.assertNone(page, address + " " + scheme);
                Barriers.assertFitsIntoTheWidth(page, address);
            }
        }
    }
}
