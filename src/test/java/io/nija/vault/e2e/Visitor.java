package io.nija.vault.e2e;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** What a person does with the console, in the console's own words. */
final class Visitor {

    private final Page page;
    private final ConsoleProcess console;

    Visitor(Page page, ConsoleProcess console) {
        this.page = page;
        this.console = console;
    }

    Page page() {
        return page;
    }

    BrowserContext browser() {
        return page.context();
    }

    /** Another window of the same browser. */
    Visitor anotherWindow() {
        return new Visitor(browser().newPage(), console);
    }

    Visitor signIn(String person) {
        open("");
        giveName(person);
        assertThat(page.locator("vaadin-app-layout")).isVisible();
        return this;
    }

    /** Answers the provider's sign-in page. */
    void giveName(String person) {
        page.getByLabel("Name").fill(person);
        page.getByLabel("Password").fill(console.password(person));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
    }

    void open(String route) {
        page.navigate(console.url() + route);
    }

    void signOut() {
        menu("Signed in as").click();
        menu("Sign out").click();
        assertThat(page.getByLabel("Password")).isVisible();
    }

    /** Adds the key, from the list on, and ends on its page. */
    void addKey(TestKey key) {
        open("keys");
        button("Add key").first().click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Kraken").setExact(true)).click();
        field("Key name").fill(key.name());
        enter(key);
        button("Add key").click();
        notice("Your Kraken key is in the vault.");
        assertThat(heading("Kraken")).isVisible();
    }

    void openKey(TestKey key) {
        open("keys/" + key.id());
        assertThat(heading("Kraken")).isVisible();
    }

    /** Types the values where the page asks for them. */
    void enter(TestKey key) {
        field("API Key").fill(key.apiKey());
        field("Private Key").fill(key.privateKey());
    }

    /** From the key's page through every step, and back to it. */
    void rotate(TestKey next) {
        button("Rotate").click();
        goThroughRotation(next);
    }

    /** From the first step of the guide on; ends on the page of the key. */
    void goThroughRotation(TestKey next) {
        button("I have the new key").click();
        enter(next);
        button("See what changes").click();
        button("Store the new key").click();
        notice("Stored. Version");
        button("Finish: the new key works").click();
        button("To the key").click();
        assertThat(button("Revoke").first()).isVisible();
    }

    /** From the key's page to where the new values have been typed. */
    void beginToRotate(TestKey next) {
        button("Rotate").click();
        button("I have the new key").click();
        enter(next);
    }

    void revoke() {
        button("Revoke").click();
        confirm("Revoke");
    }

    /** Goes on in a dialog that asks. */
    void confirm(String button) {
        dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button).setExact(true)).click();
    }

    /** Looks at a value and returns it. */
    String show(String label) {
        button("Show " + label).click();
        assertThat(button("Hide " + label)).isVisible();
        return value(label).textContent();
    }

    /** Where a value is shown, or dots in its place. */
    Locator value(String label) {
        return page.locator("secret-value[label='" + label + "'] .value");
    }

    void chooseMore(String item) {
        menu("More actions").click();
        menu(item).click();
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    Locator menu(String item) {
        return page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(item));
    }

    Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    Locator heading(String text) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(text).setLevel(1));
    }

    Locator dialog() {
        return page.locator("vaadin-dialog[opened], vaadin-confirm-dialog[opened]");
    }

    Locator link(String text) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(text));
    }

    Locator notice(String text) {
        var notice = page.locator("vaadin-notification-card").filter(new Locator.FilterOptions().setHasText(text));
        assertThat(notice).isVisible();
        return notice;
    }

    /** Whether any node of the page, shadow trees and what is typed into fields included, holds the text. */
    boolean pageHolds(String text) {
        return (Boolean) page.evaluate("""
                text => {
                  const holds = node => (node.nodeValue ?? '').includes(text) || String(node.value ?? '').includes(text)
                    || [...node.attributes ?? []].some(attribute => attribute.value.includes(text))
                    || (node.shadowRoot && holds(node.shadowRoot)) || [...node.childNodes].some(holds);
                  return holds(document);
                }""", text);
    }
}
