package io.nija.vault.e2e;

import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of a key: rotated, rolled back, compared, revoked, restored, destroyed. */
@EndToEnd
class ChangeKeyIT {

    @Test
    void rotatesAfterSayingWhatWillChange(Visits visits) {
        var alice = visits.signIn("alice");
        var key = TestKey.named("rotated");
        var next = key.next();
        alice.addKey(key);
        alice.beginToRotate(next);
        alice.field("API key two-factor password").fill("otp");
        alice.button("See what changes").click();
        var changes = alice.page().locator(".changes li");
        assertThat(changes).hasText(new String[] { "Version1 → 2", "Key ID••••" + end(key) + " → ••••" + end(next), "API KeyChanged", "Private KeyChanged",
                "API key two-factor passwordAdded", "Label, note, expiry, who added it and whenstay" });

        alice.button("Store the new key").click();

        alice.notice("Stored. Version 2 is in use.");
        alice.button("Finish: the new key works").click();
        alice.button("To the key").click();
        assertThat(alice.page().getByText("Rotated by alice")).isVisible();
        assertThat(alice.show("Private Key")).isEqualTo(next.privateKey());
        assertThat(alice.pageHolds(key.privateKey())).isFalse();
    }

    private static String end(TestKey key) {
        return key.apiKey().substring(key.apiKey().length() - 4);
    }

    @Test
    void comparesVersionsWithoutShowingThemAndRollsBack(Visits visits) {
        var alice = visits.signIn("alice");
        var key = TestKey.named("rolled-back");
        var next = new TestKey(key.name(), key.apiKey(), key.next().privateKey());
        alice.addKey(key);
        alice.rotate(next);

        alice.button("Compare version 1").click();
        var changes = alice.dialog().locator(".changes li");
        assertThat(changes.filter(new Locator.FilterOptions().setHasText("API KeySame"))).isVisible();
        assertThat(changes.filter(new Locator.FilterOptions().setHasText("Private KeyChanged"))).isVisible();
        assertThat(alice.pageHolds(key.privateKey()) || alice.pageHolds(next.privateKey())).isFalse();
        alice.confirm("Close");
        alice.button("Roll back to version 1").click();
        alice.confirm("Roll back");

        alice.notice("Version 1 is in use again, as version 3.");
        assertThat(alice.page().getByText("Rolled back to v1 by alice")).isVisible();
        assertThat(alice.show("Private Key")).isEqualTo(key.privateKey());
    }

    @Test
    void revokesAndUndoes(Visits visits) {
        var alice = visits.signIn("alice");
        var key = TestKey.named("undone");
        alice.addKey(key);

        alice.revoke();
        assertThat(alice.page().getByText("Nobody can read it, the trading engine included.")).isVisible();
        alice.notice("Revoked.").getByText("Undo").click();

        alice.notice("Restored. The key is in use again.");
        assertThat(alice.show("Private Key")).isEqualTo(key.privateKey());
    }

    @Test
    void restoresAKeyFromTheRevokedOnes(Visits visits) {
        var alice = visits.signIn("alice");
        var key = TestKey.named("restored");
        alice.addKey(key);
        alice.revoke();
        alice.notice("Revoked.");
        alice.open("keys");
        assertThat(alice.heading("My keys")).isVisible();
        assertThat(alice.page().getByText(key.name(), new Page.GetByTextOptions().setExact(true))).isHidden();

        // Where all keys are revoked, the list has a link of its own.
        alice.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Revoked").setExact(true)).click();
        alice.button("Restore " + key.id()).click();

        alice.notice("Restored. The key is in use again.");
        alice.openKey(key);
        assertThat(alice.show("API Key")).isEqualTo(key.apiKey());
    }

    @Test
    void destroysAKeyOnceItsNameWasTyped(Visits visits) {
        var alice = visits.signIn("alice");
        var key = TestKey.named("destroyed");
        alice.addKey(key);
        alice.chooseMore("Destroy for good…");
        var destroy = alice.dialog().getByRole(AriaRole.BUTTON,
                new Locator.GetByRoleOptions().setName("Destroy for good"));
        assertThat(destroy).isDisabled();
        alice.page().getByLabel(Pattern.compile("Type .* to go on")).fill(key.name());
        assertThat(destroy).isDisabled();

        alice.page().getByLabel(Pattern.compile("Type .* to go on")).fill(key.id());
        destroy.click();

        alice.notice("Destroyed. Nothing of " + key.id() + " is left in the vault.");
        alice.open("keys/" + key.id());
        assertThat(alice.page().getByText("There is nothing at this address")).isVisible();
    }

    @Test
    void keepsTwoPeopleApart(Visits visits) {
        var alice = visits.signIn("alice");
        var key = TestKey.named("of-alice");
        alice.addKey(key);
        var bob = visits.signIn("bob");

        bob.open("keys/" + key.id());
        assertThat(bob.page().getByText("There is nothing at this address")).isVisible();
        bob.open("keys");
        assertThat(bob.heading("My keys")).isVisible();

        assertThat(bob.pageHolds(key.name())).isFalse();
    }

    @Test
    void tellsTheSecondOfTwoWindowsThatTheFirstWasFaster(Visits visits) {
        var first = visits.signIn("alice");
        var key = TestKey.named("raced");
        var winner = key.next();
        first.addKey(key);
        var second = first.anotherWindow();
        second.openKey(key);
        second.beginToRotate(key.next());
        second.button("See what changes").click();
        first.button("Rotate").click();
        first.enter(winner);
        first.button("See what changes").click();
        first.button("Store the new key").click();
        first.notice("Stored. Version 2 is in use.");

        second.button("Store the new key").click();

        second.notice("This rotation has gone on elsewhere, in another window or on another device.");
        second.link("To the key").click();
        assertThat(second.page().getByText("v2", new Page.GetByTextOptions().setExact(true))).isVisible();
        assertThat(second.show("Private Key")).isEqualTo(winner.privateKey());
    }
}
