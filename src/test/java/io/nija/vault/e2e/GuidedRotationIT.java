package io.nija.vault.e2e;

import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.web.client.RestClient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A rotation from the broker's page to its end, with breaks, on another device, and past the death of the console. */
@EndToEnd(ownConsole = true, arguments = "--requests.round=1s")
class GuidedRotationIT {

    @Test
    void leadsFromTheBrokersPageToTheEndAndShowsWhoReadTheNewKey(Visits visits, ConsoleProcess console) {
        var alice = visits.signIn("alice");
        var key = TestKey.named("guided");
        var next = key.next();
        alice.addKey(key);
        alice.button("Rotate").click();
        var page = alice.link("API keys at Kraken");
        assertThat(page).hasAttribute("href", "https://pro.kraken.com/app/settings/api");
        assertThat(page).hasAttribute("target", "_blank");
        assertStep(alice, "Make it");

        alice.button("I have the new key").click();
        assertStep(alice, "Enter it");
        alice.enter(next);
        alice.button("See what changes").click();
        assertStep(alice, "Check it");
        assertThat(alice.page().locator(".changes li").filter(new Locator.FilterOptions().setHasText("Private KeyChanged"))).isVisible();
        alice.button("Store the new key").click();

        alice.notice("Stored. Version 2 is in use.");
        assertStep(alice, "Try it");
        assertThat(alice.pageHolds(next.privateKey())).isFalse();
        assertThat(alice.page().locator(".first-read")).containsText("Nobody is on record");
        // While the page is open.
        readAsAProgram(console, key);
        assertThat(alice.page().locator(".first-read")).containsText("First read of the new version seen at");
        assertThat(alice.page().locator(".timeline")).containsText("First read by a program of yours");

        alice.button("Finish: the new key works").click();
        assertThat(alice.page().getByText("The rotation is finished")).isVisible();
        alice.button("To the key").click();
        assertThat(alice.show("Private Key")).isEqualTo(next.privateKey());
        assertThat(alice.page().getByText("A rotation is under way")).isHidden();
    }

    private static void readAsAProgram(ConsoleProcess console, TestKey key) {
        var token = DemoToken.of("alice", console);
        RestClient.create().post().uri(console.url() + "v1/credentials/retrieve").headers(headers -> headers.setBearerAuth(token))
                .contentType(MediaType.APPLICATION_JSON).body(Map.of("user_id", "alice", "broker", key.id())).retrieve().toBodilessEntity();
    }

    private static void assertStep(Visitor visitor, String step) {
        assertThat(visitor.page().locator(".stepper li[aria-current=step]")).containsText(step);
    }

    @Test
    void isFoundInAnotherBrowserWhereItWasLeftAndRollsBackThereByOneClick(Visits visits) {
        var desk = visits.signIn("alice");
        var key = TestKey.named("moved-on");
        var next = key.next();
        desk.addKey(key);
        desk.beginToRotate(next);
        desk.page().close();

        var phone = visits.signIn("alice");
        phone.open("keys");
        assertThat(phone.page().getByText("Rotating")).isVisible();
        phone.openKey(key);
        phone.button("Go on with the rotation").click();
        assertStep(phone, "Enter it");
        assertThat(phone.field("Private Key")).hasValue("");
        phone.enter(next);
        phone.button("See what changes").click();
        phone.button("Store the new key").click();
        phone.notice("Stored. Version 2 is in use.");

        var third = visits.signIn("alice");
        third.openKey(key);
        third.button("Go on with the rotation").click();
        // The page of the key has a button of that name too.
        assertStep(third, "Try it");
        third.button("Roll back to version 1").click();
        assertThat(third.page().getByText("in use again, as version 3")).isVisible();
        third.button("To the key").click();
        assertThat(third.show("Private Key")).isEqualTo(key.privateKey());
        phone.button("Finish: the new key works").click();
        phone.notice("This rotation has gone on elsewhere");
    }

