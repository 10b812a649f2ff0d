package io.nija.vault.requests.engine;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.nija.vault.alerts.AlertRule;
import io.nija.vault.alerts.Finding;
import io.nija.vault.audit.KeyActivity;
import io.nija.vault.audit.KeyEvent;
import io.nija.vault.base.UserId;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.credentials.IndexedKeys;
import io.nija.vault.requests.BulkScope;
import io.nija.vault.requests.PersonLookup;
import io.nija.vault.requests.RefusedTextException;
import io.nija.vault.requests.RequestChangedException;
import io.nija.vault.requests.RequestEvent;
import io.nija.vault.requests.RequestFilter;
import io.nija.vault.requests.RequestFilter.Queue;
import io.nija.vault.requests.RequestKind;
import io.nija.vault.requests.RequestReports;
import io.nija.vault.requests.RequestSource;
import io.nija.vault.requests.RequestState;
import io.nija.vault.requests.RequestSummary;
import io.nija.vault.requests.Requests;
import io.nija.vault.requests.RequestsOfTheConsole;
import io.nija.vault.requests.Urgency;
import io.nija.vault.testing.ConsoleTest;
import io.nija.vault.testing.People;
import io.nija.vault.vault.Secrets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.TransactionException;

import static io.nija.vault.testing.People.ADA_THE_ADMIN;
import static io.nija.vault.testing.People.ALICE;
import static io.nija.vault.testing.People.SAM_OF_SUPPORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** What becomes of requests by what their owners do, by time, and by many at once. */
@ConsoleTest
class CompletionTest {

    @Autowired
    Requests requests;
    @Autowired
    RequestsOfTheConsole ofTheConsole;
    @Autowired
    PersonLookup lookup;
    @Autowired
    RequestReports reports;
    @Autowired
    Credentials credentials;
    @Autowired
    IndexedKeys keys;
    @Autowired
    Secrets vault;
    @Autowired
    People people;
    @Autowired
    JdbcClient database;
    @Autowired
    Reconciliation reconciliation;
    @Autowired
    Deadlines deadlines;
    @Autowired
    Spreading spreading;
    @Autowired
    KeyActivity activity;
    @Autowired
    @Qualifier("overdueRequests")
    AlertRule overdue;

    private Scene scene;

    @BeforeEach
    void begin() {
        scene = new Scene(requests, credentials, people, database);
    }

    private List<String> events(long id) {
        return scene.detail(id).events().stream().map(RequestEvent::what).toList();
    }

    @Test
    void theOwnersRotationCompletesTheRequestAndSupportSeesTheVersionOnly() {
        long id = scene.ready(RequestKind.ROTATION);

        scene.rotate();

        scene.as(SAM_OF_SUPPORT);
        var done = scene.detail(id);
        assertThat(done.summary().state()).isEqualTo(RequestState.ROTATED);
        assertThat(done.outcome()).isEqualTo(2);
        assertThat(done.events().getLast()).returns("the key was rotated to version 2", RequestEvent::what).returns(ALICE, RequestEvent::person);
        assertThat(done.toString()).doesNotContain(Scene.SECRET);
        assertThat(database.sql("select title from notice where person = 'sam' and address = :address").param("address", "requests/" + id)
                .query(String.class).list()).contains("Request %d is done".formatted(id));
    }

    @Test
    void anotherKeysRotationOrOneBeforeItIsReadyCompletesNothing() {
        long id = scene.claimed(RequestKind.ROTATION);
        new Scene(requests, credentials, people, database).rotate();
        scene.as(ALICE).rotate();

        assertThat(scene.state(id)).isEqualTo(RequestState.CLAIMED);
        assertThat(events(id)).contains("the key was rotated to version 2");
    }

    @Test
    void revokingAndDestroyingCompleteWhatAskedForThem() {
        long revocation = scene.ready(RequestKind.EARLY_REVOCATION);
        scene.rotate();
        assertThat(scene.state(revocation)).isEqualTo(RequestState.READY_TO_ROTATE);
        credentials.revoke(scene.key);
        assertThat(scene.detail(revocation).summary().state()).isEqualTo(RequestState.ROTATED);
        assertThat(scene.detail(revocation).outcome()).isNull();

        long destruction = scene.ready(RequestKind.DESTRUCTION);
        credentials.destroy(scene.key);
        assertThat(scene.state(destruction)).isEqualTo(RequestState.ROTATED);
    }

