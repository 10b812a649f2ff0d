package io.nija.vault.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Tracing;
import org.jspecify.annotations.Nullable;

/** The visitors of one test, each with a browser of their own. */
final class Visits {

    private static final Path EVIDENCE = Path.of("target", "e2e");

    private final Browsers browsers;
    private final ConsoleProcess console;
    private final List<BrowserContext> contexts = new ArrayList<>();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();

    Visits(Browsers browsers, ConsoleProcess console) {
        this.browsers = browsers;
        this.console = console;
    }

    /** Somebody who has not signed in yet. */
    Visitor stranger(Browser.NewContextOptions options) {
        return visitor(browsers.browser().newContext(options.setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE)));
    }

    Visitor stranger() {
        return stranger(new Browser.NewContextOptions());
    }

    Visitor signIn(String person) {
        return stranger().signIn(person);
    }

    /** The visitor of a browser that the test has set up by itself. */
    Visitor visitor(BrowserContext context) {
        contexts.add(context);
        context.setDefaultTimeout(30_000);
        context.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                violations.add(message.page().url() + ": " + message.text());
            }
        });
        context.tracing().start(new Tracing.StartOptions().setSnapshots(true));
        return new Visitor(context.newPage(), console);
    }

    Browsers browsers() {
        return browsers;
    }

    /** What a browser did not load or run, as the page's own policy forbids it, of all views that the test has seen. */
    Collection<String> violations() {
        return violations;
    }

    /** @param failed the name of the test, when it failed and what was seen is wanted */
    void end(@Nullable String failed) {
        for (int i = 0; i < contexts.size(); i++) {
            var context = contexts.get(i);
            try {
                if (failed != null) {
                    var name = failed + "-" + (i + 1);
                    context.pages().forEach(page -> page.screenshot(new Page.ScreenshotOptions().setPath(EVIDENCE.resolve(name + ".png"))));
                    context.tracing().stop(new Tracing.StopOptions().setPath(EVIDENCE.resolve(name + ".zip")));
                }
                context.close();
            } catch (PlaywrightException e) {
                // The test has closed this one itself.
            }
        }
    }
}
