package io.nija.vault.e2e;

import java.util.regex.Pattern;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Without a mouse: from the list to a revoked key, and from the queue to an answer. */
@EndToEnd
class KeyboardIT {

    private static final String HAS_FOCUS = """
            element => {
              let active = document.activeElement;
              while (active.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
              for (let node = active; node; node = node.assignedSlot ?? node.parentNode ?? node.host) if (node === element) return true;
              return false;
            }""";

    private static final String IN_ROWS = "grid => !!grid.shadowRoot.activeElement?.closest('#items')";

    /** Whether the cell of the table that has the focus is the one that holds the element. */
    private static final String IN_FOCUSED_CELL = """
            element => {
              const grid = element.closest('vaadin-grid');
              const slot = element.closest('vaadin-grid-cell-content').assignedSlot;
              return slot.closest('[part~=cell], td') === grid.shadowRoot.activeElement;
            }""";

    private static final String SHOWS_FOCUS = """
            element => {
              const ring = e => {
                const style = getComputedStyle(e);
                return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
              };
              const around = e => e ? [e, ...around(e.parentElement)].slice(0, 3) : [];
              const within = e => [e, ...e.shadowRoot?.querySelectorAll('*') ?? []];
              return around(element).flatMap(within).some(ring);
            }""";

    @Test
    void addsOpensRotatesAndRevokesAKey(Visits visits) {
        var alice = visits.signIn("alice");
        var key = TestKey.named("by-keyboard");
        var keys = alice.page().keyboard();
        assertThat(alice.heading("My keys")).isVisible();
        press(alice, alice.button("Add key").first());
        assertThat(alice.page().getByLabel("Search brokers")).isFocused();
        keys.type("kraken");
        press(alice, alice.button("Kraken").first());
        assertThat(alice.field("API Key")).isFocused();
        keys.type(key.apiKey());
        tabTo(alice, alice.field("Private Key"));
        keys.type(key.privateKey());
        tabTo(alice, alice.field("Key name"));
        keys.type(key.name());
        press(alice, alice.button("Add key"));
        alice.notice("Your Kraken key is in the vault.");

        press(alice, alice.link("My keys").first());
        assertThat(alice.heading("My keys")).isVisible();
        alice.page().getByLabel("Search keys").focus();
        keys.type("no such key");
        assertThat(alice.page().getByText("No key matches")).isVisible();
        keys.press("Control+A");
        keys.type(key.name());
        assertThat(alice.link("Kraken")).hasCount(1);
        tabTo(alice, alice.page().locator("vaadin-grid"));
        openFirstRow(alice, keys);

        press(alice, alice.button("Rotate").first());
        press(alice, alice.button("I have the new key"));
        assertThat(alice.field("API Key")).isFocused();
        keys.type(key.next().apiKey());
        tabTo(alice, alice.field("Private Key"));
        keys.type(key.next().privateKey());
        press(alice, alice.button("See what changes"));
        assertThat(alice.page().getByText("What will change")).isFocused();
        press(alice, alice.button("Store the new key"));
        alice.notice("Stored. Version 2 is in use.");
        press(alice, alice.button("Finish: the new key works"));
        press(alice, alice.button("To the key"));

        var revoke = alice.button("Revoke").first();
        press(alice, revoke);
        assertThat(inDialog(alice, "Revoke")).isVisible();
        assertKeepsFocus(alice, keys);
        keys.press("Escape");
        assertThat(revoke).isFocused();
        keys.press("Enter");
        press(alice, inDialog(alice, "Revoke"));
        alice.notice("Revoked.");
    }

    @Test
    void claimsOpensAndAnswersARequest(Visits visits) {
        var alice = visits.signIn("alice");
        var key = TestKey.named("answered");
        alice.addKey(key);
        alice.chooseMore("Ask for help…");
        alice.field("Why").fill("I am not sure how");
        alice.confirm("Ask support");
        assertThat(alice.page()).hasURL(Pattern.compile(".*/requests/\\d+$"));
        var number = alice.page().url().replaceAll(".*/", "");

        var sam = visits.signIn("sam");
        var keys = sam.page().keyboard();
        press(sam, sam.link("Requests").first());
        assertThat(sam.heading("Requests")).isVisible();
        sam.page().getByLabel("Search requests").focus();
        keys.type(key.name());
        var claim = sam.button("Claim request " + number);
        assertThat(claim).isVisible();
        assertThat(sam.button("Claim request")).hasCount(1);
        toCellOf(sam, claim);
        keys.press("Enter");
        assertThat(claim).isFocused();
        keys.press("Enter");
        sam.notice("You have request " + number);

        var link = sam.link("#" + number);
        toCellOf(sam, link);
        keys.press("Enter");
        assertThat(link).isFocused();
        keys.press("Enter");
        assertThat(sam.page()).hasURL(Pattern.compile(".*/requests/" + number + "$"));
        tabTo(sam, sam.field("Write a message"));
        keys.type("Press Rotate on its page and go on from there.");
        press(sam, sam.button("Send"));

        assertThat(alice.page().getByText("Press Rotate on its page and go on from there.")).isVisible();
    }

    /** Out of a cell, to the table, past its heads, and along the row. */
    private static void toCellOf(Visitor visitor, Locator content) {
        var grid = visitor.page().locator("vaadin-grid");
        visitor.page().keyboard().press("Escape");
        tabTo(visitor, grid);
        for (int i = 0; i < 3 && !has(IN_ROWS, grid); i++) {
            visitor.page().keyboard().press("Tab");
        }
        visitor.page().keyboard().press("Home");
        for (int i = 0; i < 8 && !has(IN_FOCUSED_CELL, content); i++) {
            visitor.page().keyboard().press("ArrowRight");
        }
        assertThat(has(IN_FOCUSED_CELL, content)).as("reached by the arrow keys: " + content).isTrue();
    }

    private static Locator inDialog(Visitor visitor, String button) {
        return visitor.dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button));
    }

    /** Arrow keys move in a table, and Enter goes into a cell and to its link. */
    private static void openFirstRow(Visitor visitor, Keyboard keys) {
        var link = visitor.link("Kraken");
        keys.press("Tab");
        keys.press("Enter");
        assertThat(link).isFocused();
        keys.press("Enter");
        assertThat(visitor.heading("Kraken")).isVisible();
    }

    private static void press(Visitor visitor, Locator button) {
        tabTo(visitor, button);
        visitor.page().keyboard().press("Enter");
    }

    private static void tabTo(Visitor visitor, Locator target) {
        assertThat(target).isVisible();
        for (int i = 0; i < 60 && !has(HAS_FOCUS, target); i++) {
            visitor.page().keyboard().press("Tab");
        }
        assertThat(has(HAS_FOCUS, target)).as("reached by Tab: " + target).isTrue();
        assertThat(has(SHOWS_FOCUS, target)).as("the focus can be seen at " + target).isTrue();
    }

    private static void assertKeepsFocus(Visitor visitor, Keyboard keys) {
        for (int i = 0; i < 12; i++) {
            keys.press(i < 9 ? "Tab" : "Shift+Tab");
            assertThat(has(HAS_FOCUS, visitor.dialog())).as("the dialog keeps the focus").isTrue();
        }
    }

    private static boolean has(String what, Locator target) {
        return (Boolean) target.evaluate(what);
    }
}
