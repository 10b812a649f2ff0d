package io.nija.vault.requests.engine;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.nija.vault.base.UserId;
import io.nija.vault.notices.KnownPerson;
import io.nija.vault.notices.Notice;
import io.nija.vault.notices.NoticeKind;
import io.nija.vault.notices.Notices;
import io.nija.vault.notices.People;
import io.nija.vault.requests.RequestSummary;
import io.nija.vault.security.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells people of what happens to requests, in the transaction in which it does. What was written there stays there. */
@Component
class Telling {

    private final Notices notices;
    private final People people;
    private final RequestStore store;

    Telling(Notices notices, People people, RequestStore store) {
        this.notices = notices;
        this.people = people;
        this.store = store;
    }

    /** What to call a person. */
    String name(UserId person) {
        return people.find(person).map(KnownPerson::name).orElseGet(person::value);
    }

    /** Whether they are known to be of the staff. */
    boolean isStaff(UserId person) {
        return people.find(person).map(KnownPerson::roles).filter(roles -> roles.contains(Role.SUPPORT) || roles.contains(Role.ADMIN)).isPresent();
    }

    /** @param by who did it, and so needs not be told; null for the console */
    void owner(RequestRow request, NoticeKind kind, String title, String text, @Nullable UserId by) {
        ownerWithLink(request, kind, title, text, by, null);
    }

    /** @param link by which the owner completes it; null when there is none */
    void ownerWithLink(RequestRow request, NoticeKind kind, String title, String text, @Nullable UserId by, @Nullable String link) {
        var owner = request.summary().owner();
        if (owner != null && !owner.equals(by)) {
            tell(owner, request, kind, title, text, link);
        }
    }

    /** Whoever has it, or all of support while nobody has. */
    void responsible(RequestRow request, NoticeKind kind, String title, String text, @Nullable UserId by) {
        var claimer = request.summary().claimedBy();
        staff(request, claimer == null ? all(Role.SUPPORT) : Set.of(claimer), kind, title, text, by);
    }

    void support(RequestRow request, NoticeKind kind, String title, String text, @Nullable UserId by) {
        staff(request, all(Role.SUPPORT), kind, title, text, by);
    }

    /** Support and admins. */
    void everybody(RequestRow request, NoticeKind kind, String title, String text) {
        staff(request, all(Role.SUPPORT, Role.ADMIN), kind, title, text, null);
    }

    void person(UserId person, RequestRow request, NoticeKind kind, String title, String text) {
        tell(person, request, kind, title, text, null);
    }

    /** Those who may decide. */
    void approvers(RequestRow request, String title, String text, UserId asker) {
        all(Role.SUPPORT, Role.ADMIN).stream()
                .filter(person -> !person.equals(asker) && !request.isClaimedBy(person) && !person.equals(request.summary().askedBy()))
                .filter(person -> !request.concerns(person)).forEach(person -> tell(person, request, NoticeKind.APPROVAL, title, text, null));
    }

    private void staff(RequestRow request, Set<UserId> whom, NoticeKind kind, String title, String text, @Nullable UserId by) {
        whom.stream().filter(person -> !person.equals(by) && !request.concerns(person)).forEach(person -> tell(person, request, kind, title, text, null));
    }

    private Set<UserId> all(Role... roles) {
        return Stream.of(roles).flatMap(role -> people.with(role).stream()).map(KnownPerson::id)
                .collect(Collectors.toCollection(() -> new TreeSet<>(Comparator.comparing(UserId::value))));
    }

    private void tell(UserId person, RequestRow request, NoticeKind kind, String title, String text, @Nullable String link) {
        // What it is about is the latest that was said or done.
        var once = "request-%d-%s-%s".formatted(request.id(), kind, store.latest(request.id()));
        notices.tell(new Notice(person, kind, once, title, text, "requests/" + request.id(), link));
    }

    /** Such as “Rotation of kraken--main”. */
    static String about(RequestSummary request) {
        return Optional.ofNullable(request.key()).map(key -> "%s of %s".formatted(request.kind().label(), key.key())).orElseGet(request.kind()::label);
    }
}
