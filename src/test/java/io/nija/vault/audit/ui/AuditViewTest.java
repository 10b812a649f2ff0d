package io.nija.vault.audit.ui;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinSession;
import io.nija.vault.audit.Operation;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;
import io.nija.vault.base.ui.Banner;
import io.nija.vault.testing.IndexAway;
import io.nija.vault.testing.PageText;
import io.nija.vault.testing.People;
import io.nija.vault.testing.VaultCaller;
import io.nija.vault.testing.VaultCallers;
import io.nija.vault.testing.ViewTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static io.nija.vault.testing.People.ALICE;
import static io.nija.vault.testing.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** On what the local Vault writes to its audit log as this runs. */
class AuditViewTest extends ViewTest {

    @Autowired
    VaultCallers callers;
    @Autowired
    DataSource database;

    CredentialId key = People.newKey(ALICE, "kraken");
    String value = UUID.randomUUID().toString();
    VaultCaller alice;

    @Override
    protected UserId visitor() {
        return People.ADA_THE_ADMIN;
    }

    @BeforeEach
    void aliceWritesAndReadsAndBobIsRefused() {
        alice = callers.person(ALICE, "user");
        alice.send("POST", "secret/data/" + key.path(), Map.of("data", Map.of("api_key", value)));
        alice.send("GET", "secret/data/" + key.path());
        callers.person(BOB, "user").send("GET", "secret/data/" + key.path());
    }

    private String address() {
        return "audit?owner=alice&key=" + key.key();
    }

    @Test
    void listsWhatWasDoneNewestFirst() {
        open(address());

        eventually(() -> assertThat(listed()).extracting(row -> row.user() + " " + OperationText.of(row) + ": " + row.outcome().label()).containsExactly(
                "bob read the values of alice’s " + key.key() + ": denied",
                "alice read the values of " + key.key() + ", version 1: done",
                "alice wrote " + key.key() + ", version 1: done"));
        eventually(() -> assertThat(page()).contains("3 operations", "2 sources read up to", "0 bytes behind"));
        assertThat(page()).doesNotContain(value);
    }

    @Test
    void filtersAreInTheAddressAndAreTakenOffByTheirChips() {
        open(address() + "&user=bob");
        assertThat(listed()).hasSize(1);

        test(find(Button.class).withCondition(chip -> chip.getAriaLabel().orElse("").equals("Remove the filter User: bob")).single()).click();

        assertThat(listed()).hasSize(3);
        assertThat(shownAddress()).contains("owner=alice", "key=" + key.key()).doesNotContain("user=");

        find(TextField.class).withCondition(field -> field.getAriaLabel().orElse("").equals("Search operations")).single().setValue("outcome:denied " + key.key());

        assertThat(listed()).singleElement().returns("bob", Operation::user);
        assertThat(shownAddress()).contains("outcome=denied", "text=" + key.key());
    }

    @Test
    void aSearchByAnyFigureOpensFromItsAddress() {
        open(address());

        go(address() + "&operation=read&outcome=denied&kind=values&broker=kraken&role=user&node=local");

        assertThat(listed()).singleElement().returns("bob", Operation::user);
    }

    @Test
    void figuresNarrowTheSearch() {
        open(address());
        eventually(() -> assertThat(find(NativeButton.class).withCondition(b -> PageText.of(b).contains("denied")).exists()).isTrue());

        test(find(NativeButton.class).withCondition(b -> PageText.of(b).contains("denied")).first()).click();

        assertThat(listed()).singleElement().returns("bob", Operation::user);
    }

    @Test
    void anOperationIsLookedAtCloselyAndHasAnAddress() {
        open(address());
        var denied = listed().getFirst();

        test(find(Grid.class).single()).clickRow(0);

        assertThat(shownAddress()).contains("open=");
        assertThat(find(OperationDrawer.class).single()).satisfies(drawer -> assertThat(PageText.of(drawer)).contains("bob read the values of alice’s " + key.key(),
                "permission denied", denied.vaultRequest(), "\"operation\" : \"read\"", "Values that Vault hashed", "auth.accessor", "hmac-sha256:"));

        click("All of this user");

        assertThat(shownAddress()).contains("user=bob").doesNotContain("owner", "open");
        assertThat(find(OperationDrawer.class).exists()).isFalse();
        assertThat(listed()).isNotEmpty().allMatch(row -> row.user().equals("bob"));
    }

