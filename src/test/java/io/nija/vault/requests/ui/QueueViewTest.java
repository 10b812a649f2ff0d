package io.nija.vault.requests.ui;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import io.nija.vault.base.UserId;
import io.nija.vault.base.ui.Banner;
import io.nija.vault.credentials.Broker;
import io.nija.vault.credentials.BrokerCatalogue;
import io.nija.vault.requests.NewRequest;
import io.nija.vault.requests.RequestFilter;
import io.nija.vault.requests.RequestFilter.Queue;
import io.nija.vault.requests.RequestKind;
import io.nija.vault.requests.RequestState;
import io.nija.vault.requests.RequestSummary;
import io.nija.vault.requests.Urgency;
import io.nija.vault.testing.IndexAway;
import io.nija.vault.testing.PageText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The queue as the staff work in it. Each test looks for its own key. */
class QueueViewTest extends RequestsViewTest {

    @Autowired
    DataSource database;
    @Autowired
    BrokerCatalogue brokers;

    private void openQueue(String... parameters) {
        var all = new TreeMap<>(Map.of("text", key.name().orElseThrow().value()));
        for (int i = 0; i < parameters.length; i += 2) {
            all.put(parameters[i], parameters[i + 1]);
        }
        UI.getCurrent().navigate("sign-in-failed");
        UI.getCurrent().navigate("requests", QueryParameters.simple(all));
    }

    private List<RequestSummary> rows() {
        return find(RequestGrid.class).all().stream().flatMap(grid -> grid.getLazyDataView().getItems()).toList();
    }

    @ParameterizedTest
    @CsvSource({ "OPEN, UNCLAIMED", "CLAIMED, MINE", "WAITING_FOR_USER, WAITING", "READY_TO_ROTATE, WAITING", "ROTATED, ENDED", "REJECTED, ENDED", "CANCELLED, ENDED", "EXPIRED, ENDED" })
    void eachRequestStandsInItsPartOfTheQueue(RequestState state, Queue part) {
        long id = in(state, RequestKind.ROTATION);
        as(SAM);

        openQueue("queue", part.name().toLowerCase(Locale.ROOT));
        assertThat(rows()).extracting(RequestSummary::id).containsExactly(id);
        openQueue("queue", "live");
        assertThat(rows()).hasSize(state.live() ? 1 : 0);
        openQueue("queue", state.live() ? "ended" : "unclaimed");
        assertThat(rows()).isEmpty();
        assertThat(page()).contains("No request matches");
    }

    @Test
    void aRowSaysWhoseWhatHowUrgentAndHowLong() {
        long id = asked(RequestKind.ROTATION);
        as(SAM);
        openQueue();

        var grid = test(find(RequestGrid.class).single());
        assertThat(PageText.of(grid.getCellComponent(0, 0))).contains("#" + id + " Rotation", "The old one is a year old");
        assertThat(PageText.of(grid.getCellComponent(0, 1))).contains("alice", "Kraken · " + key.name().orElseThrow());
        assertThat(PageText.of(grid.getCellComponent(0, 2))).contains("High");
        assertThat(grid.getCellComponent(0, 3).getElement()).satisfies(clock -> {
            assertThat(clock.getTag()).isEqualTo("service-clock");
            assertThat(clock.getAttribute("what")).isEqualTo("Answer");
            assertThat(Long.parseLong(clock.getAttribute("due"))).isGreaterThan(System.currentTimeMillis());
        });
    }

    @Test
    void aRequestIsClaimedFromItsRow() {
        long id = asked(RequestKind.ROTATION);
        as(SAM);
        openQueue();

        test((Button) test(find(RequestGrid.class).single()).getCellComponent(0, 5)).click();

        assertThat(detail(id).summary().claimedBy()).isEqualTo(SAM);
        assertThat(notices()).containsExactly("You have request " + id + ".");
        assertThat(rows()).isEmpty();
    }

    @Test
    void whatComesInShowsAtOnce() {
        as(SAM);
        openQueue();
        assertThat(rows()).isEmpty();
        people.signIn(ALICE);
        requests.ask(new NewRequest(key, RequestKind.ROTATION, Urgency.LOW, "Time for it", null));
        people.signIn(SAM);

        await().pollInSameThread().untilAsserted(() -> {
            pushed();
            assertThat(rows()).hasSize(1);
        });
    }

    @Test
    void theClockStandsWhileItIsTheOwnersTurn() {
        in(RequestState.WAITING_FOR_USER, RequestKind.ROTATION);
        as(SAM);
        openQueue("queue", "waiting");

        var clock = test(find(RequestGrid.class).single()).getCellComponent(0, 3).getElement();
        assertThat(clock.getAttribute("due")).isNull();
        assertThat(clock.getAttribute("standing")).isEqualTo("Stands: owner’s turn");
    }

    @Test
    void whatIsLateIsAmongTheOverdue() {
        long id = asked(RequestKind.ROTATION);
        sql.update("update rotation_request set answer_due = now() - interval '1 hour' where id = ?", id);
        as(SAM);

        openQueue("queue", "overdue");

        assertThat(rows()).extracting(RequestSummary::id).containsExactly(id);
    }

