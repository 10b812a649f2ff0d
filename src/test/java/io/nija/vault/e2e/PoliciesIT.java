package io.nija.vault.e2e;

import java.util.List;

import com.microsoft.playwright.assertions.LocatorAssertions;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The views of policies in a browser: what an admin finds out there, by keyboard too, and nothing that keeps people out. */
@EndToEnd
class PoliciesIT {

    @Test
    void fromAPolicyToWhatItAllowsAndToTheRuleThatDecides(Visits visits) {
        var ada = visits.signIn("ada");
        ada.open("policies");
        ada.link("trading-engine").first().click();
        assertThat(ada.heading("trading-engine")).isVisible();
        assertThat(ada.page().locator("policy-code .string").first()).hasText("\"secret/data/users/+/+\"");

        ada.link("What it allows").click();
        ada.field("Path").fill("secret/data/users/alice/kraken");
        ada.field("Path").press("Enter");
        assertThat(ada.page().getByText("Vault's answer")).isVisible();
        assertThat(ada.page().locator(".answer")).containsText("read");

        ada.link("trading-engine, line 5").click();
        assertThat(ada.page().locator("policy-code .mark")).hasCount(1);
        ada.page().goBack();
        assertThat(ada.field("Path")).hasValue("secret/data/users/alice/kraken");
    }

    @Test
    void theCheckIsMadeAtAClick(Visits visits) {
        var ada = visits.signIn("ada");
        ada.open("policies/zero-knowledge");
        // A console that has just started has not checked it yet.
        assertThat(ada.page().getByText("The promise is kept")).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));

        ada.button("Check now").click();

        assertThat(ada.page().getByText("asked for by an admin").first()).isVisible();
        assertThat(ada.page().locator(".matrix td").first()).containsText("Closed");
        assertThat(ada.page().locator(".matrix-open")).hasCount(0);
    }

    @Test
    void nothingKeepsPeopleOut(Visits visits) {
        var page = visits.signIn("ada").page();
        var start = page.url().replaceFirst("(https?://[^/]+/).*", "$1");
        for (var view : List.of("policies", "policies/text/user?line=5", "policies/access?path=secret%2Fdata%2Fusers%2Falice%2Fkraken",
                "policies/access?role=jwt%2Fadmin&path=sys%2Fpolicies%2Facl%2Fuser", "policies/zero-knowledge")) {
            page.navigate(start + view);
            assertThat(page.locator("h1")).isVisible();
            assertThat(page.locator(".view .panel, .view vaadin-grid").first()).isVisible();
            Barriers.assertNoneInLightAndDark(page, view);
            page.setViewportSize(390, 844);
            Barriers.assertFitsIntoTheWidth(page, view + " on a phone");
            page.setViewportSize(1280, 720);
        }
    }
}
