package io.nija.vault.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An admin finds what somebody did, with the mouse and without, and takes it along. */
@EndToEnd
class AuditIT {

    TestKey key = TestKey.named("audited" + TestKey.random(6).toLowerCase());

    @BeforeEach
    void aliceHasAKey(Visits visits) {
        visits.signIn("alice").addKey(key);
    }

    private Visitor ada(Visits visits) {
        var ada = visits.signIn("ada");
        ada.open("audit?range=1h&owner=alice&key=" + key.id());
        assertThat(row(ada, "wrote " + key.id())).isVisible();
        return ada;
    }

    private static Locator row(Visitor visitor, String what) {
        return visitor.page().locator("vaadin-grid-cell-content:visible", new Page.LocatorOptions().setHasText(what)).first();
    }

    private static Locator drawer(Visitor visitor) {
        return visitor.page().getByRole(AriaRole.COMPLEMENTARY, new Page.GetByRoleOptions().setName("Operation").setExact(true));
    }

    @Test
    void anOperationOpensByMouseAndByKeyboardAndTheWayBackWorks(Visits visits) {
        var ada = ada(visits);
        var page = ada.page();

        row(ada, "wrote " + key.id()).click();
        assertThat(drawer(ada)).containsText("secret/data/users/alice/" + key.id());
        assertThat(drawer(ada)).containsText("request.data.data.api_key");
        page.keyboard().press("Escape");
        assertThat(drawer(ada)).isHidden();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        assertThat(drawer(ada)).isVisible();
        ada.button("All of this user").click();
        assertThat(ada.button("Remove the filter User: alice")).isVisible();
        // The page is there a moment before its address.
        assertThat(page).hasURL(Pattern.compile(".*user=alice.*"));
        page.goBack();
        assertThat(drawer(ada)).isVisible();
        assertThat(ada.button("Remove the filter Key: " + key.id())).isVisible();
    }

    @Test
    void aSpanIsChosenOnTheHistogramByMouseAndByKeyboard(Visits visits) {
        var ada = ada(visits);
        var plot = ada.page().locator("audit-histogram .plot");
        assertThat(plot).hasAttribute("aria-label", Pattern.compile("Operations over time: [1-9].*"));

        var box = plot.boundingBox();
        ada.page().mouse().move(box.x + box.width / 2, box.y + 30);
        ada.page().mouse().down();
        ada.page().mouse().move(box.x + box.width - 4, box.y + 30);
        ada.page().mouse().up();
        assertThat(ada.page()).hasURL(Pattern.compile(".*from=.*&to=.*"));
        assertThat(ada.button("Zoom out")).isVisible();
        ada.page().goBack();
        assertThat(ada.button("Time range: Last hour")).isVisible();

        // New counts, which begin the choice anew.
        assertThat(ada.page().locator("audit-histogram.loading")).hasCount(0);
        plot.focus();
        ada.page().keyboard().press("ArrowLeft");
        ada.page().keyboard().press("Shift+ArrowLeft");
        assertThat(plot).hasAttribute("aria-valuetext", Pattern.compile(".* – .*: \\d+ operations?, 0 denied or failed"));
        ada.page().keyboard().press("Enter");
        assertThat(ada.page()).hasURL(Pattern.compile(".*from=.*&to=.*"));
        assertThat(row(ada, "wrote " + key.id())).isVisible();
    }

    @Test
    void whatIsFoundIsSavedAsAFile(Visits visits) throws IOException {
        var ada = ada(visits);
        ada.button("Export").click();

        var csv = ada.page().waitForDownload(() -> ada.page().getByText("Save as CSV").click());

        assertThat(csv.suggestedFilename()).matches("audit-\\d{8}-\\d{6}\\.csv");
        assertThat(Files.readString(csv.path())).startsWith("time,id,node,user").contains("alice," + key.id()).doesNotContain(key.apiKey());
        assertThat(ada.dialog().getByText(Pattern.compile("Complete: \\d+ operations"))).isVisible();
        // It may be found a moment later.
        await().pollInSameThread().untilAsserted(() -> {
            ada.open("audit?range=1h&operation=export");
            assertThat(row(ada, "exported audit records").first()).isVisible();
        });
    }

    @Test
    void aValueIsFoundAndNeverStaysOnThePage(Visits visits) {
        var ada = ada(visits);
        ada.button("Find a value").click();
        var field = ada.page().getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Value"));
        field.fill(key.apiKey());

        ada.page().keyboard().press("Enter");

        assertThat(ada.dialog()).containsText("secret/data/users/alice/" + key.id());
        assertThat(field).hasValue("");
        assertThat(ada.pageHolds(key.apiKey())).isFalse();
        assertThat(ada.page().url()).doesNotContain(key.apiKey());
        ada.button("Operations of secret/data/users/alice/" + key.id()).first().click();
        assertThat(row(ada, "wrote " + key.id())).isVisible();
    }

    @Test
    void whatIsNewComesByItselfWhileItIsLive(Visits visits) {
        var ada = ada(visits);
        ada.button("Live").click();

        var alice = visits.signIn("alice");
        alice.openKey(key);
        alice.show("API Key");

        assertThat(row(ada, "read the values of " + key.id())).isVisible();
    }

    @Test
    void theArrowKeysDoNoHarmInAListOfNothing(Visits visits) {
        var ada = visits.signIn("ada");
        var errors = new ArrayList<String>();
        ada.page().onPageError(errors::add);
        ada.open("audit?range=1h&user=nobody-at-all");
        assertThat(ada.page().getByText("No operation matches")).isVisible();

        ada.page().locator("vaadin-grid").evaluate("grid => grid.$.emptystatecell.focus()");
        for (var key : List.of("ArrowRight", "ArrowDown", "ArrowUp", "ArrowLeft")) {
            ada.page().keyboard().press(key);
        }

        assertThat(errors).isEmpty();
    }

    @Test
    void nothingKeepsPeopleOut(Visits visits) {
        var ada = ada(visits);
        Barriers.assertNoneInLightAndDark(ada.page(), "The audit");
        row(ada, "wrote " + key.id()).click();
        assertThat(drawer(ada)).isVisible();
        Barriers.assertNone(ada.page(), "The audit");
        ada.page().keyboard().press("Escape");
        ada.button("Filter").last().click();
        Barriers.assertNone(ada.page(), "The audit");
        ada.page().keyboard().press("Escape");
        ada.button("Time range").click();
        Barriers.assertNone(ada.page(), "The audit");
    }

    @Test
    void fitsAPhone(Visits visits) {
        var ada = visits.stranger(new Browser.NewContextOptions().setViewportSize(390, 844).setHasTouch(true).setIsMobile(true)).signIn("ada");
        ada.open("audit?range=1h&owner=alice&key=" + key.id());

        assertThat(row(ada, "wrote " + key.id())).isVisible();
        assertThat((Boolean) ada.page().evaluate("document.scrollingElement.scrollWidth <= innerWidth")).isTrue();
        assertThat((Boolean) ada.page().evaluate("document.querySelector('vaadin-grid').offsetHeight < innerHeight")).as("the list scrolls in place").isTrue();
        Barriers.assertNone(ada.page(), "The audit");
        row(ada, "wrote " + key.id()).click();
        assertThat(drawer(ada)).isVisible();
        assertThat((Boolean) ada.page().evaluate("document.scrollingElement.scrollWidth <= innerWidth")).isTrue();
    }
}
