package io.nija.vault.requests.ui;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.select.Select;
import io.nija.vault.base.UserId;
import io.nija.vault.base.ui.Banner;
import io.nija.vault.notices.KnownPerson;
import io.nija.vault.requests.Approval.Decision;
import io.nija.vault.requests.RequestAction;
import io.nija.vault.requests.RequestKind;
import io.nija.vault.requests.RequestState;
import io.nija.vault.testing.IndexAway;
import io.nija.vault.testing.PageText;
import io.nija.vault.testing.People;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What each person sees of a request in each of its states, and what they do there. */
class RequestViewTest extends RequestsViewTest {

    private enum Looker { OWNER, CLAIMER, OTHER_SUPPORT, ADMIN }

    /** How the page calls what can be done. Asking for approval gives way to letting the owner go on. */
    private static final Map<RequestAction, String> CALLED = new EnumMap<>(Map.ofEntries(
            Map.entry(RequestAction.CLAIM, "Claim"), Map.entry(RequestAction.MAKE_READY, "Let the owner go on …"), Map.entry(RequestAction.DECIDE, "Approve …"),
            Map.entry(RequestAction.COMPLETE, "Rotate it now"), Map.entry(RequestAction.ASK_FOR_APPROVAL, "Ask for approval …"), Map.entry(RequestAction.ASK_OWNER, "Ask and wait"),
            Map.entry(RequestAction.WRITE, "Send"), Map.entry(RequestAction.NOTE, "Keep as a note"), Map.entry(RequestAction.HAND_OVER, "Hand over …"),
            Map.entry(RequestAction.RELEASE, "Release …"), Map.entry(RequestAction.WITHDRAW, "Take it back from the owner …"), Map.entry(RequestAction.REJECT, "Reject …"),
            Map.entry(RequestAction.CANCEL, "Cancel the request …")));

    @Autowired
    DataSource database;

    static Stream<Arguments> everyState() {
        return Stream.of(RequestKind.ROTATION, RequestKind.ROTATION_AFTER_CHECK).flatMap(kind -> Arrays.stream(RequestState.values()).map(state -> Arguments.of(kind, state)));
    }

