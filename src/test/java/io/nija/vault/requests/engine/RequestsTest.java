package io.nija.vault.requests.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.nija.vault.base.BrokerId;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;
import io.nija.vault.credentials.CredentialNotFoundException;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.requests.Approval.Decision;
import io.nija.vault.requests.BulkScope;
import io.nija.vault.requests.DuplicateRequestException;
import io.nija.vault.requests.LinkVoidException;
import io.nija.vault.requests.NewRequest;
import io.nija.vault.requests.RefusedTextException;
import io.nija.vault.requests.RequestAction;
import io.nija.vault.requests.RequestChangedException;
import io.nija.vault.requests.RequestDetail;
import io.nija.vault.requests.RequestEvent;
import io.nija.vault.requests.RequestFilter;
import io.nija.vault.requests.RequestFilter.Queue;
import io.nija.vault.requests.RequestKind;
import io.nija.vault.requests.RequestMessage;
import io.nija.vault.requests.RequestState;
import io.nija.vault.requests.RequestSummary;
import io.nija.vault.requests.Requests;
import io.nija.vault.requests.Urgency;
import io.nija.vault.testing.ConsoleTest;
import io.nija.vault.testing.People;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

import static io.nija.vault.testing.People.ADA_THE_ADMIN;
import static io.nija.vault.testing.People.ALICE;
import static io.nija.vault.testing.People.BOB;
import static io.nija.vault.testing.People.SAM_OF_SUPPORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** The course of requests, on a real vault and database. */
@ConsoleTest
class RequestsTest {

    @Autowired
    Requests requests;
    @Autowired
    Credentials credentials;
    @Autowired
    People people;
    @Autowired
    JdbcClient database;

    private Scene scene;
    private CredentialId key;

    @BeforeEach
    void begin() {
        scene = new Scene(requests, credentials, people, database);
        key = scene.key;
    }

    private void as(UserId person) {
        scene.as(person);
    }

    private long ask(RequestKind kind) {
        return scene.ask(kind);
    }

    private RequestDetail detail(long id) {
        return scene.detail(id);
    }

    @Test
    void aRotationGoesItsWayFromTheOwnerAndBack() {
        long id = ask(RequestKind.ROTATION);
        assertThat(detail(id)).satisfies(request -> {
            assertThat(request.summary().state()).isEqualTo(RequestState.OPEN);
            assertThat(request.summary().key()).isEqualTo(key);
            assertThat(request.messages()).extracting(RequestMessage::text).containsExactly("I left my desk for a moment");
            assertThat(request.may()).containsExactlyInAnyOrder(RequestAction.CANCEL, RequestAction.WRITE);
        });

        as(SAM_OF_SUPPORT);
        requests.claim(id);
        requests.askOwner(id, "Since when?");
        assertThat(detail(id).summary()).returns(RequestState.WAITING_FOR_USER, RequestSummary::state).returns(null, RequestSummary::due)
                .returns(null, RequestSummary::answerDue);

        as(ALICE);
        requests.write(id, "Since this morning");
        assertThat(detail(id).summary()).returns(RequestState.CLAIMED, RequestSummary::state).satisfies(claimed -> assertThat(claimed.due()).isNotNull());

        as(SAM_OF_SUPPORT);
        requests.makeReady(id, null);

        as(ALICE);
        var opened = requests.open(id, Scene.code(requests.link(id)));
        assertThat(opened.may()).contains(RequestAction.COMPLETE);
        assertThat(opened.events()).extracting(RequestEvent::what).containsExactly("opened", "claimed", "asked the owner", "the owner answered",
                "the owner can do it now", "the owner opened the link");
    }

    @Test
    void aLinkIsForOneUseAndItsOwnerAndTheLatestOnly() {
        long id = scene.ready(RequestKind.ROTATION);
        var first = Scene.code(requests.link(id));
        var second = Scene.code(requests.link(id));
        assertThatExceptionOfType(LinkVoidException.class).isThrownBy(() -> requests.open(id, first)).withMessageContaining("replaced");
        as(SAM_OF_SUPPORT);
        assertThatExceptionOfType(LinkVoidException.class).isThrownBy(() -> requests.open(id, second)).withMessageContaining("somebody else");
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> requests.link(id));
        as(ALICE);
        requests.open(id, second);
        assertThatExceptionOfType(LinkVoidException.class).isThrownBy(() -> requests.open(id, second)).withMessageContaining("used before");

