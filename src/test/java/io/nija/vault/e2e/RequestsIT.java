package io.nija.vault.e2e;

import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** A whole request in three browsers: a user who needs it, support that handles it, and a second person who approves it. */
@EndToEnd
class RequestsIT {

    private static final Pattern REQUEST = Pattern.compile(".*/requests/(\\d+)$");

    @Test
    void aSensitiveRequestIsAskedForClaimedApprovedAndCompletedWithoutAnybodyOfTheStaffSeeingAValue(Visits visits) {
        var alice = visits.signIn("alice");
        var sam = visits.signIn("sam");
        var ada = visits.signIn("ada");
        var key = TestKey.named("asked");
        var next = key.next();
        alice.addKey(key);

        // Sam looks at the queue while alice asks.
        sam.open("requests?text=" + key.name());
        assertThat(sam.page().getByText("No request matches")).isVisible();
        alice.chooseMore("Ask for help…");
        alice.page().getByLabel("A rotation although I cannot prove who I am as usual").check();
        alice.field("Why").fill("My phone with the second factor is gone");
        alice.field("Message (if you like)").fill("Please call me back at the office.");
        alice.confirm("Ask support");
        assertThat(alice.page()).hasURL(REQUEST);
        var number = alice.page().url().replaceAll(".*/", "");
        assertThat(alice.page().getByText("Support has your request.").first()).isVisible();

        sam.button("Claim request " + number).click();
        sam.notice("You have request " + number);
        sam.open("requests/" + number);
        assertThat(sam.page().getByText("Please call me back at the office.")).isVisible();
        assertThat(alice.page().getByText("Somebody of support works on it.")).isVisible();
        sam.button("Ask for approval …").click();
        sam.field("Reason").fill("I called them back at the number that we have");
        sam.confirm("Ask for it");
        assertThat(sam.page().getByText("A second person has been asked to approve it.")).isVisible();
        assertThat(sam.button("Approve …")).hasCount(0);

        ada.open("requests?queue=approvals&text=" + key.name());
        ada.link("#" + number).click();
        assertThat(ada.page().getByText("I called them back at the number that we have").first()).isVisible();
        ada.button("Approve …").click();
        ada.field("Reason").fill("I spoke to them as well");
        ada.confirm("Approve");
        ada.notice("Approved.");

        // Sam has not loaded the page again.
        sam.button("Let the owner go on …").click();
        sam.confirm("Let them go on");
        assertThat(alice.page().getByText("It is your turn")).isVisible();
        alice.button("Rotate it now").click();

        assertThat(alice.page()).hasURL(Pattern.compile(".*/keys/" + key.id() + "/rotate\\?request=" + number));
        alice.goThroughRotation(next);

        assertThat(sam.page().getByText("version 2 came out")).isVisible();
        ada.page().reload();
        assertThat(ada.page().getByText("version 2 came out")).isVisible();
        for (var value : new String[] { key.apiKey(), key.privateKey(), next.apiKey(), next.privateKey() }) {
            assertThat(sam.pageHolds(value)).isFalse();
            assertThat(ada.pageHolds(value)).isFalse();
        }
        alice.open("requests/" + number);
        assertThat(alice.page().getByText("Done: version 2 of your key is in use.")).isVisible();
    }

    @Test
    void theCodeOfALinkIsInNoAddress(Visits visits) {
        var sam = visits.signIn("sam");
        var alice = visits.signIn("alice");
        var key = TestKey.named("linked");
        alice.addKey(key);
        sam.open("lookup?person=alice");
        sam.button("Look at the keys of alice").click();
        sam.field("Reason").fill("A reminder by phone");
        sam.confirm("Look");
        sam.button("Ask for a rotation of Kraken · " + key.name()).click();
        sam.field("Why").fill("It is old");
        sam.confirm("Ask the owner");
        assertThat(sam.page()).hasURL(REQUEST);
        var number = sam.page().url().replaceAll(".*/", "");

        alice.open("requests/" + number + "/complete?code=s.made-up");
        assertThat(alice.page().getByText("This link does not work any more")).isVisible();
        assertThat(alice.page()).hasURL(Pattern.compile(".*/requests/" + number + "/complete$"));

        alice.link("To the request").click();
        alice.button("Rotate it now").click();
        assertThat(alice.page()).hasURL(Pattern.compile(".*/keys/" + key.id() + ".*"));
        assertThat(alice.page().url()).doesNotContain("code=");
        alice.page().goBack();
        assertThat(alice.page().url()).doesNotContain("code=");
    }
}
