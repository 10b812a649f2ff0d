package io.nija.vault.e2e;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What keeps people out of a page, by the serious and critical rules of axe. */
final class Barriers {

    private Barriers() {
    }

    /** Also in a while, as colours change by and by. */
    static void assertNone(Page page, String where) {
        await().atMost(Duration.ofSeconds(30)).pollInSameThread().untilAsserted(() -> {
            var found = new AxeBuilder(page).analyze().getViolations().stream()
                    .filter(rule -> Set.of("serious", "critical").contains(String.valueOf(rule.getImpact())))
                    .map(rule -> rule.getHelp() + " " + rule.getNodes().stream().map(node -> node.getTarget() + " " + node.getFailureSummary()).limit(3).toList());
            assertThat(found).as(where).isEmpty();
        });
    }

    /** Also in a while, as what is drawn adapts to its width after that. */
    static void assertFitsIntoTheWidth(Page page, String where) {
        await().atMost(Duration.ofSeconds(30)).pollInSameThread().untilAsserted(() -> assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .as(where).isLessThanOrEqualTo(page.viewportSize().width));
    }

    /** In both schemes of colours. */
    static void assertNoneInLightAndDark(Page page, String where) {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            assertNone(page, where + " in " + scheme);
        }
    }
}