        assertThat(requests.open(id, Scene.code(requests.link(id))).summary().id()).isEqualTo(id);
        assertThat(database.sql("select detail from access_record where action = 'open-link' and key = :key and outcome = 'DENIED'").param("key", key.key())
                .query(String.class).list().size() + recorded()).isGreaterThanOrEqualTo(3);
    }

    /** What was taken into the search already. */
    private int recorded() {
        return database.sql("select count(*) from audit_operation o join audit_class c on c.id = o.class_id join audit_path p on p.id = o.path_id "
                + "where c.operation = 'open-link' and c.outcome = 'DENIED' and p.key = :key").param("key", key.key()).query(Integer.class).single();
    }

    @Test
    void whatTheStaffAskAnOwnerForIsTheOwnersTurnAtOnce() {
        as(SAM_OF_SUPPORT);
        long id = ask(RequestKind.ROTATION);

        assertThat(detail(id).summary()).returns(RequestState.READY_TO_ROTATE, RequestSummary::state).returns(SAM_OF_SUPPORT, RequestSummary::claimedBy)
                .returns(null, RequestSummary::due);
        assertThat(database.sql("select title from notice where person = 'alice' and address = :address").param("address", "requests/" + id)
                .query(String.class).list()).containsExactly("Please rotate " + key.key());
    }

    @Test
    void theSecondToClaimIsToldWhoHasIt() {
        long id = ask(RequestKind.ROTATION);
        as(SAM_OF_SUPPORT);
        requests.claim(id);
        as(Scene.SUE);

        assertThatExceptionOfType(RequestChangedException.class).isThrownBy(() -> requests.claim(id)).withMessage("sam has it already.");
    }

    @Test
    void thereIsOneLiveRequestAKey() {
        long id = ask(RequestKind.ROTATION);

        assertThatExceptionOfType(DuplicateRequestException.class).isThrownBy(() -> ask(RequestKind.DESTRUCTION)).withMessageContaining("request " + id);

        requests.cancel(id, "Never mind");
        assertThat(ask(RequestKind.DESTRUCTION)).isGreaterThan(id);
    }

    @Test
    void nobodyAsksForSomebodyElsesKeyOrForOneThatThereIsNot() {
        as(BOB);
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> ask(RequestKind.ROTATION));
        as(ALICE);
        var other = new NewRequest(People.newKey(ALICE, "okx"), RequestKind.ROTATION, Urgency.LOW, "Lost", null);
        assertThatExceptionOfType(CredentialNotFoundException.class).isThrownBy(() -> requests.ask(other));
    }

    @Test
    void aSensitiveOneNeedsASecondPerson() {
        long id = ask(RequestKind.DESTRUCTION);
        as(SAM_OF_SUPPORT);
        requests.claim(id);
        assertThatExceptionOfType(RequestChangedException.class).isThrownBy(() -> requests.makeReady(id, null)).withMessageContaining("approve");
        requests.askForApproval(id, "She wants it gone");
        long approval = detail(id).approvals().getFirst().id();
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> requests.decide(approval, Decision.APPROVED, "by myself"));
        as(ALICE);
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> requests.decide(approval, Decision.APPROVED, "it is mine"));
        as(ADA_THE_ADMIN);
        requests.decide(approval, Decision.APPROVED, "She called");
        assertThatExceptionOfType(RequestChangedException.class).isThrownBy(() -> requests.decide(approval, Decision.REFUSED, "On second thought"));
        as(SAM_OF_SUPPORT);

        requests.makeReady(id, null);

        assertThat(detail(id).summary().state()).isEqualTo(RequestState.READY_TO_ROTATE);
        assertThat(detail(id).approvals()).singleElement().satisfies(given -> {
            assertThat(given.decidedBy()).isEqualTo(ADA_THE_ADMIN);
            assertThat(given.holds(Instant.now())).isTrue();
            assertThat(given.expires()).isBetween(Instant.now().plus(Duration.ofHours(23)), Instant.now().plus(Duration.ofHours(25)));
        });
    }

    @Test
    void notesAreForTheStaffOnly() {
        long id = ask(RequestKind.ROTATION);
        as(SAM_OF_SUPPORT);
        requests.note(id, "She has asked before");
        assertThat(detail(id).messages()).extracting(RequestMessage::internal).containsExactly(false, true);

        as(ALICE);

        assertThat(detail(id).messages()).extracting(RequestMessage::text).containsExactly("I left my desk for a moment");
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> requests.note(id, "Let me see"));
    }

    @Test
    void whatLooksLikeACredentialIsRefusedAndNothingIsStored() {
        long id = ask(RequestKind.ROTATION);
        var secret = "kT9x2LpQ8vR4mN7sWd3FgH6jK1zXc5Vb";

        assertThatExceptionOfType(RefusedTextException.class).isThrownBy(() -> requests.write(id, "it is " + secret))
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain(secret));

        assertThat(detail(id).messages()).hasSize(1);
    }

    @Test
    void theQueueHasItWhereItBelongs() {
        long id = ask(RequestKind.ROTATION);
        as(SAM_OF_SUPPORT);
        assertThat(page(Queue.UNCLAIMED)).contains(id);
        assertThat(page(Queue.MINE)).doesNotContain(id);
        requests.claim(id);
        assertThat(page(Queue.MINE)).contains(id);
        assertThat(page(Queue.UNCLAIMED)).doesNotContain(id);
        requests.askOwner(id, "Since when?");
        assertThat(page(Queue.WAITING)).contains(id);
        requests.reject(id, "It is not needed");
        assertThat(page(Queue.ENDED).getFirst()).isEqualTo(id);
        assertThat(page(Queue.LIVE)).doesNotContain(id);
        assertThat(requests.counts()).containsKeys(Queue.values());
        as(ALICE);
        assertThat(requests.own()).extracting(RequestSummary::id).contains(id);
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> page(Queue.LIVE));
    }

    private List<Long> page(Queue queue) {
        return requests.page(new RequestFilter(queue, key.key(), null, null, null), null, 50).requests().stream().map(RequestSummary::id).toList();
    }

    @Test
    void aPageGoesOnWhereTheOneBeforeEnded() {
        long first = ask(RequestKind.ROTATION);
        requests.cancel(first, "Never mind");
        long second = ask(RequestKind.ROTATION);
        requests.cancel(second, "Never mind");
        as(SAM_OF_SUPPORT);
        var filter = new RequestFilter(Queue.ENDED, key.key(), Urgency.NORMAL, RequestKind.ROTATION, "kraken");

        var page = requests.page(filter, null, 1);
        assertThat(page.requests()).extracting(RequestSummary::id).containsExactly(second);
        var next = requests.page(filter, page.next(), 1);
        assertThat(next.requests()).extracting(RequestSummary::id).containsExactly(first);
        assertThat(next.next()).isNull();
    }

    @Test
    void aRequestIsHandedOverToTheStaffOnly() {
        long id = ask(RequestKind.ROTATION);
        as(SAM_OF_SUPPORT);
        requests.claim(id);
        assertThatExceptionOfType(RequestChangedException.class).isThrownBy(() -> requests.handOver(id, BOB, "He knows her"));

        requests.handOver(id, Scene.SUE, "She knows her");

        assertThat(detail(id).summary().claimedBy()).isEqualTo(Scene.SUE);
        assertThat(detail(id).events().getLast()).returns("handed over to Sue Stone", RequestEvent::what).returns("She knows her", RequestEvent::why);
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> requests.reject(id, "It is not mine any more"));
    }

    @Test
    void aBulkRotationIsForTheStaffAndForSomething() {
        var scope = new BulkScope(new BrokerId("kraken"), List.of(ALICE));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> requests.count(scope));
        as(SAM_OF_SUPPORT);
        assertThat(requests.count(scope)).isPositive();
        assertThatExceptionOfType(RefusedTextException.class).isThrownBy(() -> requests.askForBulk(new BulkScope(null, List.of()), Urgency.URGENT, "A leak"));

        long id = requests.askForBulk(scope, Urgency.URGENT, "A leak at the broker");

        assertThat(detail(id).scope()).isEqualTo(scope);
        assertThat(detail(id).may()).contains(RequestAction.CLAIM).doesNotContain(RequestAction.WRITE);
        requests.cancel(id, "It was none");
    }

    @Test
    void pagesHearOfAChange() {
        var heard = new AtomicInteger();
        var end = requests.onChange(heard::incrementAndGet);
        await().pollInSameThread().until(() -> {
            requests.cancel(ask(RequestKind.ROTATION), "Never mind");
            return heard.get() > 0;
        });
        end.run();
    }
}
