package io.nija.vault.requests.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.vault.base.SecretValue;
import io.nija.vault.base.UserId;
import io.nija.vault.requests.Approval.Decision;
import io.nija.vault.requests.BulkScope;
import io.nija.vault.requests.NewRequest;
import io.nija.vault.requests.RequestDetail;
import io.nija.vault.requests.RequestFilter;
import io.nija.vault.requests.RequestPage;
import io.nija.vault.requests.RequestSummary;
import io.nija.vault.requests.Requests;
import io.nija.vault.requests.Urgency;
import io.nija.vault.security.CurrentUser;
import io.nija.vault.security.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;

/** The requests as the signed-in person may see and change them. */
@Service
class DatabaseRequests implements Requests {

    private final CurrentUser user;
    private final RequestStore store;
    private final Asking asking;
    private final Work work;
    private final Conversation conversation;
    private final Approvals approvals;
    private final Links links;
    private final RequestQueue queue;
    private final RequestSignals signals;

    DatabaseRequests(CurrentUser user, RequestStore store, Asking asking, Work work, Conversation conversation, Approvals approvals, Links links,
            RequestQueue queue, RequestSignals signals) {
        this.user = user;
        this.store = store;
        this.asking = asking;
        this.work = work;
        this.conversation = conversation;
        this.approvals = approvals;
        this.links = links;
        this.queue = queue;
        this.signals = signals;
    }

    private Person staff() {
        var person = user.get();
        if (!Rules.isStaff(person)) {
            throw new AccessDeniedException("This is for the staff");
        }
        return person;
    }

    @Override
    public long ask(NewRequest request) {
        return asking.ask(request, user.get());
    }

    @Override
    public long askForBulk(BulkScope scope, Urgency urgency, String reason) {
        return asking.askForBulk(scope, urgency, reason, staff());
    }

    @Override
    public int count(BulkScope scope) {
        staff();
        return asking.count(scope);
    }

    @Override
    public Optional<RequestDetail> find(long id) {
        var person = user.get();
        return store.find(id, person.id()).filter(request -> Rules.sees(request, person)).map(request -> {
            conversation.read(request, person);
            return detail(request, person);
        });
    }

    private RequestDetail detail(RequestRow request, Person person) {
        // An owner who is of the staff too is an owner here.
        boolean internal = Rules.isStaff(person) && !request.concerns(person.id());
        return new RequestDetail(request.summary(), store.events(request.id()), store.messages(request.id(), internal), store.approvals(request.id()),
                Rules.may(request, person), request.outcome(), request.scope());
    }

    @Override
    public List<RequestSummary> own() {
        return queue.own(user.id());
    }

    @Override
    public RequestPage page(RequestFilter filter, @Nullable String after, int size) {
        return queue.page(filter, after, size, staff().id());
    }

    @Override
    public Map<RequestFilter.Queue, Integer> counts() {
        return queue.counts(staff().id());
    }

    @Override
    public void claim(long id) {
        work.claim(id, user.get());
    }

    @Override
    public void release(long id, String why) {
        work.release(id, why, user.get());
    }

    @Override
    public void handOver(long id, UserId to, String why) {
        work.handOver(id, to, why, user.get());
    }

    @Override
    public void askOwner(long id, String message) {
        conversation.askOwner(id, message, user.get());
    }

    @Override
    public void makeReady(long id, @Nullable String why) {
        work.makeReady(id, why, user.get());
    }

    @Override
    public void withdraw(long id, String why) {
        work.withdraw(id, why, user.get());
    }

    @Override
    public void reject(long id, String why) {
        work.reject(id, why, user.get());
    }

    @Override
    public void cancel(long id, String why) {
        work.cancel(id, why, user.get());
    }

    @Override
    public void write(long id, String text) {
        conversation.write(id, text, user.get());
    }

    @Override
    public void note(long id, String text) {
        conversation.note(id, text, user.get());
    }

    @Override
    public void askForApproval(long id, String why) {
        approvals.ask(id, why, user.get());
    }

    @Override
    public void decide(long approval, Decision decision, String why) {
        approvals.decide(approval, decision, why, user.get());
    }

    @Override
    public String link(long id) {
        return links.make(id, user.get());
    }

    @Override
    public RequestDetail open(long id, String code) {
        var person = user.get();
        links.open(id, SecretValue.of(code), person);
        return find(id).orElseThrow(() -> Work.missing(person));
    }

    @Override
    public Map<String, String> templates() {
        staff();
        return Templates.ALL;
    }

    @Override
    public Runnable onChange(Runnable listener) {
        return signals.onChange(listener);
    }
}
