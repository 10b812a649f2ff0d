package io.nija.vault.e2e;

import java.util.List;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Every view in light, in dark and on a phone: nothing that keeps people out, and no scrolling sideways. */
@EndToEnd
class ViewsIT {

    /** A table of figures scrolls within its own frame, which the keyboard reaches. */
    private static final String SIDEWAYS = """
            () => {
              const found = [];
              const walk = node => {
                for (const element of node.children) {
                  const scrolls = element === document.scrollingElement || /auto|scroll/.test(getComputedStyle(element).overflowX);
                  if (scrolls && element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1
                      && !/INPUT|TEXTAREA/.test(element.tagName) && !element.classList.contains('plain-table')) {
                    found.push(`${element.getRootNode().host?.localName} ${element.localName}#${element.id}.${element.className}: ${element.scrollWidth} > ${element.clientWidth}`);
                  }
                  walk(element);
                  if (element.shadowRoot) walk(element.shadowRoot);
                }
              };
              walk(document);
              return found;
            }""";

    private final SoftAssertions softly = new SoftAssertions();

    @AfterEach
    void nothingWasFound() {
        softly.assertAll();
    }

    @Test
    void ofAPersonWithKeys(Visits visits) {
        var alice = visits.signIn("alice");
        var key = TestKey.named("viewed");
        alice.addKey(key);
        check(alice, "the list", "keys");
        check(alice, "the brokers", "add");
        check(alice, "the form of a new key", "add/kraken");
        alice.button("Add key").click();
        check(alice, "the form with something missing");
        alice.openKey(key);
        alice.rotate(key.next());
        check(alice, "a key");
        alice.show("Private Key");
        check(alice, "a value");
        alice.button("Rotate").click();
        assertThat(alice.button("I have the new key")).isVisible();
        check(alice, "rotating: at the broker");
        alice.button("I have the new key").click();
        alice.enter(key.next());
        check(alice, "rotating: the form");
        alice.button("See what changes").click();
        check(alice, "rotating: what changes");
        alice.button("Store the new key").click();
        assertThat(alice.button("Finish: the new key works")).isVisible();
        check(alice, "rotating: the grace period");
        alice.button("Roll back to version 2").click();
        assertThat(alice.button("To the key")).isVisible();
        check(alice, "rotating: the end");
        alice.button("To the key").click();
        alice.button("Compare version 1").click();
        check(alice, "comparing");
        alice.confirm("Close");
        alice.chooseMore("Edit label");
        check(alice, "describing");
        alice.confirm("Cancel");
        alice.chooseMore("Destroy for good…");
        check(alice, "destroying");
        alice.confirm("Cancel");
        alice.button("Revoke").click();
        check(alice, "revoking");
        alice.confirm("Revoke");
        alice.notice("Revoked.");
        check(alice, "a revoked key");
        check(alice, "revoked keys", "revoked");
        check(alice, "who touched their keys", "activity");
        check(alice, "the dashboard of a user", "dashboard");
    }

    @Test
    void ofRequests(Visits visits) {
        var alice = visits.signIn("alice");
        var key = TestKey.named("helped");
        alice.addKey(key);
        alice.chooseMore("Ask for help…");
        check(alice, "asking for help");
        alice.field("Why").fill("It is old");
        alice.confirm("Ask support");
        assertThat(alice.page().getByText("Support has your request.").first()).isVisible();
        assertThat(alice.page()).hasURL(Pattern.compile(".*/requests/\\d+$"));
        var number = alice.page().url().replaceAll(".*/", "");
        check(alice, "an own request");
        check(alice, "own requests", "my-requests");
        check(alice, "a link that does not work", "requests/" + number + "/complete?code=none");
        var sam = visits.signIn("sam");
        check(sam, "the queue", "requests?queue=live");
        check(sam, "an empty part of the queue", "requests?text=no-such-thing");
        sam.button("Bulk rotation …").click();
        check(sam, "a bulk rotation");
        sam.open("requests/" + number);
        sam.button("Claim").click();
        sam.notice("It is yours.");
        sam.field("Write a message").fill("Only for us");
        sam.button("Keep as a note").click();
        assertThat(sam.page().getByText("Note for the staff")).isVisible();
        check(sam, "a request of somebody’s");
        sam.button("Let the owner go on …").click();
        check(sam, "a reason");
        check(sam, "the reports", "requests/reports");
        sam.open("lookup?person=alice");
        check(sam, "people who were found");
        sam.button("Look at the keys of alice").click();
        sam.field("Reason").fill("To see how it looks");
        sam.confirm("Look");
        assertThat(sam.page().getByText("This look-up is on record.")).isVisible();
        check(sam, "a look-up");
    }

