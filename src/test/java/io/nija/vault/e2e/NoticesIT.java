package io.nija.vault.e2e;

import java.util.List;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** Notices in a browser: one reaches a page that is open, is read there, and nothing keeps people out. */
@EndToEnd
class NoticesIT {

    private Told told;

    @BeforeEach
    void nothingIsThere(ConsoleProcess console) {
        told = new Told(console);
        told.forget("bob");
    }

    private static Locator bell(Visitor visitor) {
        return visitor.page().locator(".bell > vaadin-button");
    }

    @Test
    void aNoticeReachesAnOpenPageAndIsReadInEveryWindow(Visits visits) {
        var bob = visits.signIn("bob");
        var other = bob.anotherWindow();
        other.open("activity");
        assertThat(bell(other)).hasAttribute("aria-label", "Notices");

        told.tell("bob", "Your Kraken key expires in 7 days");

        bob.notice("Your Kraken key expires in 7 days");
        assertThat(bell(bob)).hasAttribute("aria-label", "Notices, 1 unread");
        assertThat(bell(other)).hasAttribute("aria-label", "Notices, 1 unread");
        bell(bob).press("Enter");
        var latest = bob.page().locator("vaadin-popover[opened]");
        latest.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Your Kraken key expires in 7 days")).click();
        assertThat(bob.page()).hasURL(Pattern.compile(".*/activity$"));
        assertThat(bell(bob)).hasAttribute("aria-label", "Notices");
        assertThat(bell(other)).hasAttribute("aria-label", "Notices");
    }

    @Test
    void theListIsFilteredByTheAddressAndKeepsUp(Visits visits) {
        var bob = visits.signIn("bob");
        told.tell("bob", "First");
        bob.open("notices?show=unread");
        assertThat(bob.page().locator(".notice")).hasCount(1);

        told.tell("bob", "Second");

        assertThat(bob.page().locator(".notice").first()).containsText("Second");
        bob.button("Mark as read: First").click();
        assertThat(bob.page().locator(".notice")).hasCount(1);
        bob.button("Mark all as read").click();
        assertThat(bob.page().getByText("No notice is like this.")).isVisible();
    }

    @Test
    void nothingKeepsPeopleOut(Visits visits) {
        told.tell("bob", "Your Kraken key expires in 7 days");
        told.tell("bob", "A".repeat(118));
        var bob = visits.signIn("bob");
        for (var width : List.of(1280, 390)) {
            bob.page().setViewportSize(width, 844);
            for (var address : List.of("notices", "notices/preferences", "activity")) {
                bob.open(address);
                assertThat(bell(bob)).hasAttribute("aria-label", "Notices, 2 unread");
                if (address.equals("activity")) {
                    bell(bob).click();
                    assertThat(bob.page().locator("vaadin-popover[opened] .notice")).hasCount(2);
                }
                Barriers.assertNoneInLightAndDark(bob.page(), address + " at " + width);
                Barriers.assertFitsIntoTheWidth(bob.page(), address + " at " + width);
            }
        }
    }
}