    @Test
    void theSearchIsInTheAddressAndComesBackFromIt() {
        var filter = new RequestFilter(Queue.OVERDUE, "lost phone", Urgency.URGENT, RequestKind.BULK_ROTATION, "kraken");

        assertThat(QueueAddress.parse(QueueAddress.of(filter))).isEqualTo(filter);
        assertThat(QueueAddress.of(QueueAddress.START)).isEqualTo(QueryParameters.empty());
        assertThat(QueueAddress.parse(QueryParameters.fromString("queue=x&urgency=y&kind=z&broker=%3Cb%3E&more=1"))).isEqualTo(QueueAddress.START);
    }

    @Test
    @SuppressWarnings("unchecked")
    void filtersNarrowItDownAndAreTakenOff() {
        asked(RequestKind.ROTATION);
        as(SAM);
        openQueue("urgency", "high", "kind", "rotation", "broker", "kraken");
        assertThat(rows()).hasSize(1);
        assertThat(find(Select.class).all()).extracting(select -> select.getValue()).contains(Urgency.HIGH, RequestKind.ROTATION);
        assertThat(((ComboBox<Broker>) find(ComboBox.class).single()).getValue().id().value()).isEqualTo("kraken");

        openQueue("urgency", "low");
        assertThat(rows()).isEmpty();
        click("Take all filters off");

        assertThat(find(TextField.class, (Component) getCurrentView()).single().getValue()).isEmpty();
        assertThat(rows()).isNotEmpty();
    }

    @Test
    void aLongQueueIsReadPageByPage() {
        as(SAM);
        var filter = new RequestFilter(Queue.UNCLAIMED, "", null, null, null);
        var all = new RequestPages(requests, filter).rows(0, 100_000).map(RequestSummary::id).toList();
        var inPieces = new RequestPages(requests, filter);

        var pieces = IntStream.range(0, all.size() / 7 + 1).boxed().flatMap(piece -> inPieces.rows(piece * 7, 7)).map(RequestSummary::id).toList();

        assertThat(pieces).isEqualTo(all).doesNotHaveDuplicates();
    }

    @Test
    void thePartsOfTheQueueAreCounted() {
        asked(RequestKind.ROTATION);
        as(SAM);
        openQueue();

        int unclaimed = requests.counts().get(Queue.UNCLAIMED);
        assertThat(find(Button.class).all()).extracting(Button::getText).contains("Unclaimed (" + unclaimed + ")");
        await().pollInSameThread().untilAsserted(() -> {
            pushed();
            assertThat(find(Span.class).withClassName("menu-badge").all()).extracting(Span::getText)
                    .contains(badge(unclaimed + requests.counts().getOrDefault(Queue.APPROVALS, 0)));
        });
    }

    private static String badge(int count) {
        return count > 99 ? "99+" : String.valueOf(count);
    }

    @Test
    @SuppressWarnings("unchecked")
    void aBulkRotationSaysHowManyKeysItTouchesBeforeItIsAskedFor() {
        as(SAM);
        openQueue();
        click("Bulk rotation …");
        assertThat(PageText.of(dialog())).contains("Choose a broker, or name the owners.");
        assertThat(find(Button.class, dialog()).withText("Go on").single().isEnabled()).isFalse();
        type("Owners", "no such/person");
        assertThat(field("Owners").isInvalid()).isTrue();
        type("Owners", "alice, bob");
        ComboBox<Broker> broker = find(ComboBox.class, dialog()).single();
        broker.setValue(brokers.all().stream().filter(one -> one.id().value().equals("kraken")).findFirst().orElseThrow());
        assertThat(PageText.of(dialog())).contains("in use would have to be rotated.");
        inTheDialog("Go on");
        assertThat(field("Reason").isInvalid()).isTrue();
        type("Reason", "A partner leaked keys");
        inTheDialog("Go on");
        var confirm = test(find(ConfirmDialog.class).single());
        assertThat(confirm.getHeader()).matches("Ask for the rotation of [\\d,]+ keys?\\?");
        confirm.confirm();

        assertThat(getCurrentView()).isInstanceOf(RequestView.class);
        assertThat(page()).contains("Bulk rotation after a leak", "Keys of alice, bob at Kraken", "A partner leaked keys");
        requests.cancel(requests.page(new RequestFilter(Queue.LIVE, "A partner leaked keys", null, RequestKind.BULK_ROTATION, null), null, 1).requests().getFirst().id(), "Only a test");
    }

    @Test
    void withoutTheDatabaseItSaysSoAndComesBack() throws Exception {
        asked(RequestKind.ROTATION);
        as(SAM);
        try (var away = new IndexAway(database)) {
            openQueue();
            assertThat(page()).contains("the queue cannot be shown");
        }

        click("Try again");

        assertThat(find(Banner.class, (Component) getCurrentView()).all().stream().filter(Banner::isVisible)).isEmpty();
        assertThat(rows()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({ "alice", "bob" })
    void usersSeeNoQueue(String user) {
        as(new UserId(user));

        assertThat(visit("requests").getClass().getSimpleName()).isEqualTo("AccessDeniedPage");
        assertThat(visit("requests/reports").getClass().getSimpleName()).isEqualTo("AccessDeniedPage");
        assertThat(visit("lookup").getClass().getSimpleName()).isEqualTo("AccessDeniedPage");
    }
}
