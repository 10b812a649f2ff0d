package io.nija.vault.requests.engine;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

import io.nija.vault.base.UserId;
import io.nija.vault.requests.RequestAction;
import io.nija.vault.requests.RequestChangedException;
import io.nija.vault.requests.RequestKind;
import io.nija.vault.requests.RequestState;
import io.nija.vault.security.Person;
import io.nija.vault.security.Role;
import org.springframework.security.access.AccessDeniedException;

import static io.nija.vault.requests.RequestState.CLAIMED;
import static io.nija.vault.requests.RequestState.OPEN;
import static io.nija.vault.requests.RequestState.READY_TO_ROTATE;
import static io.nija.vault.requests.RequestState.WAITING_FOR_USER;

/**
 * Who may do what with a request, and in which state of it. Nobody of the staff works on a request about a key of their own: there they
 * are an owner like any other.
 */
final class Rules {

    private Rules() {
    }

    static boolean isStaff(Person person) {
        return person.roles().contains(Role.SUPPORT) || person.roles().contains(Role.ADMIN);
    }

    /** Whether they see it at all. */
    static boolean sees(RequestRow request, Person person) {
        return isStaff(person) || person.id().equals(request.summary().owner());
    }

    /** All that they can do with it now. */
    static Set<RequestAction> may(RequestRow request, Person person) {
        return Arrays.stream(RequestAction.values()).filter(action -> isFor(action, request, person) && isTime(action, request))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(RequestAction.class)));
    }

    /**
     * @throws AccessDeniedException   when it is not for them
     * @throws RequestChangedException when it is, but not now
     */
    static void require(RequestAction action, RequestRow request, Person person) {
        if (!sees(request, person) || !isFor(action, request, person)) {
            throw new AccessDeniedException("This is not for them to do");
        }
        if (!isTime(action, request)) {
            throw new RequestChangedException(whyNot(action, request));
        }
    }

    private static boolean isFor(RequestAction action, RequestRow request, Person person) {
        var me = person.id();
        boolean staff = isStaff(person) && !request.concerns(me);
        boolean claimer = staff && request.isClaimedBy(me);
        return switch (action) {
            case CLAIM, NOTE -> staff;
            case RELEASE, HAND_OVER -> claimer || staff && person.roles().contains(Role.ADMIN);
            case ASK_OWNER, MAKE_READY, WITHDRAW, REJECT, ASK_FOR_APPROVAL -> claimer;
            case CANCEL -> me.equals(request.summary().askedBy()) || me.equals(request.summary().owner());
            case WRITE -> staff || me.equals(request.summary().owner());
            case DECIDE -> staff && isSecondPerson(me, request);
            case COMPLETE -> me.equals(request.summary().owner());
        };
    }

    private static boolean isSecondPerson(UserId person, RequestRow request) {
        return !request.isClaimedBy(person) && !person.equals(request.summary().askedBy()) && !person.equals(request.approvalAsker());
    }

    private static boolean isTime(RequestAction action, RequestRow request) {
        var state = request.state();
        boolean bulk = request.summary().kind() == RequestKind.BULK_ROTATION;
        return switch (action) {
            case CLAIM -> state == OPEN || state == READY_TO_ROTATE && request.summary().claimedBy() == null;
            case RELEASE, REJECT -> state == CLAIMED || state == WAITING_FOR_USER;
            case HAND_OVER -> state.live() && request.summary().claimedBy() != null;
            case ASK_OWNER -> state == CLAIMED && !bulk;
            case MAKE_READY -> state == CLAIMED && (!request.summary().kind().sensitive() || request.approvalHolds());
            // The requests that a bulk rotation has opened are out of its hands.
            case WITHDRAW -> state == READY_TO_ROTATE && !bulk;
            case CANCEL, NOTE -> state.live();
            case WRITE -> state.live() && !bulk;
            case ASK_FOR_APPROVAL -> (state == CLAIMED || state == WAITING_FOR_USER) && request.summary().kind().sensitive()
                    && request.approval() == null && !request.approvalHolds();
            case DECIDE -> state.live() && request.approval() != null;
            case COMPLETE -> state == READY_TO_ROTATE && !bulk;
        };
    }

    private static String whyNot(RequestAction action, RequestRow request) {
        var claimer = request.summary().claimedBy();
        return switch (action) {
            case CLAIM -> claimer == null ? nowIs(request.state()) : "%s has it already.".formatted(claimer);
            case MAKE_READY -> request.state() == CLAIMED ? "A second person has to approve it first." : nowIs(request.state());
            case ASK_FOR_APPROVAL -> !request.summary().kind().sensitive() ? "This kind of request needs no approval."
                    : request.approvalHolds() ? "It is approved already." : request.approval() != null ? "Somebody has been asked already." : nowIs(request.state());
            case DECIDE -> "There is nothing to decide any more.";
            default -> nowIs(request.state());
        };
    }

    private static String nowIs(RequestState state) {
        return "The request has changed: it is now “%s”.".formatted(state.label());
    }
}
