package io.nija.vault.requests.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.nija.vault.requests.RequestAction;
import io.nija.vault.requests.RequestDetail;
import io.nija.vault.requests.RequestKind;
import io.nija.vault.requests.RequestSummary;

/** Says in a sentence what is to be done about a request, and by whom. */
class NextStep extends Div {

    private final Paragraph sentence = new Paragraph();
    private final Div way = new Div();

    NextStep() {
        addClassName("next-step");
        getElement().setAttribute("role", "status");
        var icon = VaadinIcon.ARROW_CIRCLE_RIGHT_O.create();
        icon.getElement().setAttribute("aria-hidden", "true");
        add(icon, sentence, way);
    }

    /**
     * @param turn whether it is the reader’s
     * @param ways the buttons that do it
     */
    void show(String text, boolean turn, Component... ways) {
        sentence.setText(text);
        way.removeAll();
        way.add(ways);
        way.setVisible(ways.length > 0);
        setClassName("my-turn", turn);
    }

    static String forOwner(RequestDetail request) {
        var summary = request.summary();
        return switch (summary.state()) {
            case OPEN -> "Support has your request. Somebody takes it on soon; you need not do anything now.";
            case CLAIMED -> "Somebody of support works on it. You need not do anything now.";
            case WAITING_FOR_USER -> "Support has asked you something. Answer in the conversation below, and they go on.";
            case READY_TO_ROTATE -> readyForOwner(summary);
            case ROTATED -> "Done" + (request.outcome() == null ? "." : ": version " + request.outcome() + " of your key is in use.");
            case REJECTED -> "Support has rejected it. The reason is below; you can ask again at any time.";
            case CANCELLED -> "It was cancelled. You can ask again at any time.";
            case EXPIRED -> "It has ended by itself, as nothing was done for too long. You can ask again at any time.";
        };
    }

    private static String readyForOwner(RequestSummary summary) {
        return switch (summary.kind()) {
            case EARLY_REVOCATION -> "It is your turn: revoke the key. Nobody can read it after that.";
            case DESTRUCTION -> "It is your turn: destroy the key for good. That cannot be taken back.";
            case ROTATION, ROTATION_AFTER_CHECK, BULK_ROTATION -> "It is your turn: make a new key at your broker and put it into the vault. You are led through it.";
        };
    }

    static String forStaff(RequestDetail request, Names names) {
        var summary = request.summary();
        if (request.may().contains(RequestAction.DECIDE)) {
            return "A second person has to decide on this. Look at what is asked for and why, then approve or refuse it.";
        }
        return switch (summary.state()) {
            case OPEN -> "Nobody has taken it on yet.";
            case CLAIMED -> claimed(request, names);
            case WAITING_FOR_USER -> "The owner has been asked something. The clock stands until they answer.";
            case READY_TO_ROTATE -> summary.kind() == RequestKind.BULK_ROTATION ? "Each owner has been asked: " + RequestText.children(summary) + "."
                    : "It is the owner’s turn. You see here that it was done and which version came out, never a value.";
            case ROTATED -> "Done" + (request.outcome() == null ? "." : " by the owner: version " + request.outcome() + " came out.");
            case REJECTED -> "It was rejected.";
            case CANCELLED -> "It was cancelled.";
            case EXPIRED -> "It has ended by itself, as nothing was done for too long.";
        };
    }

    private static String claimed(RequestDetail request, Names names) {
        var may = request.may();
        if (may.contains(RequestAction.MAKE_READY)) {
            return request.summary().kind().sensitive() ? "It is approved. Let the owner go on before the approval expires." : "When all is clear, let the owner go on.";
        }
        if (may.contains(RequestAction.ASK_FOR_APPROVAL)) {
            return "This is sensitive: ask for a second person’s approval before the owner can go on.";
        }
        if (may.contains(RequestAction.REJECT)) {
            return "A second person has been asked to approve it.";
        }
        return names.of(request.summary().claimedBy()) + " works on it.";
    }
}