    @Test
    void whenTheKeyIsDestroyedNothingElseIsLeftToDo() {
        long id = scene.claimed(RequestKind.ROTATION);
        scene.as(ALICE);
        credentials.destroy(scene.key);

        assertThat(scene.detail(id).summary().state()).isEqualTo(RequestState.CANCELLED);
    }

    /** As a console leaves it that is killed right after Vault has the new version, or a program past the console. */
    @Test
    void whatWasDoneWithoutTheRequestNoticingIsMadeUpFor() {
        long id = scene.ready(RequestKind.ROTATION);
        var values = vault.read(scene.key).orElseThrow();
        vault.write(scene.key, values.values(), values.version());
        credentials.indexIsBehind(scene.key);
        await().until(() -> keys.get(scene.key).version() == 2);

        reconciliation.round();
        reconciliation.round();

        assertThat(scene.detail(id).summary().state()).isEqualTo(RequestState.ROTATED);
        assertThat(scene.detail(id).outcome()).isEqualTo(2);
        assertThat(scene.detail(id).events().getLast().person()).isNull();
    }

    @Test
    void rollingBackIsANewerVersionAndNoRotation() {
        scene.rotate();
        long id = scene.ready(RequestKind.ROTATION);
        credentials.rollBack(scene.key, 1, null);

        reconciliation.round();

        assertThat(scene.state(id)).isEqualTo(RequestState.READY_TO_ROTATE);
    }

    @Test
    void ofFiftyWhoClaimItAtOnceOneHasItAndTheOthersAreToldWho() throws Exception {
        long id = scene.ask(RequestKind.ROTATION);
        var together = new CyclicBarrier(50);
        List<Future<String>> answers;
        try (var threads = Executors.newFixedThreadPool(50)) {
            answers = threads.invokeAll(IntStream.range(0, 50).<Callable<String>>mapToObj(number -> () -> {
                people.pretend(new UserId("support-" + number), "support");
                together.await();
                return claim(id);
            }).toList());
        }
        var said = answers.stream().map(Future::resultNow).toList();
        scene.as(SAM_OF_SUPPORT);
        var claimer = Objects.requireNonNull(scene.detail(id).summary().claimedBy());

        assertThat(said).containsOnlyOnce("mine").filteredOn(answer -> !answer.equals("mine")).containsOnly(claimer + " has it already.");
        assertThat(events(id)).containsExactly("opened", "claimed");
    }