    @Test
    void isFoundAfterTheConsoleWasKilled(Visits visits, ConsoleProcess console) {
        var alice = visits.signIn("alice");
        var key = TestKey.named("outlived");
        var next = key.next();
        alice.addKey(key);
        alice.beginToRotate(next);
        killAndStartAgain(console);

        var again = visits.signIn("alice");
        again.openKey(key);
        again.button("Go on with the rotation").click();
        assertStep(again, "Enter it");
        again.enter(next);
        again.button("See what changes").click();
        again.button("Store the new key").click();
        again.notice("Stored. Version 2 is in use.");
        killAndStartAgain(console);

        var atLast = visits.signIn("alice");
        atLast.openKey(key);
        atLast.button("Go on with the rotation").click();
        assertStep(atLast, "Try it");
        atLast.button("Roll back to version 1").click();
        assertThat(atLast.page().getByText("in use again, as version 3")).isVisible();
        atLast.button("To the key").click();
        assertThat(atLast.show("Private Key")).isEqualTo(key.privateKey());
    }

    @Test
    void aRequestIsDoneThoughTheConsoleWasKilledBetweenTheVaultAndTheRequest(Visits visits, ConsoleProcess console) throws SQLException {
        var alice = visits.signIn("alice");
        var key = TestKey.named("asked-and-killed");
        alice.addKey(key);
        var number = Long.parseLong(readyRequest(visits.signIn("sam"), key));
        try (var database = AuditProofIT.database(console); var other = AuditProofIT.database(console)) {
            // In a transaction it would see the activity of a moment for ever.
            var activity = JdbcClient.create(new SingleConnectionDataSource(other, true));
            database.setAutoCommit(false);
            var requests = JdbcClient.create(new SingleConnectionDataSource(database, true));
            requests.sql("select 1 from rotation_request where id = ? for update").param(number).query().singleValue();
            alice.openKey(key);
            alice.beginToRotate(key.next());
            alice.button("See what changes").click();
            alice.button("Store the new key").click();
            // Vault has it, and the request waits for its row.
            await().until(() -> requests.sql("select version from credential where owner = 'alice' and key = ?").param(key.id())
                    .query(Integer.class).single() == 2 && activity.sql("""
                    select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%rotation_request%'""").query(Integer.class).single() > 0);
            kill(console);
            assertThat(state(requests, number)).isEqualTo("READY_TO_ROTATE");
        }

        console.startAgain();

        try (var database = AuditProofIT.database(console)) {
            var requests = JdbcClient.create(new SingleConnectionDataSource(database, true));
            await().untilAsserted(() -> assertThat(state(requests, number)).isEqualTo("ROTATED"));
        }
        var again = visits.signIn("alice");
        again.open("requests/" + number);
        assertThat(again.page().getByText("Done: version 2 of your key is in use.")).isVisible();
    }

    private static String state(JdbcClient database, long request) {
        return database.sql("select state from rotation_request where id = ?").param(request).query(String.class).single();
    }

    /** @return its number */
    private static String readyRequest(Visitor sam, TestKey key) {
        sam.open("lookup?person=alice");
        sam.button("Look at the keys of alice").click();
        sam.field("Reason").fill("It may have leaked");
        sam.confirm("Look");
        sam.button("Ask for a rotation of Kraken · " + key.name()).click();
        sam.field("Why").fill("It may have leaked");
        sam.confirm("Ask the owner");
        assertThat(sam.page()).hasURL(Pattern.compile(".*/requests/\\d+$"));
        return sam.page().url().replaceAll(".*/", "");
    }

    private static void killAndStartAgain(ConsoleProcess console) {
        kill(console);
        console.startAgain();
    }

    private static void kill(ConsoleProcess console) {
        ConsoleProcess.signal("KILL", console.process().toHandle());
        await().until(() -> !console.process().isAlive());
    }
}
