package io.nija.vault.requests.engine;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;
import io.nija.vault.credentials.CredentialSummary;
import io.nija.vault.credentials.IndexedKeys;
import io.nija.vault.notices.NoticeKind;
import io.nija.vault.requests.RequestAction;
import io.nija.vault.requests.RequestChangedException;
import io.nija.vault.requests.RequestState;
import io.nija.vault.security.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the staff do with requests, from taking one on to letting the owner go on, and what ends them. */
@Component
class Work {

    private final RequestStore store;
    private final Course course;
    private final Texts texts;
    private final Telling telling;
    private final Links links;
    private final IndexedKeys keys;
    private final ApplicationEventPublisher events;

    Work(RequestStore store, Course course, Texts texts, Telling telling, Links links, IndexedKeys keys,
            ApplicationEventPublisher events) {
        this.store = store;
        this.course = course;
        this.texts = texts;
        this.telling = telling;
        this.links = links;
        this.keys = keys;
        this.events = events;
    }

    /** The request, which nobody else changes until the end of the transaction, when the person may do that with it now. */
    private RequestRow begin(long id, RequestAction action, Person person) {
        var request = store.lock(id).orElseThrow(() -> missing(person));
        Rules.require(action, request, person);
        return request;
    }

    static RuntimeException missing(Person person) {
        return Rules.isStaff(person) ? new RequestChangedException("There is no such request.") : new AccessDeniedException("There is none that they may see");
    }

    @Transactional
    public void claim(long id, Person me) {
        var unclaimed = store.find(id, null).orElseThrow(() -> missing(me));
        Rules.require(RequestAction.CLAIM, unclaimed, me);
        boolean won = store.claim(id, me.id());
        var request = store.find(id, null).orElseThrow();
        if (!won) {
            var claimer = request.summary().claimedBy();
            throw new RequestChangedException(claimer == null ? "The request has changed: it is now “%s”.".formatted(request.state().label())
                    : "%s has it already.".formatted(telling.name(claimer)));
        }
        course.claimed(unclaimed, request.state(), me.id());
        telling.owner(request, NoticeKind.REQUEST, "Request %d is being worked on".formatted(id), Telling.about(request.summary()) + ".", me.id());
    }

    @Transactional
    public void release(long id, String why, Person me) {
        var reason = texts.why(why);
        var request = begin(id, RequestAction.RELEASE, me);
        course.staff(request, RequestState.OPEN, null, "released", me.id(), reason);
        telling.support(request, NoticeKind.QUEUE, "Request %d is unclaimed again".formatted(id), Telling.about(request.summary()) + ".", me.id());
    }

    @Transactional
    public void handOver(long id, UserId to, String why, Person me) {
        var reason = texts.why(why);
        var request = begin(id, RequestAction.HAND_OVER, me);
        if (!telling.isStaff(to) || request.concerns(to)) {
            throw new RequestChangedException("It cannot be handed over to %s: they are not known to be of the staff, or it is about a key of theirs."
                    .formatted(telling.name(to)));
        }
        course.staff(request, request.state(), to, "handed over to " + telling.name(to), me.id(), reason);
        if (!to.equals(me.id())) {
            telling.person(to, request, NoticeKind.QUEUE, "Request %d was handed over to you".formatted(id), Telling.about(request.summary()) + ".");
        }
    }

    @Transactional
    public void makeReady(long id, @Nullable String why, Person me) {
        var reason = texts.whyIfAny(why);
        var request = begin(id, RequestAction.MAKE_READY, me);
        var key = request.summary().key();
        course.ready(request, key == null ? null : version(key), "the owner can do it now", me.id(), reason);
        if (key == null) {
            events.publishEvent(new RequestRounds.BulkChanged(id));
        } else {
            telling.ownerWithLink(request, NoticeKind.REQUEST, "Request %d is ready for you".formatted(id),
                    "%s: you can do it now.".formatted(Telling.about(request.summary())), me.id(), links.tryMake(request));
        }
    }

    private @Nullable Integer version(CredentialId key) {
        return keys.find(key).map(CredentialSummary::version).orElseThrow(() -> new RequestChangedException("There is no such key any more."));
    }

    @Transactional
    public void withdraw(long id, String why, Person me) {
        var reason = texts.why(why);
        var request = begin(id, RequestAction.WITHDRAW, me);
        course.staff(request, RequestState.CLAIMED, me.id(), "taken back", me.id(), reason);
        telling.owner(request, NoticeKind.REQUEST, "Request %d is not ready any more".formatted(id), "The staff took it back: " + reason, me.id());
    }

    @Transactional
    public void reject(long id, String why, Person me) {
        var reason = texts.why(why);
        var request = begin(id, RequestAction.REJECT, me);
        course.staff(request, RequestState.REJECTED, me.id(), "rejected", me.id(), reason);
        telling.owner(request, NoticeKind.REQUEST, "Request %d was rejected".formatted(id), "%s: %s".formatted(Telling.about(request.summary()), reason), me.id());
    }

    @Transactional
    public void cancel(long id, String why, Person me) {
        var reason = texts.why(why);
        var request = begin(id, RequestAction.CANCEL, me);
        course.step(request, RequestState.CANCELLED, "cancelled", me.id(), reason);
        if (request.scope() != null) {
            events.publishEvent(new RequestRounds.BulkChanged(id));
        }
        telling.owner(request, NoticeKind.REQUEST, "Request %d was cancelled".formatted(id), "%s: %s".formatted(Telling.about(request.summary()), reason), me.id());
        var claimer = request.summary().claimedBy();
        if (claimer != null && !claimer.equals(me.id())) {
            telling.person(claimer, request, NoticeKind.QUEUE, "Request %d was cancelled".formatted(id), Telling.about(request.summary()) + ".");
        }
    }
}
