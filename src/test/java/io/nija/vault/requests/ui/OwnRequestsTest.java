package io.nija.vault.requests.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.router.Location;
import io.nija.vault.base.UserId;
import io.nija.vault.requests.RequestKind;
import io.nija.vault.requests.RequestState;
import io.nija.vault.testing.PageText;
import io.nija.vault.testing.People;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What an owner asks for, finds again and completes. */
class OwnRequestsTest extends RequestsViewTest {

    private String card() {
        return find(ListItem.class).all().stream().map(PageText::of).filter(text -> text.contains(key.name().orElseThrow().value())).findFirst().orElseThrow();
    }

    private void askOnThePageOfTheKey() {
        visit("keys/" + key.key());
        choose("Ask for help…");
    }

    @Test
    void anOwnerAsksForHelpOnThePageOfTheKey() {
        askOnThePageOfTheKey();
        inTheDialog("Ask support");
        assertThat(field("Why").isInvalid()).isTrue();
        type("Why", "I do not know how to make a new one");
        type("Message (if you like)", "It is the account of the desk.");
        inTheDialog("Ask support");

        assertThat(getCurrentView()).isInstanceOf(RequestView.class);
        assertThat(page()).contains("I do not know how to make a new one", "It is the account of the desk.", "Support has your request");
        assertThat(notices()).contains("Support has your request.");
    }

    @Test
    void aSecretInTheReasonOrTheMessageIsRefusedThereAndNothingIsAskedFor() {
        askOnThePageOfTheKey();
        type("Why", "secret=kQH5HW8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18");
        type("Message (if you like)", "Please");
        inTheDialog("Ask support");
        assertThat(field("Why").isInvalid()).isTrue();
        assertThat(field("Message (if you like)").isInvalid()).isFalse();
        type("Why", "It is old");
        type("Message (if you like)", "secret=kQH5HW8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18");
        inTheDialog("Ask support");
        assertThat(field("Why").isInvalid()).isFalse();
        assertThat(field("Message (if you like)").isInvalid()).isTrue();

        assertThat(requests.own()).noneMatch(request -> key.equals(request.key()));
    }

    @Test
    @SuppressWarnings("unchecked")
    void whatIsSensitiveSaysThatTwoPeopleHaveToAgree() {
        askOnThePageOfTheKey();
        RadioButtonGroup<RequestKind> kind = find(RadioButtonGroup.class, dialog()).single();
        assertThat(PageText.of(dialog())).contains("you rotate the key yourself");

        kind.setValue(RequestKind.DESTRUCTION);

        assertThat(PageText.of(dialog())).contains("Two people of the staff have to agree to this.");
        assertThat(kind.getListDataView().getItems()).doesNotContain(RequestKind.BULK_ROTATION).hasSize(4);
    }

    @Test
    void aSecondRequestForTheSameKeyLeadsToTheFirst() {
        long id = asked(RequestKind.ROTATION);
        askOnThePageOfTheKey();
        type("Why", "Once more");
        inTheDialog("Ask support");

        assertThat(notices()).singleElement().asString().contains("request " + id);
    }

    @ParameterizedTest
    @CsvSource({ "OPEN, With support", "CLAIMED, With support", "WAITING_FOR_USER, Your turn", "READY_TO_ROTATE, Your turn", "ROTATED, Ended", "REJECTED, Ended", "CANCELLED, Ended", "EXPIRED, Ended" })
    void ownRequestsAreListedByWhoseTurnItIs(RequestState state, String part) {
        in(state, RequestKind.ROTATION);
        as(ALICE);

        visit("my-requests");

        assertThat(page()).contains(part);
        assertThat(card()).contains(state.label(), "Rotation: Kraken", "The old one is a year old");
        assertThat(card().contains("my-turn")).isEqualTo(state.withOwner());
    }

    @Test
    void whoHasNoneIsToldHowToAsk() {
        openAs(() -> people.pretend(new UserId("newcomer"), "user"));

        visit("my-requests");

        assertThat(page()).contains("Nothing is asked of you", "Ask for help");
    }

    @Test
    void theMenuCountsWhatWaitsForTheOwner() {
        in(RequestState.READY_TO_ROTATE, RequestKind.ROTATION);
        as(ALICE);
        visit("my-requests");

        long waiting = requests.own().stream().filter(request -> request.state().withOwner() || request.unread() > 0 && request.state().live()).count();
        await().pollInSameThread().untilAsserted(() -> {
            pushed();
            assertThat(find(Span.class).withClassName("menu-badge").all()).extracting(Span::getText).contains(waiting > 99 ? "99+" : String.valueOf(waiting));
        });
    }

    @Test
    void theOwnerCompletesItByALinkThatIsUsedUpOnTheWay() {
        long id = in(RequestState.READY_TO_ROTATE, RequestKind.ROTATION);
        as(ALICE);
        visit("requests/" + id);
        click("Rotate it now");

        var there = UI.getCurrent().getInternals().getActiveViewLocation();
        assertThat(there.getPathWithQueryParameters()).isEqualTo("keys/" + key.key() + "/rotate?request=" + id);
    }

    @ParameterizedTest
    @CsvSource({ "EARLY_REVOCATION, Revoke it now", "DESTRUCTION, Destroy it now" })
    void otherKindsLeadToThePageOfTheKey(RequestKind kind, String button) {
        long id = in(RequestState.READY_TO_ROTATE, kind);
        as(ALICE);
        visit("requests/" + id);
        click(button);

        assertThat(UI.getCurrent().getInternals().getActiveViewLocation().getPath()).isEqualTo("keys/" + key.key());
    }

    @Test
    void aLinkWorksOnceAndForItsOwnerOnly() {
        long id = in(RequestState.READY_TO_ROTATE, RequestKind.ROTATION);
        as(ALICE);
        var link = new Location(requests.link(id));
        as(People.BOB);
        follow(link);
        assertThat(getCurrentView()).isInstanceOf(CompleteView.class);
        as(SAM);
        follow(link);
        assertThat(getCurrentView()).isInstanceOf(CompleteView.class);
        as(ALICE);
        follow(link);
        assertThat(UI.getCurrent().getInternals().getActiveViewLocation().getPath()).startsWith("keys/");

        follow(link);

        assertThat(getCurrentView()).isInstanceOf(CompleteView.class);
        assertThat(page()).contains("This link does not work any more", "To the request").doesNotContain(link.getQueryParameters().getSingleParameter("code").orElseThrow());
        assertThat(UI.getCurrent().getInternals().dumpPendingJavaScriptInvocations())
                .anySatisfy(script -> assertThat(script.getInvocation().getParameters()).contains("requests/" + id + "/complete"));
    }

    @Test
    void aLinkWithoutItsCodeSaysSo() {
        visit("requests/1/complete");

        assertThat(page()).contains("This link is not complete");
    }

    private static void follow(Location link) {
        UI.getCurrent().navigate("sign-in-failed");
        UI.getCurrent().navigate(link.getPath(), link.getQueryParameters());
    }

    @Test
    void theKeysPageOffersHelpBesideEverythingElse() {
        visit("keys/" + key.key());

        assertThat(inTheMenu()).contains("Ask for help…", "Destroy for good…");
        assertThat(find(Button.class).withText("Rotate").exists()).isTrue();
    }
}