    private static UserId person(Looker looker) {
        return switch (looker) {
            case OWNER -> ALICE;
            case CLAIMER -> SAM;
            case OTHER_SUPPORT -> SUE;
            case ADMIN -> ADA;
        };
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("everyState")
    void offersEachWhatTheyMayDoAndNothingElse(RequestKind kind, RequestState state) {
        long id = in(state, kind);
        for (var looker : Looker.values()) {
            as(person(looker));
            visit("requests/" + id);

            assertThat(getCurrentView()).as("%s", looker).isInstanceOf(RequestView.class);
            var may = EnumSet.noneOf(RequestAction.class);
            may.addAll(detail(id).may());
            if (may.contains(RequestAction.MAKE_READY)) {
                may.remove(RequestAction.ASK_FOR_APPROVAL);
            }
            var offered = new HashSet<>(buttons());
            offered.addAll(inTheMenu());
            offered.retainAll(CALLED.values());
            assertThat(offered).as("%s", looker).containsExactlyInAnyOrderElementsOf(may.stream().map(CALLED::get).toList());
            assertThat(page()).as("%s", looker).contains(state.label(), "Request " + id).doesNotContain("k".repeat(16), "s".repeat(16));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            OPEN             | you need not do anything now    | Nobody has taken it on yet.
            CLAIMED          | Somebody of support works on it | When all is clear, let the owner go on.
            WAITING_FOR_USER | Answer in the conversation      | The clock stands until they answer.
            READY_TO_ROTATE  | You are led through it.         | never a value.
            ROTATED          | version 2 of your key is in use | version 2 came out.
            REJECTED         | you can ask again               | It was rejected.
            CANCELLED        | It was cancelled                | It was cancelled.
            EXPIRED          | It has ended by itself          | It has ended by itself""")
    void saysWhatIsToBeDoneToTheOwnerAndToTheStaff(RequestState state, String toTheOwner, String toTheClaimer) {
        long id = in(state, RequestKind.ROTATION);
        as(ALICE);
        visit("requests/" + id);
        assertThat(PageText.of(find(NextStep.class).single())).contains(toTheOwner);

        as(SAM);
        visit("requests/" + id);
        assertThat(PageText.of(find(NextStep.class).single())).contains(toTheClaimer);
    }

    @ParameterizedTest
    @EnumSource(RequestState.class)
    void anotherUserFindsNothingInAnyState(RequestState state) {
        long id = in(state, RequestKind.ROTATION);
        as(People.BOB);

        assertThat(visit("requests/" + id).getClass().getSimpleName()).isEqualTo("NotFoundPage");
        assertThat(page()).doesNotContain("a year old");
    }

    @Test
    void whatIsNoRequestIsNotFound() {
        as(SAM);

        assertThat(Stream.of("999999999999", "x", "1x", "12345678901234567890").map(number -> visit("requests/" + number).getClass().getSimpleName()).distinct())
                .containsExactly("NotFoundPage");
    }

    @Test
    void ofTwoWhoClaimTheSecondSeesWhoHasIt() {
        long id = asked(RequestKind.ROTATION);
        as(SUE);
        visit("requests/" + id);
        var claim = button("Claim");
        people.signIn(SAM);
        requests.claim(id);
        people.signIn(SUE);

        claim.click();

        assertThat(notices()).singleElement().asString().contains("sam has it already");
        assertThat(page()).contains("works on it.");
        assertThat(buttons()).doesNotContain("Claim");
    }

    @Test
    void thePageChangesWhileOneLooksAndKeepsWhatIsBeingTyped() {
        long id = in(RequestState.CLAIMED, RequestKind.ROTATION);
        as(ALICE);
        visit("requests/" + id);
        type("Write a message", "I am just abo");
        people.signIn(SAM);
        requests.askOwner(id, "Which account is it?");
        people.signIn(ALICE);

        await().pollInSameThread().untilAsserted(() -> {
            pushed();
            assertThat(page()).contains("Which account is it?", "Support has asked you something");
        });

        assertThat(field("Write a message").getValue()).isEqualTo("I am just abo");
    }

    @Test
    void anAnswerOfTheOwnerGivesItBackToTheStaff() {
        long id = in(RequestState.WAITING_FOR_USER, RequestKind.ROTATION);
        as(ALICE);
        visit("requests/" + id);
        assertThat(page()).contains("Which exchange account is it?", "Support has asked you something");
        type("Write a message", "The main one");
        click("Send");

        assertThat(state(id)).isEqualTo(RequestState.CLAIMED);
        assertThat(page()).contains("The main one", "Somebody of support works on it");
        assertThat(field("Write a message").getValue()).isEmpty();
    }

    @Test
    void aTextThatLooksLikeACredentialIsRefusedAtItsFieldAndStaysThere() {
        long id = asked(RequestKind.ROTATION);
        visit("requests/" + id);
        var secret = "api_secret=kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg==";
        type("Write a message", secret);
        click("Send");

        var field = field("Write a message");
        assertThat(field.isInvalid()).isTrue();
        assertThat(field.getErrorMessage()).contains("looks like").doesNotContain("kQH5HW");
        assertThat(field.getValue()).isEqualTo(secret);
        assertThat(detail(id).messages()).isEmpty();
    }

    @Test
    void notesAreForTheStaffOnly() {
        long id = in(RequestState.CLAIMED, RequestKind.ROTATION);
        visit("requests/" + id);
        type("Write a message", "They sounded odd on the phone");
        click("Keep as a note");
        assertThat(page()).contains("They sounded odd on the phone", "Note for the staff");

        as(ALICE);
        visit("requests/" + id);
        assertThat(page()).doesNotContain("They sounded odd", "Insert a template");
        assertThat(buttons()).doesNotContain("Keep as a note", "Ask and wait");
    }

    @Test
    @SuppressWarnings("unchecked")
    void aTemplateBeginsAMessage() {
        long id = in(RequestState.CLAIMED, RequestKind.ROTATION);
        visit("requests/" + id);
        var template = requests.templates().entrySet().iterator().next();

        find(Select.class, find(Conversation.class).single()).single().setValue(template.getKey());

        assertThat(field("Write a message").getValue()).isEqualTo(template.getValue());
    }

    @Test
    void aSensitiveRequestTakesASecondPerson() {
        long id = in(RequestState.CLAIMED, RequestKind.ROTATION_AFTER_CHECK);
        visit("requests/" + id);
        click("Ask for approval …");
        inTheDialog("Ask for it");
        assertThat(field("Reason").isInvalid()).isTrue();
        type("Reason", "Their phone is gone, I called them back");
        inTheDialog("Ask for it");
        assertThat(page()).contains("A second person has been asked to approve it.", "Not decided yet");

        as(ADA);
        visit("requests/" + id);
        assertThat(page()).contains("A second person has to decide on this", "Their phone is gone");
        click("Approve …");
        type("Reason", "Checked by me too");
        inTheDialog("Approve");
        assertThat(page()).contains("Approved", "Counts until", "Checked by me too");

        as(SAM);
        visit("requests/" + id);
        click("Let the owner go on …");
        inTheDialog("Let them go on");
        assertThat(state(id)).isEqualTo(RequestState.READY_TO_ROTATE);
        assertThat(page()).contains("It is the owner’s turn", "never a value");
    }

    @Test
    void aRefusalIsShownWithItsReasonAndAnotherApprovalCanBeAskedFor() {
        long id = in(RequestState.CLAIMED, RequestKind.EARLY_REVOCATION);
        requests.askForApproval(id, "They say it leaked");
        as(ADA);
        visit("requests/" + id);
        click("Refuse …");
        type("Reason", "Nobody called them");
        inTheDialog("Refuse");
        assertThat(detail(id).approvals()).extracting(approval -> approval.decision()).containsExactly(Decision.REFUSED);

        as(SAM);
        visit("requests/" + id);
        assertThat(page()).contains("Refused", "Nobody called them");
        assertThat(buttons()).contains("Ask for approval …").doesNotContain("Let the owner go on …");
    }

    @Test
    @SuppressWarnings("unchecked")
    void itIsHandedOverToAColleagueWhoHasSignedInBefore() {
        sql.update("insert into person (id, name, roles, seen) values ('sue', 'Sue Stone', '{SUPPORT}', now()) on conflict do nothing");
        long id = in(RequestState.CLAIMED, RequestKind.ROTATION);
        visit("requests/" + id);
        choose("Hand over …");
        ComboBox<KnownPerson> to = find(ComboBox.class, dialog()).single();
        inTheDialog("Hand over");
        assertThat(to.isInvalid()).isTrue();
        var colleagues = to.getListDataView().getItems().toList();
        assertThat(colleagues).extracting(person -> person.id()).contains(SUE).doesNotContain(SAM, ALICE);
        to.setValue(colleagues.stream().filter(person -> person.id().equals(SUE)).findFirst().orElseThrow());
        type("Reason", "My shift ends");
        inTheDialog("Hand over");

        assertThat(detail(id).summary().claimedBy()).isEqualTo(SUE);
        assertThat(page()).contains("Sue Stone works on it.", "My shift ends");
        assertThat(Set.copyOf(inTheMenu())).doesNotContain("Reject …");
    }

    @Test
    void theOwnerSeesWhichVersionCameOut() {
        long id = in(RequestState.ROTATED, RequestKind.ROTATION);
        visit("requests/" + id);
        assertThat(page()).contains("Done: version 2 of your key is in use.");

        as(SAM);
        visit("requests/" + id);
        assertThat(page()).contains("version 2 came out", "Version 2");
    }

    @Test
    void withoutTheDatabaseItSaysSoAndComesBack() throws Exception {
        long id = asked(RequestKind.ROTATION);
        try (var away = new IndexAway(database)) {
            visit("requests/" + id);
            assertThat(page()).contains("The database is not available");
        }

        click("Try again");

        assertThat(find(Banner.class, (Component) getCurrentView()).all().stream().filter(Banner::isVisible)).isEmpty();
        assertThat(page()).contains("a year old");
    }
}