    @Test
    void saysWhatOfAnAddressMeansNothing() {
        go("audit?outcome=perhaps&range=forever&user=bob");

        assertThat(find(Banner.class).all()).extracting(PageText::of).anyMatch(text -> text.contains("outcome, range"));
        assertThat(listed()).isNotEmpty().allMatch(row -> row.user().equals("bob"));
    }

    @Test
    void aSearchIsSavedOpenedAndDeletedWithAWayBack() {
        var name = "s" + UUID.randomUUID();
        open(address());
        openSaved();
        find(TextField.class).withCondition(field -> field.getAriaLabel().orElse("").equals("Name of this search")).single().setValue(name);
        click("Save");
        go("audit");
        openSaved();

        click(name);

        assertThat(shownAddress()).contains("owner=alice", "key=" + key.key());
        openSaved();
        test(find(Button.class).withCondition(b -> b.getAriaLabel().orElse("").equals("Delete " + name)).single()).click();
        assertThat(find(Button.class).withText(name).exists()).isFalse();
        click("Undo");
        assertThat(find(Button.class).withText(name).exists()).isTrue();
    }

    @Test
    void liveShowsWhatIsNew() {
        open(address());
        click("Live");

        callers.person(ALICE, "user").send("GET", "secret/data/" + key.path());

        eventually(() -> assertThat(listed()).hasSize(4));
    }

    @Test
    void findsWhereAValueOccursAndForgetsIt() {
        open(address());
        click("Find a value");
        type("Value", value);

        click("Find");

        assertThat(page()).contains("It occurs here:", "secret/data/" + key.path(), "request.data.data.api_key", "response.data.data.api_key", "confirmed")
                .doesNotContain(value);
        type("Value", UUID.randomUUID().toString());
        click("Find");
        assertThat(page()).contains("It occurs in no operation on record.");
    }

    @Test
    void ofATokenItLeadsToAllThatItsOwnerDidOnThoseDays() {
        open(address());
        click("Find a value");
        type("Value", alice.token());

        click("Find");

        assertThat(page()).contains("A token of alice", "all of alice on those days").doesNotContain(alice.token());
        test(find(Button.class).withCondition(button -> button.getAriaLabel().orElse("").equals("Operations of alice")).single()).click();
        assertThat(shownAddress()).contains("user=alice", "from=").doesNotContain("text=");
    }

    @Test
    void saysWhileTheIndexIsAwayThatNothingCanBeShown() throws Exception {
        open(address());
        try (var away = new IndexAway(database)) {
            go(address());
            assertThat(listed()).isEmpty();
            assertThat(page()).contains("The index is not available, so operations cannot be shown.");
            assertThat(notices()).isEmpty();
        }
        click("Try again");

        assertThat(listed()).hasSize(3);
    }

    /** Waits until the log has been read. */
    private void open(String address) {
        go(address);
        eventually(() -> {
            go(address);
            assertThat(listed()).isNotEmpty().noneMatch(row -> row.outcome().label().equals("unanswered"));
            assertThat(listed().getFirst().user()).isEqualTo("bob");
        });
    }

    private static void eventually(Runnable check) {
        await().pollInSameThread().pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            // What a push would bring to the browser.
            VaadinService.getCurrent().runPendingAccessTasks(VaadinSession.getCurrent());
            check.run();
        });
    }

    /** The browser opens it at a click on its button. */
    private void openSaved() {
        find(SavedSearchList.class).single().setOpened(false);
        find(SavedSearchList.class).single().setOpened(true);
    }

    /** As {@link #visit} does, which knows no parameters. */
    private static void go(String address) {
        var parts = address.split("\\?", 2);
        UI.getCurrent().navigate("sign-in-failed");
        UI.getCurrent().navigate(parts[0], QueryParameters.fromString(parts.length > 1 ? parts[1] : ""));
    }

    private static String shownAddress() {
        return UI.getCurrent().getActiveViewLocation().getPathWithQueryParameters();
    }

    @SuppressWarnings("unchecked")
    private List<Operation> listed() {
        return ((Grid<Operation>) find(Grid.class).single()).getGenericDataView().getItems().toList();
    }
}
