package io.nija.vault.e2e;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** On a console for which a sign-in is old after half a minute. */
@EndToEnd(ownConsole = true, arguments = "--console.fresh-sign-in=30s")
class StepUpIT {

    @Test
    void asksForANewSignInBeforeItShowsAValueAndComesBackToTheKey(Visits visits, ConsoleProcess console) {
        var alice = visits.signIn("alice");
        var key = TestKey.named("old-sign-in");
        alice.addKey(key);
        awaitOldSignIn(Instant.now());

        alice.button("Show Private Key").click();
        assertThat(alice.dialog().getByText("Confirm that it is you")).isVisible();
        assertThat(alice.pageHolds(key.privateKey())).isFalse();
        alice.confirm("Cancel");
        alice.button("Copy Private Key").click();
        assertThat(alice.dialog().getByText("Confirm that it is you")).isVisible();
        assertThat(alice.button("Copy Private Key")).isEnabled();
        assertThat(alice.page().locator("secret-value[label='Private Key'] [role=status]")).isEmpty();
        alice.confirm("Sign in again");
        assertThat(alice.page().getByLabel("Password")).isVisible();
        alice.giveName("alice");

        assertThat(alice.page()).hasURL(console.url() + "keys/" + key.id());
        assertThat(alice.show("Private Key")).isEqualTo(key.privateKey());
        var signedInAgain = Instant.now();
        awaitOldSignIn(signedInAgain);
        alice.chooseMore("Destroy for good…");
        assertThat(alice.dialog().getByText("Confirm that it is you")).isVisible();
        alice.confirm("Cancel");
        alice.openKey(key);
    }

    /** There is nothing to see that would tell: time has to pass. */
    private static void awaitOldSignIn(Instant signIn) {
        await().atMost(Duration.ofSeconds(60)).until(() -> Instant.now().isAfter(signIn.plusSeconds(31)));
    }
}
