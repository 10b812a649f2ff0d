package io.nija.vault.e2e;

import java.util.List;

import com.microsoft.playwright.Browser;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** A value is on the page for a moment, at its owner's wish, and then nowhere on it. */
@EndToEnd
class RevealIT {

    private static final String DOTS = "••••••••••••";

    @Test
    void showsAValueAndHidesItAgain(Visits visits) {
        var alice = visits.signIn("alice");
        var key = TestKey.named("shown");
        alice.addKey(key);
        assertThat(alice.pageHolds(key.privateKey())).as("before").isFalse();

        assertThat(alice.show("Private Key")).isEqualTo(key.privateKey());
        assertThat(alice.pageHolds(key.privateKey())).as("the walk finds what is there").isTrue();
        assertThat(alice.page().getByText("Hidden again in")).isVisible();
        assertThat(alice.page().locator("secret-value[label='Private Key'] [role=status]")).hasText("Shown. It hides in 30 seconds.");

        alice.button("Hide Private Key").click();
        assertHidden(alice, key);
    }

    @Test
    void showsOneValueAtATime(Visits visits) {
        var alice = visits.signIn("alice");
        var key = TestKey.named("one-at-a-time");
        alice.addKey(key);
        alice.show("Private Key");

        assertThat(alice.show("API Key")).isEqualTo(key.apiKey());

        assertHidden(alice, key);
    }

    @Test
    void hidesItAfterHalfAMinute(Visits visits) {
        var alice = visits.signIn("alice");
        var key = TestKey.named("half-a-minute");
        alice.addKey(key);
        alice.page().clock().install();
        alice.show("Private Key");

        alice.page().clock().runFor(20_000);
        assertThat(alice.pageHolds(key.privateKey())).isTrue();
        alice.page().clock().runFor(12_000);

        assertHidden(alice, key);
    }

    @Test
    void hidesItWhenTheMachineWakesFromSleep(Visits visits) {
        var alice = visits.signIn("alice");
        var key = TestKey.named("asleep");
        alice.addKey(key);
        alice.page().clock().install();
        alice.show("Private Key");

        alice.page().clock().fastForward("05:00");

        assertHidden(alice, key);
    }

    @Test
    void hidesItWhenTheWindowLosesTheFocusOrIsCovered(Visits visits) {
        var alice = visits.signIn("alice");
        var key = TestKey.named("blurred");
        alice.addKey(key);
        for (var event : List.of("window.dispatchEvent(new Event('blur'))",
                "document.dispatchEvent(new Event('visibilitychange'))")) {
            alice.show("Private Key");

            alice.page().evaluate(event);

            assertHidden(alice, key);
        }
    }

    @Test
    void forgetsItWhenThePersonLeavesThePage(Visits visits) {
        var alice = visits.signIn("alice");
        var key = TestKey.named("left");
        alice.addKey(key);
        alice.show("Private Key");

        alice.link("My keys").first().click();
        assertThat(alice.heading("My keys")).isVisible();
        assertThat(alice.pageHolds(key.privateKey())).isFalse();
        alice.page().goBack();

        assertHidden(alice, key);
    }

    @Test
    void copiesAValueWithoutShowingIt(Visits visits) {
        var alice = visits.stranger(new Browser.NewContextOptions().setPermissions(List.of("clipboard-read", "clipboard-write")))
                .signIn("alice");
        var key = TestKey.named("copied");
        alice.addKey(key);

        alice.button("Copy Private Key").click();

        assertThat(alice.page().getByText("Copied. Clear your clipboard when you are done.")).isVisible();
        assertThat(alice.page().evaluate("navigator.clipboard.readText()")).isEqualTo(key.privateKey());
        assertHidden(alice, key);
    }

    /** Safari takes nothing into the clipboard that a page offers later. */
    @Test
    void offersTheValueToTheClipboardWhileTheClickLasts(Visits visits) {
        var alice = visits.signIn("alice");
        var key = TestKey.named("within-the-click");
        alice.addKey(key);
        alice.page().evaluate("""
                () => {
                  window.addEventListener('click', () => { window.clicking = true; setTimeout(() => window.clicking = false); }, true);
                  navigator.clipboard.write = async ([item]) => {
                    window.writtenInClick = window.clicking;
                    window.written = await (await item.getType('text/plain')).text();
                  };
                }""");

        alice.button("Copy Private Key").click();

        assertThat(alice.page().getByText("Copied. Clear your clipboard when you are done.")).isVisible();
        assertThat(alice.page().evaluate("window.writtenInClick")).isEqualTo(true);
        assertThat(alice.page().evaluate("window.written")).isEqualTo(key.privateKey());
    }

    @Test
    void saysWhyThereIsNothingToCopy(Visits visits) {
        var alice = visits.stranger(new Browser.NewContextOptions().setPermissions(List.of("clipboard-read", "clipboard-write")))
                .signIn("alice");
        var key = TestKey.named("not-copied");
        alice.addKey(key);
        var other = alice.anotherWindow();
        other.openKey(key);
        other.revoke();
        other.notice("Revoked.");

        alice.button("Copy Private Key").click();

        assertThat(alice.page().locator("secret-value[label='Private Key'] [role=status]")).containsText("There is no such key.");
    }

    @Test
    void givesAValueOnceAtAnAddress(Visits visits) {
        var alice = visits.signIn("alice");
        var key = TestKey.named("once");
        alice.addKey(key);
        var answer = alice.page().waitForResponse(response -> response.url().contains("/VAADIN/dynamic/"), () -> alice.show("Private Key"));
        assertThat(answer.text()).isEqualTo(key.privateKey());
        assertThat(answer.headerValue("cache-control")).isEqualTo("no-store");

        var again = alice.browser().request().get(answer.url());

        assertThat(again.status()).isGreaterThanOrEqualTo(400);
        assertThat(again.text()).doesNotContain(key.privateKey());
    }

    private static void assertHidden(Visitor visitor, TestKey key) {
        assertThat(visitor.button("Show Private Key")).isVisible();
        assertThat(visitor.value("Private Key")).hasText(DOTS);
        assertThat(visitor.pageHolds(key.privateKey())).as("the value is somewhere on the page").isFalse();
    }
}