    /** As often as the pool of connections is too small for all of them. */
    private String claim(long id) {
        while (true) {
            try {
                requests.claim(id);
                return "mine";
            } catch (RequestChangedException e) {
                return Objects.requireNonNull(e.getMessage());
            } catch (DataAccessException | TransactionException e) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void anOverdueOneIsEscalatedOnce() {
        long id = scene.ask(RequestKind.ROTATION);
        database.sql("update rotation_request set answer_due = now() - interval '1 minute' where id = :id").param("id", id).update();

        deadlines.round();
        deadlines.round();

        assertThat(overdue.check(0)).extracting(Finding::address).containsExactly("requests?queue=overdue");
        scene.as(SAM_OF_SUPPORT);
        assertThat(scene.detail(id).summary().escalated()).isNotNull();
        assertThat(scene.detail(id).summary().overdue(Instant.now())).isTrue();
        assertThat(events(id)).containsOnlyOnce("past its service level");
        assertThat(database.sql("select person from notice where kind = 'OVERDUE' and address = :address").param("address", "requests/" + id)
                .query(String.class).list()).contains("sam", "sue", "ada").doesNotHaveDuplicates();
        assertThat(requests.page(new RequestFilter(Queue.OVERDUE, scene.key.key(), null, null, null), null, 10).requests()).extracting(RequestSummary::id)
                .containsExactly(id);
    }

    @Test
    void theClockStandsWhileItIsTheOwnersTurn() {
        long id = scene.claimed(RequestKind.ROTATION);
        var due = Objects.requireNonNull(scene.detail(id).summary().due());
        requests.askOwner(id, "Since when?");
        database.sql("update rotation_request set owner_since = owner_since - interval '3 days' where id = :id").param("id", id).update();
        deadlines.round();
        assertThat(scene.detail(id).summary().escalated()).isNull();
        scene.as(ALICE);

        requests.write(id, "Since this morning");

        assertThat(Objects.requireNonNull(scene.detail(id).summary().due())).isBetween(due.plus(Duration.ofDays(3)), due.plus(Duration.ofDays(3).plusMinutes(5)));
    }

    @Test
    void whatIsOldExpires() {
        long id = scene.claimed(RequestKind.DESTRUCTION);
        requests.askForApproval(id, "She asks for it");
        database.sql("update rotation_request set expires_at = now() where id = :id").param("id", id).update();

        deadlines.round();

        assertThat(scene.detail(id).summary().state()).isEqualTo(RequestState.EXPIRED);
        assertThat(database.sql("select title from notice where person = 'alice' and address = :address").param("address", "requests/" + id)
                .query(String.class).list()).contains("Request %d has expired".formatted(id));
    }

    @Test
    void anApprovalThatNobodyGaveInTimeCanBeAskedForAnew() {
        long id = scene.claimed(RequestKind.DESTRUCTION);
        requests.askForApproval(id, "She asks for it");
        database.sql("alter table request_approval disable trigger user").update();
        database.sql("update request_approval set expires_at = now() where request = :id").param("id", id).update();
        database.sql("alter table request_approval enable trigger user").update();
        assertThat(scene.detail(id).summary().approvalWanted()).isFalse();

        deadlines.round();
        requests.askForApproval(id, "She still asks for it");
        scene.approve(id);

        requests.makeReady(id, null);
        assertThat(events(id)).containsSequence("asked for approval", "nobody decided in time on the approval that was asked for", "asked for approval", "approved");
    }

    @Test
    void aBulkRotationAsksEveryOwnerAndEndsWithTheLastOfThem() {
        var other = new Scene(requests, credentials, people, database);
        var third = new Scene(requests, credentials, people, database);
        long own = third.ask(RequestKind.ROTATION);
        scene.as(SAM_OF_SUPPORT);
        long bulk = requests.askForBulk(new BulkScope(scene.key.broker(), List.of(ALICE)), Urgency.URGENT, "A leak at the broker");
        requests.claim(bulk);
        requests.askForApproval(bulk, "They have told everybody");
        scene.approve(bulk);
        requests.makeReady(bulk, null);
        spreading.round();
        spreading.round();
        scene.as(ALICE);
        var children = requests.own().stream().filter(request -> request.source() == RequestSource.BULK && request.state().live()).toList();
        assertThat(children).extracting(RequestSummary::key).contains(scene.key, other.key).doesNotContain(third.key).doesNotHaveDuplicates();
        assertThat(children).allMatch(child -> child.state() == RequestState.READY_TO_ROTATE && child.urgency() == Urgency.URGENT);
        scene.rotate();
        scene.as(SAM_OF_SUPPORT);
        assertThat(scene.detail(bulk).summary()).returns(children.size(), RequestSummary::children).returns(1, RequestSummary::childrenDone)
                .returns(RequestState.READY_TO_ROTATE, RequestSummary::state);
        scene.as(ALICE);
        children.stream().filter(child -> !scene.key.equals(child.key())).forEach(child -> requests.cancel(child.id(), "I do not use it"));

        scene.as(SAM_OF_SUPPORT);
        assertThat(scene.state(bulk)).isEqualTo(RequestState.ROTATED);
        assertThat(scene.detail(own).summary().state()).isEqualTo(RequestState.OPEN);
    }

    @Test
    void whatABulkRotationHasOpenedEndsWhenItIsCancelled() {
        scene.as(SAM_OF_SUPPORT);
        long bulk = requests.askForBulk(new BulkScope(scene.key.broker(), List.of(ALICE)), Urgency.URGENT, "A leak at the broker");
        requests.claim(bulk);
        requests.askForApproval(bulk, "They have told everybody");
        scene.approve(bulk);
        requests.makeReady(bulk, null);
        spreading.round();
        requests.cancel(bulk, "It was no leak");

        await().until(() -> database.sql("select count(*) from rotation_request where parent = :bulk and closed_at is null")
                .param("bulk", bulk).query(Integer.class).single() == 0);
        assertThat(scene.state(bulk)).isEqualTo(RequestState.CANCELLED);
    }

    @Test
    void theConsoleAsksByItselfOnce() {
        long id = ofTheConsole.openForExpiry(scene.key, Urgency.HIGH, "The key has expired").orElseThrow();

        assertThat(scene.detail(id).summary()).returns(RequestSource.EXPIRY, RequestSummary::source).returns(RequestState.READY_TO_ROTATE, RequestSummary::state)
                .returns(null, RequestSummary::askedBy);
        assertThat(ofTheConsole.openForExpiry(scene.key, Urgency.HIGH, "The key has expired")).isEmpty();
        assertThat(ofTheConsole.openForExpiry(People.newKey(ALICE, "okx"), Urgency.HIGH, "The key has expired")).isEmpty();
    }

    @Test
    void aLookUpShowsMetadataAndItsOwnerSeesThatSomebodyLooked() {
        long id = scene.ask(RequestKind.ROTATION);
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> lookup.look(ALICE, "I am curious"));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> lookup.search("ali"));
        scene.as(SAM_OF_SUPPORT);
        assertThat(lookup.search("ALI")).extracting(PersonLookup.Found::person).contains(ALICE);
        assertThat(lookup.search("Kraken")).extracting(PersonLookup.Found::person).contains(ALICE);
        assertThat(lookup.search("li")).as("not the beginning").isEmpty();
        assertThatExceptionOfType(RefusedTextException.class).isThrownBy(() -> lookup.look(ALICE, " "));

        var found = lookup.look(ALICE, "She called about it");

        assertThat(found.keys()).filteredOn(key -> key.summary().id().equals(scene.key)).singleElement()
                .satisfies(key -> assertThat(key.live()).extracting(RequestSummary::id).containsExactly(id));
        assertThat(found.toString()).doesNotContain(Scene.SECRET);
        scene.as(ALICE);
        await().pollInSameThread().until(() -> activity.of(scene.key, null, 20, ZoneOffset.UTC).events().stream()
                .anyMatch(event -> event.deed() == KeyEvent.Deed.LOOKED_AT_METADATA && event.actor() == KeyEvent.Actor.SUPPORT));
    }

