package io.nija.vault.e2e;

import java.util.List;
import java.util.Set;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.assertj.core.api.SoftAssertions;
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
        assertThat(ada.page().getByText("The promise is kept")).isVisible();

        ada.button("Check now").click();

        assertThat(ada.page().getByText("asked for by an admin").first()).isVisible();
        assertThat(ada.page().locator(".matrix td").first()).containsText("Closed");
        assertThat(ada.page().locator(".matrix-open")).hasCount(0);
    }

    @Test
    void nothingKeepsPeopleOut(Visits visits) {
        var softly = new SoftAssertions();
        var page = visits.signIn("ada").page();
        var start = page.url().replaceFirst("(https?://[^/]+/).*", "$1");
        for (var view : List.of("policies", "policies/text/user?line=5", "policies/access?path=secret%2Fdata%2Fusers%2Falice%2Fkraken",
                "policies/access?role=jwt%2Fadmin&path=sys%2Fpolicies%2Facl%2Fuser", "policies/zero-knowledge")) {
            page.navigate(start + view);
            assertThat(page.locator("h1")).isVisible();
            assertThat(page.locator(".view .panel, .view vaadin-grid").first()).isVisible();
            for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                new AxeBuilder(page).analyze().getViolations().stream().filter(rule -> Set.of("serious", "critical").contains(String.valueOf(rule.getImpact())))
                        .forEach(rule -> softly.fail("%s in %s: %s at %s", view, scheme, rule.getHelp(), rule.getNodes()));
            }
            page.setViewportSize(390, 844);
            softly.assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).as(view + " on a phone").isLessThanOrEqualTo(390);
            page.setViewportSize(1280, 720);
        }
        softly.assertAll();
    }
}
