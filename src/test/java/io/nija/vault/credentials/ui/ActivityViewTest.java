package io.nija.vault.credentials.ui;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridTester;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.router.QueryParameters;
import io.nija.vault.audit.KeyActivity;
import io.nija.vault.audit.KeyEvent;
import io.nija.vault.audit.KeyEvent.Actor;
import io.nija.vault.audit.KeyEvent.Deed;
import io.nija.vault.audit.KeyEvent.Mark;
import io.nija.vault.audit.KeyEvents;
import io.nija.vault.audit.OperationOutcome;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.credentials.KeyDescription;
import io.nija.vault.testing.IndexAway;
import io.nija.vault.testing.PageText;
import io.nija.vault.testing.People;
import io.nija.vault.testing.VaultCallers;
import io.nija.vault.testing.ViewTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;

import static io.nija.vault.testing.People.ALICE;
import static io.nija.vault.testing.People.BOB;
import static io.nija.vault.testing.People.SAM_OF_SUPPORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ActivityViewTest extends ViewTest {

    @Autowired
    Credentials credentials;
    @Autowired
    KeyActivity activity;
    @Autowired
    VaultCallers callers;
    @Autowired
    DataSource database;

    CredentialId key = People.newKey(ALICE, "okx");

    private void storeAKeyThatOthersTouch() {
        credentials.add(key, Samples.material(), KeyDescription.EMPTY);
        credentials.reveal(key, "api_key");
        callers.person(SAM_OF_SUPPORT, "support").send("GET", "secret/metadata/" + key.path());
        callers.person(BOB, "user").send("GET", "secret/data/" + key.path());
        await().pollInSameThread().until(() -> activity.of(key, null, 100, ZoneId.of("UTC")).events().stream()
                .anyMatch(event -> event.actor() == Actor.ANOTHER_USER));
    }

    @Test
    void tellsInPlainWordsWhoTouchedAKey() {
        storeAKeyThatOthersTouch();

        visitOf(key.key());

        assertThat(lines()).anySatisfy(line -> assertThat(line).contains("You looked at the values of version 1", "from 127.0.0.1"))
                .anySatisfy(line -> assertThat(line).contains("Support looked at the metadata").doesNotContain("127.0.0.1"))
                .anySatisfy(line -> assertThat(line).contains("Another user was refused when reading the values"))
                .anySatisfy(line -> assertThat(line).contains("You added the key"));
        assertThat(page()).doesNotContain("sam", "bob").contains("is left out");
        assertThat(find(RouterLink.class).withText("OKX · " + key.name().orElseThrow()).exists()).as("it is about one key").isFalse();
    }

    @Test
    void overAllKeysEachLineNamesItsKeyAndLeadsToIt() {
        storeAKeyThatOthersTouch();

        visit("activity");

        var line = tester().getCellComponent(0, 0);
        assertThat(find(RouterLink.class, line).single().getHref()).startsWith("keys/");
    }

    @Test
    @SuppressWarnings("unchecked")
    void theKeyIsChosenAndStandsInTheAddress() {
        storeAKeyThatOthersTouch();
        visit("activity");
        Select<CredentialId> keys = find(Select.class).single();

        test(keys).selectItem("OKX · " + key.name().orElseThrow());

        assertThat(UI.getCurrent().getActiveViewLocation().getPathWithQueryParameters()).isEqualTo("activity?key=" + key.key());
        assertThat(lines()).anySatisfy(line -> assertThat(line).contains("You added the key"));
    }

    @Test
    void whoHasNoActivityIsToldWhatWillShowHere() {
        openAs(() -> people.pretend(new UserId("nina-" + key.name().orElseThrow()), "user"));

        // A list of keys comes from the index.
        visit("activity");

        assertThat(find(H2.class).single().getText()).isEqualTo("Nothing on record yet");
        assertThat(find(Grid.class).exists()).isFalse();
    }

    @Test
    void withoutTheDatabaseItSaysSoAndTriesAgain() throws Exception {
        storeAKeyThatOthersTouch();
        try (var away = new IndexAway(database)) {
            visitOf(key.key());
            assertThat(page()).contains("This cannot be shown now");
        }

        click("Try again");

        assertThat(lines()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "../x", "okx--", "%00", "nothing--here" })
    void whatIsNoKeyOfTheirsShowsNothingOfOthers(String text) {
        visitOf(text);

        assertThat(page()).doesNotContain("bob");
    }

    @Test
    void olderEventsAreFetchedWhenTheyAreWanted() {
        var far = Mockito.mock(KeyActivity.class);
        var newest = Instant.parse("2026-11-24T12:00:00Z");
        Mockito.when(far.ofAll(Mockito.any(), Mockito.anyInt(), Mockito.any())).thenAnswer(call -> {
            @Nullable Instant before = call.getArgument(0);
            var from = before == null ? newest : before;
            var events = IntStream.range(0, 50).mapToObj(i -> event(from.minusSeconds(60L * i))).toList();
            var next = from.minusSeconds(3000);
            return new KeyEvents(events, next.isBefore(newest.minusSeconds(9000)) ? null : next);
        });
        var log = new ActivityLog(far, null);
        Mockito.verify(far, Mockito.times(1)).ofAll(Mockito.any(), Mockito.anyInt(), Mockito.any());

        assertThat(log.range(0, 50)).hasSize(50);
        Mockito.verify(far, Mockito.times(1)).ofAll(Mockito.any(), Mockito.anyInt(), Mockito.any());
        assertThat(log.range(40, 50)).hasSize(50).isSortedAccordingTo((a, b) -> b.last().compareTo(a.last()));
        assertThat(log.range(150, 100)).hasSize(50);
        assertThat(log.range(400, 50)).isEmpty();
    }

    @Test
    void marksStandBesideWhatHappenedWithTheirRule() {
        var line = new ActivityLine(new KeyEvent(key, Instant.now(), Instant.now(), 1, Actor.TRADING_ENGINE, Deed.READ, 3, OperationOutcome.DONE, "192.0.2.1",
                Set.of(Mark.NEW_ADDRESS, Mark.ODD_HOUR)));
        UI.getCurrent().add(line);

        assertThat(PageText.of(line)).contains("The trading engine read version 3");
        assertThat(find(Badge.class, line).all()).extracting(Badge::getText).containsExactly("New address", "Odd hour");
        assertThat(PageText.of(UI.getCurrent())).contains("in the 90 days before");
    }

    private void visitOf(String text) {
        visit("keys");
        UI.getCurrent().navigate("activity", QueryParameters.of("key", text));
    }

    private KeyEvent event(Instant at) {
        return new KeyEvent(key, at, at, 1, Actor.YOU, Deed.READ, 1, OperationOutcome.DONE, "", Set.of());
    }

    @SuppressWarnings("unchecked")
    private GridTester<Grid<KeyEvent>, KeyEvent> tester() {
        return test(find(Grid.class).single());
    }

    private List<String> lines() {
        return IntStream.range(0, tester().size()).mapToObj(row -> PageText.of(tester().getCellComponent(row, 0))).toList();
    }
}