    @Test
    void reportsCountWhatWasDone() {
        scene.ready(RequestKind.ROTATION);
        scene.rotate();
        new Scene(requests, credentials, people, database).ask(RequestKind.ROTATION);
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> reports.report(Instant.now(), ZoneOffset.UTC));
        scene.as(ADA_THE_ADMIN);

        var report = reports.report(Instant.now().minus(Duration.ofDays(20)), ZoneId.of("Europe/Berlin"));

        assertThat(report.open()).extracting(RequestReports.OpenByAge::urgency).containsExactly(Urgency.values());
        assertThat(report.open().get(2).day()).isPositive();
        assertThat(report.oldestOpen()).isNotNull();
        assertThat(report.levels().get(2)).satisfies(normal -> {
            assertThat(normal.asked()).isPositive();
            assertThat(normal.firstAnswer().count()).isPositive();
            assertThat(normal.firstAnswer().median()).isNotNull().isLessThan(Duration.ofHours(8));
            assertThat(normal.withinAnswer()).isPositive().isLessThanOrEqualTo(normal.firstAnswer().count());
            assertThat(normal.withinResolution()).isPositive().isLessThanOrEqualTo(normal.resolution().count());
        });
        assertThat(report.weeks()).hasSizeBetween(3, 4);
        assertThat(report.weeks().getLast().rotations()).isPositive();
        assertThat(report.weeks()).extracting(week -> week.monday().getDayOfWeek()).containsOnly(DayOfWeek.MONDAY);
        assertThat(report.ages()).filteredOn(ages -> ages.broker().equals("Kraken")).singleElement().satisfies(ages -> assertThat(ages.month()).isPositive());
    }
}
