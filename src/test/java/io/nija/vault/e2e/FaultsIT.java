package io.nija.vault.e2e;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a person sees while a part of the console is dead or hangs, and that nothing is lost by it. */
@EndToEnd(ownConsole = true)
class FaultsIT {

    private static final String BANNER = ".banner:visible";

    private final ConsoleProcess console;

    FaultsIT(ConsoleProcess console) {
        this.console = console;
    }

    @BeforeEach
    void run() {
        if (!console.process().isAlive()) {
            console.startAgain();
        }
    }

    @AfterEach
    void letNothingHang() {
        console.processes().forEach(process -> ConsoleProcess.signal("CONT", process));
    }

    @Test
    void livesThroughTheDeathOfTheVault(Visits visits) {
        var alice = visits.signIn("alice");
        var key = TestKey.named("vault-died");
        alice.addKey(key);
        var list = alice.anotherWindow();
        list.open("keys");
        var killed = console.vault();
        // Stopped before it dies, so that its next life cannot be quicker than this test.
        ConsoleProcess.signal("STOP", killed);
        assertThat(list.page().locator(BANNER)).containsText("Your keys are safe in it");
        list.open("revoked");
        list.open("keys");
        assertThat(list.page().getByText(key.name())).isVisible();

        ConsoleProcess.signal("KILL", killed);

        assertThat(list.page().locator(BANNER)).isHidden();
        assertThat(alice.page().locator(BANNER)).isHidden();
        // Its page is drawn anew about now.
        alice.openKey(key);
        assertThat(alice.show("Private Key")).isEqualTo(key.privateKey());
        assertThat(console.vault().pid()).isNotEqualTo(killed.pid());
    }

    @Test
    void saysWhatIsWrongWhileTheVaultHangsAndGoesOnByItself(Visits visits) {
        var alice = visits.signIn("alice");
        var key = TestKey.named("vault-hung");
        alice.addKey(key);
        alice.beginToRotate(key.next());
        alice.button("See what changes").click();
        assertThat(alice.button("Store the new key")).isVisible();
        var vault = console.vault();
        ConsoleProcess.signal("STOP", vault);
        try {
            alice.button("Store the new key").click();
            alice.notice("Vault is not answering in time. Your keys are safe in it; try again in a moment.");
            var list = alice.anotherWindow();
            var started = System.nanoTime();
            list.open("keys");
            assertThat(list.page().getByText(key.name())).isVisible();
            assertThat(Duration.ofNanos(System.nanoTime() - started)).as("the list").isLessThan(Duration.ofMillis(4500));
            assertThat(list.page().locator(BANNER)).containsText("Vault is not answering in time.");
        } finally {
            ConsoleProcess.signal("CONT", vault);
        }

        assertThat(alice.page().locator(BANNER)).isHidden();
        alice.openKey(key);
        // The write may have been under way: then it is there as a whole, else not at all.
        var versions = alice.page().locator(".versions li").count();
        assertThat(alice.show("API Key").equals(key.apiKey())).isEqualTo(versions == 1);
    }

    @Test
    void listsFromTheVaultWhileTheDatabaseIsAway(Visits visits) {
        var alice = visits.signIn("alice");
        var key = TestKey.named("database-died");
        alice.addKey(key);
        var killed = console.database();
        // Stopped, so that it lives again no sooner than this test has seen the list without it.
        ConsoleProcess.signal("STOP", killed);
        killed.children().forEach(process -> ConsoleProcess.signal("KILL", process));

        alice.open("keys");
        assertThat(alice.page().locator(BANNER)).containsText("this list comes from the vault itself");
        assertThat(alice.page().getByText(key.name())).isVisible();
        ConsoleProcess.signal("KILL", killed);

        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().pollInSameThread().untilAsserted(() -> {
            alice.open("keys");
            assertThat(alice.heading("My keys")).isVisible();
            assertThat(alice.page().locator(BANNER).count()).isZero();
        });
        assertThat(alice.page().getByText(key.name())).isVisible();
    }

    @Test
    void findsAllKeysAgainAfterTheConsoleWasKilledAndLeavesNothingBehindOnCtrlC(Visits visits) {
        var alice = visits.signIn("alice");
        var key = TestKey.named("console-killed");
        alice.addKey(key);
        ConsoleProcess.signal("KILL", console.process().toHandle());
        await().until(() -> !console.process().isAlive());

        console.startAgain();

        var again = visits.signIn("alice");
        again.openKey(key);
        assertThat(again.show("Private Key")).isEqualTo(key.privateKey());
        assertThat(console.processes()).hasSizeGreaterThan(2);
        console.stop("INT");
        assertThat(console.processes()).as("left behind").isEmpty();
        assertThat(console.output()).content().doesNotContain("WARN").doesNotContain("ERROR");
    }
}
