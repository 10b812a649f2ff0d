package io.nija.vault.notices.ui;

import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.QueryParameters;
import io.nija.vault.base.UserId;
import io.nija.vault.base.ui.Banner;
import io.nija.vault.notices.Inbox;
import io.nija.vault.notices.Inbox.Choice;
import io.nija.vault.notices.Notice;
import io.nija.vault.notices.NoticeKind;
import io.nija.vault.notices.Notices;
import io.nija.vault.testing.IndexAway;
import io.nija.vault.testing.People;
import io.nija.vault.testing.ViewTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The bell, the list and the preferences of a person, and of another one not. */
class NoticesViewTest extends ViewTest {

    @Autowired
    Notices notices;
    @Autowired
    Inbox inbox;
    @Autowired
    JdbcClient database;
    @Autowired
    DataSource source;

    @Override
    protected UserId visitor() {
        return People.BOB;
    }

    @BeforeEach
    void nothingIsThere() {
        database.sql("delete from notice where person in ('bob', 'sue')").update();
        database.sql("delete from notice_preference where person = 'bob'").update();
    }

    private void tell(UserId person, NoticeKind kind, String title) {
        notices.tell(new Notice(person, kind, UUID.randomUUID().toString(), title, "What it says", "activity"));
    }

    private List<String> titles() {
        return find(NoticeRow.class).all().stream().map(row -> find(Span.class, row).withClassName("notice-title").single().getElement().getTextRecursively()).toList();
    }

    private Button bell() {
        return find(Button.class, find(Bell.class).single()).all().getFirst();
    }

    @Test
    void whoHasNoneIsToldWhatWillStandHere() {
        visit("notices");

        assertThat(page()).contains("Nothing yet");
        assertThat(bell().getAriaLabel()).contains("Notices");
        assertThat(button("Mark all as read").isEnabled()).isFalse();
    }

    @Test
    void theLatestComesFirstAndLeadsToWhatItIsAbout() {
        tell(People.BOB, NoticeKind.REQUEST, "Your request was claimed");
        tell(People.BOB, NoticeKind.EXPIRY, "A key <b>expires</b>");
        tell(People.SUE_OF_SUPPORT, NoticeKind.QUEUE, "For somebody else");

        visit("notices");

        assertThat(titles()).containsExactly("Unread: A key <b>expires</b>", "Unread: Your request was claimed");
        assertThat(page()).contains("What it says", "activity", "Keys that expire").doesNotContain("For somebody else");
        assertThat(bell().getAriaLabel()).contains("Notices, 2 unread");
    }

    @Test
    void oneIsMarkedAsReadAndThenAll() {
        tell(People.BOB, NoticeKind.REQUEST, "First");
        tell(People.BOB, NoticeKind.REQUEST, "Second");
        visit("notices");

        test(find(Button.class).withCondition(button -> button.getAriaLabel().filter("Mark as read: First"::equals).isPresent()).single()).click();

        assertThat(inbox.unread()).isEqualTo(1);
        visit("notices");
        assertThat(titles()).containsExactly("Unread: Second", "First");
        click("Mark all as read");
        assertThat(inbox.unread()).isZero();
    }

    @Test
    void theAddressSaysWhichAreShown() {
        tell(People.BOB, NoticeKind.REQUEST, "Of a request");
        tell(People.BOB, NoticeKind.EXPIRY, "Of an expiry");
        inbox.read(inbox.page(NoticeKind.EXPIRY, false, null, 1).getFirst().id());

        UI.getCurrent().navigate("notices", QueryParameters.of("show", "unread"));
        assertThat(titles()).containsExactly("Unread: Of a request");
        UI.getCurrent().navigate("notices", QueryParameters.of("kind", "expiry"));
        assertThat(titles()).containsExactly("Of an expiry");
        UI.getCurrent().navigate("notices", QueryParameters.of("kind", "message"));
        assertThat(page()).contains("No notice is like this.");
        click("Show all notices");
        assertThat(titles()).hasSize(2);
    }

    @Test
    void moreThanAPageIsShownOnDemand() {
        for (int i = 0; i < 35; i++) {
            tell(People.BOB, NoticeKind.REQUEST, "Notice " + i);
        }
        visit("notices");
        assertThat(titles()).hasSize(30);

        click("Show older ones");

        assertThat(titles()).hasSize(35);
        assertThat(find(Button.class).withText("Show older ones").all()).isEmpty();
    }

    @Test
    void whatArrivesIsCountedAndSaidOnTheOpenPage() {
        visit("activity");
        tell(People.BOB, NoticeKind.REQUEST, "While you look");

        await().pollInSameThread().untilAsserted(() -> {
            roundTrip();
            assertThat(bell().getAriaLabel()).contains("Notices, 1 unread");
            assertThat(find(Notification.class).all()).anySatisfy(toast -> assertThat(toast.getElement().getTextRecursively()).contains("While you look", "Show it"));
        });
    }

    @Test
    void aChoiceIsKeptAtOnceAndTheConsoleAlwaysTells() {
        visit("notices/preferences");
        assertThat(page()).contains("Always", "no mail server is set up", "Keys that expire").doesNotContain("The queue of requests");
        assertThat(find(Checkbox.class).all()).allSatisfy(box -> assertThat(box.isEnabled()).as("no mail is sent here").isFalse());

        inbox.choose(NoticeKind.EXPIRY, new Choice(false, true));

        visit("notices/preferences");
        assertThat(find(Checkbox.class).withCondition(box -> box.getAriaLabel().filter("By mail: Keys that expire"::equals).isPresent()).single().getValue()).isFalse();
    }

    @Test
    void supportChoosesOfWhatSupportIsTold() {
        openAs(() -> people.signIn(People.SUE_OF_SUPPORT));
        visit("notices/preferences");

        assertThat(page()).contains("The queue of requests", "Approvals that are asked of you").doesNotContain("Keys that expire");
    }

    @Test
    void withoutTheDatabaseItSaysSo() throws Exception {
        visit("notices");
        try (var away = new IndexAway(source)) {
            visit("notices");
            assertThat(find(Banner.class).all()).anySatisfy(banner -> assertThat(banner.getElement().getTextRecursively()).contains("does not answer"));
            visit("notices/preferences");
            assertThat(find(Banner.class).all()).anySatisfy(banner -> assertThat(banner.getElement().getTextRecursively()).contains("does not answer"));
        }
    }
}
