package io.nija.vault.e2e;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** How a key comes into the vault. Nobody but bob in here has keys of bob. */
@EndToEnd
class AddKeyIT {

    @Test
    void leadsFromTheEmptyListToTheFirstKey(Visits visits) {
        var bob = visits.signIn("bob");
        var key = TestKey.named("first");
        assertThat(bob.page().getByText("Add your first key")).isVisible();
        assertThat(bob.page().getByText("No keys yet")).isVisible();

        bob.addKey(key);

        assertThat(bob.page()).hasURL(Pattern.compile(".*/keys/" + key.id() + "$"));
        assertThat(bob.page().getByText("Added by bob")).isVisible();
        bob.link("My keys").first().click();
        assertThat(bob.page().getByText("1 key at 1 broker")).isVisible();
        assertThat(bob.link("Kraken")).isVisible();
        assertThat(bob.page().getByText("••••" + key.apiKey().substring(52))).isVisible();
        assertThat(bob.page().getByText("Add your first key")).isHidden();
    }

    @Test
    void keepsWhatWasTypedWhenSomethingIsMissingOrTaken(Visits visits) {
        var alice = visits.signIn("alice");
        var key = TestKey.named("taken");
        alice.addKey(key);
        alice.open("add/kraken");
        alice.field("API Key").fill(key.apiKey());
        alice.button("Add key").click();
        assertThat(alice.page().getByText("Enter the Private Key.")).isVisible();

        alice.field("Private Key").fill(key.privateKey());
        alice.field("Key name").fill(key.name());
        alice.button("Add key").click();

        assertThat(alice.page().getByText(Pattern.compile("already")).first()).isVisible();
        assertThat(alice.field("API Key")).hasValue(key.apiKey());
        assertThat(alice.field("Private Key")).hasValue(key.privateKey());
    }

    @Test
    void masksWhatIsTypedUntilThePersonWantsToSeeIt(Visits visits) {
        var alice = visits.signIn("alice");
        alice.open("add/kraken");
        assertThat(alice.field("Private Key")).hasCSS("-webkit-text-security", "disc");

        alice.page().getByText("Show what I type").click();

        assertThat(alice.field("Private Key")).hasCSS("-webkit-text-security", "none");
    }

    @Test
    void savesWithCtrlEnterWhatWasTypedLast(Visits visits) {
        var alice = visits.signIn("alice");
        var key = TestKey.named("by-shortcut");
        alice.open("add/kraken");
        alice.field("Key name").fill(key.name());
        alice.field("API Key").fill(key.apiKey());
        alice.field("Private Key").fill(key.next().privateKey());
        alice.field("Private Key").blur();
        alice.field("Private Key").fill(key.privateKey());

        alice.page().keyboard().press("Control+Enter");

        alice.notice("Your Kraken key is in the vault.");
        assertThat(alice.show("Private Key")).isEqualTo(key.privateKey());
    }

    @Test
    void refusesWhatIsNoDateInPlaceOfNone(Visits visits) {
        var alice = visits.signIn("alice");
        var key = TestKey.named("no-date");
        alice.addKey(key);
        alice.button("Edit label").click();
        alice.field("Expires on").fill("1st of Marhc");
        // Closes the calendar, which covers the rest.
        alice.field("Expires on").press("Enter");
        alice.button("Save").click();
        assertThat(alice.page().locator("vaadin-date-picker [slot=error-message]")).containsText("This is not a date.");
    }

    @Test
    void warnsOfAnUnusualValueAndTakesItAllTheSame(Visits visits) {
        var alice = visits.signIn("alice");
        alice.open("add/kraken");
        alice.field("Key name").fill("unusual");
        alice.field("API Key").fill("short");
        alice.field("Private Key").fill("short too");
        alice.field("Private Key").blur();
        assertThat(alice.page().getByText("Looks unusual").first()).isVisible();

        alice.button("Add key").click();

        alice.notice("Your Kraken key is in the vault.");
    }

    @Test
    void findsABrokerByName(Visits visits) {
        var alice = visits.signIn("alice");
        alice.open("add");
        var tiles = alice.page().locator(".broker-tile:visible");
        assertThat(tiles.first()).isVisible();

        alice.page().getByLabel("Search brokers").fill("futur");

        assertThat(tiles).hasText(new String[] { "KFKraken Futures" });
    }

    @Test
    void saysTimesInTheZoneOfTheBrowser(Visits visits) {
        var zone = ZoneId.of("Asia/Kolkata");
        var alice = visits.stranger(new Browser.NewContextOptions().setTimezoneId(zone.getId()).setLocale("en-GB")).signIn("alice");
        var key = TestKey.named("in-kolkata");
        var before = ZonedDateTime.now(zone);

        alice.addKey(key);

        var format = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT).withLocale(Locale.UK);
        var text = alice.page().locator(".versions li").filter(
                new Locator.FilterOptions().setHasText("Added by alice")).textContent();
        assertThat(text).containsAnyOf(format.format(before), format.format(before.plusMinutes(1)));
    }
}
