package io.nija.vault.e2e;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;

/** The browser of a run: the one that {@code VAULT_CONSOLE_CHROMIUM} names, else Playwright's own. */
public final class Browsers implements AutoCloseable {

    private static final List<String> FLAGS = List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync");

    public Browsers() {
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
    }

    private final Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment()));
    private final Browser browser = playwright.chromium().launch(new BrowserType.LaunchOptions()
            .setArgs(FLAGS).setExecutablePath(executable()));

    private static Path executable() {
        var named = System.getenv("VAULT_CONSOLE_CHROMIUM");
        return named == null ? null : Path.of(named);
    }

    private static Map<String, String> environment() {
        return executable() == null ? Map.of() : Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    }

    public Browser browser() {
        return browser;
    }

    /** With a profile on disk, as a person's browser has one. */
    BrowserContext withProfile(Path profile, BrowserType.LaunchPersistentContextOptions options) {
        return playwright.chromium().launchPersistentContext(profile, options.setArgs(FLAGS).setExecutablePath(executable()));
    }

    @Override
    public void close() {
        playwright.close();
    }
}
