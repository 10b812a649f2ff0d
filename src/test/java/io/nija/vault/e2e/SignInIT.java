package io.nija.vault.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;

import com.microsoft.playwright.options.Cookie;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@EndToEnd
class SignInIT {

    @Test
    void leadsThroughTheProviderToOnesKeys(Visits visits, ConsoleProcess console) {
        var alice = visits.stranger();
        alice.open("");
        assertThat(alice.page()).hasURL(java.util.regex.Pattern.compile("^" + console.providerUrl() + "login.*"));

        alice.giveName("alice");

        assertThat(alice.heading("My keys")).isVisible();
        assertThat(alice.page()).hasURL(console.url() + "keys");
        assertThat(alice.menu("Signed in as Alice Archer")).isVisible();
        assertThat(alice.page()).hasTitle("My keys · NIJA Vault Console");
    }

    @Test
    void leadsToTheAddressThatWasAskedFor(Visits visits, ConsoleProcess console) {
        var alice = visits.stranger();
        alice.open("revoked");

        alice.giveName("alice");

        assertThat(alice.heading("Revoked")).isVisible();
        assertThat(alice.page()).hasURL(console.url() + "revoked");
    }

    @Test
    void refusesAWrongPassword(Visits visits) {
        var stranger = visits.stranger();
        stranger.open("");
        stranger.page().getByLabel("Name").fill("alice");
        stranger.page().getByLabel("Password").fill("not that");

        stranger.button("Sign in").click();

        assertThat(stranger.page().getByRole(com.microsoft.playwright.options.AriaRole.ALERT)).hasText("That name and password do not match.");
    }

    @Test
    void signingOutEndsTheSessionsOfTheConsoleTheProviderAndTheVault(Visits visits, ConsoleProcess console) throws Exception {
        var alice = visits.signIn("alice");
        alice.addKey(TestKey.named("signed-out"));
        var cookie = alice.browser().cookies(console.url()).stream().filter(c -> c.name.equals("session")).findFirst().orElseThrow();
        assertThat(statusWith(cookie, console)).isEqualTo(200);
        long revoked = revocations(console);

        alice.signOut();

        assertThat(statusWith(cookie, console)).as("the old cookie").isEqualTo(302);
        await().untilAsserted(() -> assertThat(revocations(console)).as("Vault tokens revoked").isGreaterThan(revoked));
        alice.open("keys");
        assertThat(alice.page().getByLabel("Password")).isVisible();
        var ada = visits.signIn("ada");
        ada.open("audit?range=1h&user=alice&operation=sign-out");
        assertThat(ada.page().getByText("signed out of the console").first()).isVisible();
    }

    @Test
    void asksNobodyForAPasswordWhoIsSignedInAtTheProvider(Visits visits, ConsoleProcess console) {
        var alice = visits.signIn("alice");
        alice.browser().clearCookies(new com.microsoft.playwright.BrowserContext.ClearCookiesOptions().setName("session"));

        alice.open("keys");

        assertThat(alice.heading("My keys")).isVisible();
    }

    private static int statusWith(Cookie cookie, ConsoleProcess console) throws IOException, InterruptedException {
        try (var browser = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(console.url() + "keys")).header("Cookie", cookie.name + "=" + cookie.value);
            return browser.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    private static long revocations(ConsoleProcess console) throws IOException {
        try (var lines = Files.lines(console.auditLog())) {
            return lines.filter(line -> line.contains("\"type\":\"response\"") && line.contains("auth/token/revoke-self")
                    && line.contains("alice")).count();
        }
    }
}
