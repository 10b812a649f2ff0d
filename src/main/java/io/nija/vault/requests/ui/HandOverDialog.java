package io.nija.vault.requests.ui;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import io.nija.vault.base.ui.Notices;
import io.nija.vault.notices.KnownPerson;
import io.nija.vault.notices.People;
import io.nija.vault.requests.RequestSummary;
import io.nija.vault.requests.Requests;
import io.nija.vault.security.Role;

/** Gives a request to somebody else of the staff. */
class HandOverDialog extends Dialog {

    private final ComboBox<KnownPerson> to = new ComboBox<>("To");
    private final RefusableText reason = new RefusableText("Reason", ReasonDialog.LENGTH);

    /** @param changed told when they have it */
    HandOverDialog(Requests requests, People people, RequestSummary request, Runnable changed) {
        setHeaderTitle("Hand over request " + request.id());
        setWidth("28rem");
        to.setItems(colleagues(people, request));
        to.setItemLabelGenerator(person -> person.name() + " (" + person.id() + ")");
        to.setRequiredIndicatorVisible(true);
        to.setManualValidation(true);
        to.setWidthFull();
        to.addValueChangeListener(change -> to.setInvalid(false));
        reason.setRequiredIndicatorVisible(true);
        var hand = new Button("Hand over", click -> hand(requests, request, changed));
        hand.addThemeVariants(ButtonVariant.PRIMARY);
        var form = new Div(new Paragraph("They are told, and have it from then on. Only people who have signed in before can be chosen."), to, reason);
        form.addClassName("request-form");
        add(form);
        getFooter().add(new Button("Back", click -> close()), hand);
    }

    /** All of the staff but who has it already and whose key it is. */
    private static List<KnownPerson> colleagues(People people, RequestSummary request) {
        return Stream.of(Role.SUPPORT, Role.ADMIN).flatMap(role -> people.with(role).stream()).distinct()
                .filter(person -> !person.id().equals(request.claimedBy()) && !person.id().equals(request.owner()))
                .sorted(Comparator.comparing(KnownPerson::name)).toList();
    }

    private void hand(Requests requests, RequestSummary request, Runnable changed) {
        var chosen = to.getValue();
        if (chosen == null) {
            to.setErrorMessage("Choose who is to have it.");
            to.setInvalid(true);
            return;
        }
        if (reason.send("Say why, for whoever gets it.", why -> requests.handOver(request.id(), chosen.id(), why))) {
            close();
            Notices.done(chosen.name() + " has request " + request.id() + " now.");
            changed.run();
        }
    }
}
