package io.nija.vault.requests.ui;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.router.Location;
import io.nija.vault.base.ui.Attempt;
import io.nija.vault.base.ui.Notices;
import io.nija.vault.notices.People;
import io.nija.vault.requests.Approval;
import io.nija.vault.requests.Approval.Decision;
import io.nija.vault.requests.RequestAction;
import io.nija.vault.requests.RequestDetail;
import io.nija.vault.requests.RequestKind;
import io.nija.vault.requests.Requests;
import io.nija.vault.requests.ui.ReasonDialog.Wording;

/** What the reader can do with a request now, as buttons: first what brings it on, the rest in a menu. */
class RequestActions {

    private final Requests requests;
    private final People people;
    private final Runnable changed;

    /** @param changed told after each attempt, also one that failed, as the request may be another then */
    RequestActions(Requests requests, People people, Runnable changed) {
        this.requests = requests;
        this.people = people;
        this.changed = changed;
    }

    /** What brings the request on; empty when it is not the reader's turn. */
    List<Component> next(RequestDetail request) {
        var may = request.may();
        long id = request.summary().id();
        var buttons = new ArrayList<Component>();
        if (may.contains(RequestAction.COMPLETE)) {
            buttons.add(primary(completing(request.summary().kind()), () -> complete(id)));
        }
        if (may.contains(RequestAction.DECIDE)) {
            request.approvals().stream().filter(approval -> approval.decision() == null && approval.expires().isAfter(Instant.now())).findFirst().ifPresent(approval -> {
                buttons.add(primary("Approve …", () -> decide(approval, Decision.APPROVED)));
                buttons.add(new Button("Refuse …", click -> decide(approval, Decision.REFUSED)));
            });
        }
        if (may.contains(RequestAction.MAKE_READY)) {
            buttons.add(primary("Let the owner go on …", () -> ask(Wording.of("Let the owner go on?", letGoOn(request), "Let them go on").withoutNeed(),
                    "It is the owner’s turn now.", why -> requests.makeReady(id, why.isEmpty() ? null : why))));
        } else if (may.contains(RequestAction.ASK_FOR_APPROVAL)) {
            buttons.add(primary("Ask for approval …", () -> ask(Wording.of("Ask for a second person’s approval?",
                    "Everybody of the staff who may decide is told. Say what they should know.", "Ask for it"), "A second person has been asked.", why -> requests.askForApproval(id, why))));
        }
        if (may.contains(RequestAction.CLAIM)) {
            buttons.add(primary("Claim", () -> attempt("It is yours.", () -> requests.claim(id))));
        }
        return buttons;
    }

    private static String letGoOn(RequestDetail request) {
        return request.summary().kind() == RequestKind.BULK_ROTATION ? "A request to rotate is opened for every key in question, and each owner is told. This cannot be taken back as a whole."
                : "They are told, and can do it themselves by a link for one use. The clock stands until they have.";
    }

    private static String completing(RequestKind kind) {
        return switch (kind) {
            case EARLY_REVOCATION -> "Revoke it now";
            case DESTRUCTION -> "Destroy it now";
            case ROTATION, ROTATION_AFTER_CHECK, BULK_ROTATION -> "Rotate it now";
        };
    }

    /** Everything else, in a menu; empty when there is nothing. */
    List<Component> others(RequestDetail request) {
        var may = request.may();
        long id = request.summary().id();
        var bar = new MenuBar();
        bar.addThemeVariants(MenuBarVariant.TERTIARY);
        var root = bar.addItem(VaadinIcon.ELLIPSIS_DOTS_V.create(), "More");
        root.getElement().setAttribute("aria-label", "More actions");
        var menu = root.getSubMenu();
        if (may.contains(RequestAction.HAND_OVER)) {
            menu.addItem("Hand over …", click -> new HandOverDialog(requests, people, request.summary(), changed).open());
        }
        if (may.contains(RequestAction.RELEASE)) {
            menu.addItem("Release …", click -> ask(Wording.of("Release the request?", "It goes back to those that nobody has, and its clock goes on.", "Release"),
                    "It is nobody’s again.", why -> requests.release(id, why)));
        }
        if (may.contains(RequestAction.WITHDRAW)) {
            menu.addItem("Take it back from the owner …", click -> ask(Wording.of("Take it back from the owner?", "They cannot complete it until you let them go on again. Links that they have are void.", "Take it back"),
                    "It is with you again.", why -> requests.withdraw(id, why)));
        }
        if (may.contains(RequestAction.REJECT)) {
            menu.addItem("Reject …", click -> ask(Wording.of("Reject the request?", "It ends, and the owner is told why. The key stays as it is.", "Reject").asGrave(),
                    "Rejected.", why -> requests.reject(id, why)));
        }
        if (may.contains(RequestAction.CANCEL)) {
            menu.addItem("Cancel the request …", click -> ask(Wording.of("Cancel the request?", "It ends, and nothing is done. The key stays as it is.", "Cancel it").asGrave(),
                    "Cancelled.", why -> requests.cancel(id, why)));
        }
        return menu.getItems().isEmpty() ? List.of() : List.of(bar);
    }

    private static Button primary(String text, Runnable action) {
        var button = new Button(text, click -> action.run());
        button.addThemeVariants(ButtonVariant.PRIMARY);
        return button;
    }

    private void decide(Approval approval, Decision decision) {
        ask(decision == Decision.APPROVED ? Wording.of("Approve it?", "You say with your name that this may be done. It counts for a while only, and cannot be changed.", "Approve")
                : Wording.of("Refuse it?", "The owner cannot go on without an approval. What you say cannot be changed.", "Refuse").asGrave(),
                decision == Decision.APPROVED ? "Approved." : "Refused.", why -> requests.decide(approval.id(), decision, why));
    }

    private void ask(Wording wording, String done, Consumer<String> action) {
        new ReasonDialog(wording, why -> {
            try {
                action.accept(why);
                Notices.done(done);
            } finally {
                changed.run();
            }
        }).open();
    }

    private void attempt(String done, Runnable action) {
        if (Attempt.to(action)) {
            Notices.done(done);
        }
        changed.run();
    }

    /** Also by the owner who is here already: it is the link that lets them, and each is used up by its use. */
    private void complete(long id) {
        Attempt.to(() -> {
            var link = new Location(requests.link(id));
            UI.getCurrent().navigate(link.getPath(), link.getQueryParameters());
        });
    }
}
