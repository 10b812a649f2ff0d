package io.nija.vault.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The page to try the gateway in, as somebody uses it who writes a client. */
@EndToEnd
class GatewayDocsIT {

    @Test
    void callsTheGatewayWithATokenThatIsGoneWhenThePageIsLoadedAgain(Visits visits, ConsoleProcess console) {
        var problems = new ArrayList<String>();
        var page = open(visits, console, problems);
        button(page, "Authorize").first().click();
        page.locator(".auth-container input").fill(DemoToken.of("alice", console));
        page.locator(".auth-btn-wrapper button[type=submit]").click();
        page.locator(".btn-done").click();

        page.locator("#operations-Keys-listBrokers .opblock-summary").click();
        page.locator("#operations-Keys-listBrokers .execute").click();

        assertThat(page.locator("#operations-Keys-listBrokers .live-responses-table .response-col_status").last()).containsText("200");
        page.reload();
        assertThat(page.locator("#operations-Keys-listBrokers")).isVisible();
        assertThat(page.locator(".authorization__btn.locked")).hasCount(0);
        assertThat(page.evaluate("localStorage.length + sessionStorage.length")).isEqualTo(0);
        assertThat(problems).as("what the browser complains of").isEmpty();
    }

    @Test
    void isHeldToItsOwnScripts(ConsoleProcess console) throws Exception {
        var answer = get(console, "v1/docs");
        var policy = answer.headers().firstValue("Content-Security-Policy").orElseThrow();
        var scripts = List.of(policy.split("; ")).stream().filter(directive -> directive.startsWith("script-src")).toList();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(scripts).containsExactly("script-src 'self'");
        assertThat(policy).contains("default-src 'none'", "connect-src 'self'", "frame-ancestors 'none'");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void servesNothingBesideItsFiles(ConsoleProcess console) throws Exception {
        assertThat(get(console, "v1/docs/docs.js").statusCode()).isEqualTo(200);
        assertThat(get(console, "v1/docs/index.html").statusCode()).isEqualTo(404);
        assertThat(get(console, "v1/docs/%2e%2e%2fsign-in.html").statusCode()).isIn(400, 404);
    }

    private static Page open(Visits visits, ConsoleProcess console, List<String> problems) {
        var page = visits.stranger().page();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                problems.add(message.text());
            }
        });
        page.onPageError(problems::add);
        page.navigate(console.url() + "v1/docs");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("NIJA Vault Gateway"))).isVisible();
        return page;
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static HttpResponse<String> get(ConsoleProcess console, String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(console.url() + path)).build(), BodyHandlers.ofString());
        }
    }
}
