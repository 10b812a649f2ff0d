package io.nija.vault.e2e;

import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** An admin's first look in a browser: figures that lead on, charts that are tables too, and nothing that keeps people out. */
@EndToEnd
class DashboardIT {

    private static Locator tile(Visitor visitor, String title) {
        return visitor.page().locator(".tile", new Page.LocatorOptions().setHas(visitor.page().getByRole(AriaRole.HEADING,
                new Page.GetByRoleOptions().setName(title).setExact(true))));
    }

    @Test
    void everyFigureIsToldAndLeadsToWhereItComesFrom(Visits visits) {
        var ada = visits.signIn("ada");
        assertThat(ada.heading("Dashboard")).isVisible();
        assertThat(ada.page().locator(".tile.loading")).hasCount(0);
        assertThat(tile(ada, "Vault")).containsText("Unsealed");
        // A console that has just started has not checked it yet.
        assertThat(tile(ada, "Zero knowledge")).containsText("Kept", new LocatorAssertions.ContainsTextOptions().setTimeout(60_000));
        assertThat(tile(ada, "Audit coverage")).containsText("on record");
        assertThat(ada.page().locator(".tile", new Page.LocatorOptions().setHasText("cannot be told"))).hasCount(0);

        tile(ada, "Zero knowledge").click();

        assertThat(ada.page()).hasURL(Pattern.compile(".*/policies/zero-knowledge$"));
        assertThat(ada.heading("Zero knowledge")).isVisible();
    }

    @Test
    void whatAChartShowsIsThereAsATable(Visits visits) {
        var ada = visits.signIn("ada");
        var chart = ada.page().locator("time-chart").first();
        assertThat(chart.locator("canvas")).isVisible();

        chart.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("As a table")).press("Enter");

        var rows = chart.getByRole(AriaRole.ROW);
        assertThat(rows.first()).containsText("Denied or failed");
        assertThat(rows.count()).isGreaterThan(1);
        assertThat(chart.locator("canvas")).isHidden();
    }

    @Test
    void nothingKeepsPeopleOut(Visits visits) {
        var ada = visits.signIn("ada");
        var page = ada.page();
        assertThat(page.locator(".tile.loading")).hasCount(0);
        Barriers.assertNoneInLightAndDark(page, "The dashboard");
        page.setViewportSize(390, 844);
        Barriers.assertFitsIntoTheWidth(page, "The dashboard");
    }
}