    @Test
    void ofBackups(Visits visits) {
        var ada = visits.signIn("ada");
        check(ada, "backups", "backups");
        ada.button("Back up now: Vault").click();
        assertThat(ada.page().getByText("Read back whole just now").first()).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
        check(ada, "backups with a good one");
        ada.page().locator(".backup-grid vaadin-button").filter(new Locator.FilterOptions().setHasText(Pattern.compile("vault-\\d{8}T\\d{6}Z"))).first().click();
        assertThat(ada.page().getByText("Who can open it")).isVisible();
        check(ada, "a backup");
    }

    @Test
    void ofStaffAndOfStrangers(Visits visits) {
        var sam = visits.signIn("sam");
        assertThat(sam.heading("Dashboard")).isVisible();
        check(sam, "the dashboard of support");
        check(sam, "the directory", "directory");
        sam.open("keys");
        assertThat(sam.page().getByText("This is not for your role")).isVisible();
        check(sam, "a view for others");
        sam.open("no/such/address");
        assertThat(sam.page().getByText("There is nothing at this address")).isVisible();
        check(sam, "an unknown address");
        check(visits.signIn("ada"), "when keys are to be rotated", "expiry-rules");
        var stranger = visits.stranger();
        stranger.open("sign-in-failed");
        assertThat(stranger.page().getByText("The sign-in did not work")).isVisible();
        check(stranger, "a failed sign-in");
        stranger.open("");
        check(stranger, "the provider's page");
    }

    @Test
    void everythingCanBeDoneOnAPhone(Visits visits) {
        var alice = visits.stranger(new Browser.NewContextOptions().setViewportSize(390, 844).setHasTouch(true).setIsMobile(true))
                .signIn("alice");
        var key = TestKey.named("by-phone");
        alice.addKey(key);
        alice.rotate(key.next());
        alice.revoke();
        alice.notice("Revoked.");
        alice.button("Restore").click();
        alice.notice("Restored.");

        alice.button("Toggle navigation panel").click();
        alice.link("Revoked").click();
        assertThat(alice.heading("Revoked")).isVisible();
        // A notice covers the foot of the navigation for its few seconds.
        assertThat(alice.page().locator("vaadin-notification-card")).hasCount(0);
        alice.button("Toggle navigation panel").click();
        alice.signOut();
    }

    @Test
    void keepsTheChosenColoursAndElseFollowsTheSystem(Visits visits) {
        var alice = visits.signIn("alice");
        colours(alice, ColorScheme.LIGHT, false);
        colours(alice, ColorScheme.DARK, true);
        colours(alice, ColorScheme.LIGHT, false);
        alice.menu("Signed in as").click();
        alice.menu("Colours").click();
        alice.page().getByText("Dark", new Page.GetByTextOptions().setExact(true)).click();
        colours(alice, ColorScheme.LIGHT, true);

        alice.page().reload();

        assertThat(alice.heading("My keys")).isVisible();
        colours(alice, ColorScheme.LIGHT, true);
    }

    private static void colours(Visitor visitor, ColorScheme system, boolean dark) {
        visitor.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(system));
        visitor.page().waitForFunction("""
                dark => {
                  const pixel = document.createElement('canvas').getContext('2d');
                  pixel.fillStyle = getComputedStyle(document.querySelector('h1')).color;
                  pixel.fillRect(0, 0, 1, 1);
                  return (pixel.getImageData(0, 0, 1, 1).data[1] > 127) === dark;
                }""", dark);
    }

    private void check(Visitor visitor, String view, String route) {
        visitor.open(route);
        assertThat(visitor.page().locator("h1")).isVisible();
        check(visitor, view);
    }

    private void check(Visitor visitor, String view) {
        var page = visitor.page();
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            barriers(page, view + " in " + scheme);
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.setViewportSize(390, 844);
        softly.assertThatCode(() -> await().untilAsserted(
                () -> assertThat((List<?>) page.evaluate(SIDEWAYS)).isEmpty())).as(view + " scrolls sideways on a phone").doesNotThrowAnyException();
        barriers(page, view + " on a phone");
        page.setViewportSize(1280, 720);
    }

    private void barriers(Page page, String view) {
        softly.assertThatCode(() -> Barriers.assertNone(page, view)).doesNotThrowAnyException();
    }
}
