package io.nija.vault.requests.ui;

import java.util.Arrays;
import java.util.List;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.nija.vault.base.InvalidIdentifierException;
import io.nija.vault.base.UserId;
import io.nija.vault.base.ui.Attempt;
import io.nija.vault.base.ui.Figures;
import io.nija.vault.credentials.Broker;
import io.nija.vault.credentials.BrokerCatalogue;
import io.nija.vault.requests.BulkScope;
import io.nija.vault.requests.Requests;
import io.nija.vault.requests.Urgency;

/** Asks for the rotation of many keys after a leak: whose, why, and how many that are before anything begins. */
class BulkDialog extends Dialog {

    private static final int REASON = 200;

    private final transient Requests requests;
    private final ComboBox<Broker> broker = new ComboBox<>("Broker");
    private final TextArea owners = new TextArea("Owners");
    private final Select<Urgency> urgency = new Select<>();
    private final RefusableText reason = new RefusableText("Reason", REASON);
    private final Paragraph touched = new Paragraph();
    private final Button ask = new Button("Go on", click -> confirm());

    BulkDialog(Requests requests, BrokerCatalogue brokers) {
        this.requests = requests;
        setHeaderTitle("Bulk rotation after a leak");
        setWidth("32rem");
        broker.setItems(brokers.all());
        broker.setItemLabelGenerator(Broker::name);
        broker.setClearButtonVisible(true);
        broker.setPlaceholder("Any");
        broker.setWidthFull();
        broker.addValueChangeListener(change -> count());
        owners.setHelperText("User ids, separated by spaces or commas. Empty for everybody at that broker.");
        owners.setWidthFull();
        owners.setManualValidation(true);
        owners.setValueChangeMode(ValueChangeMode.LAZY);
        owners.addValueChangeListener(change -> count());
        urgency.setLabel("Urgency");
        urgency.setItems(Urgency.values());
        urgency.setItemLabelGenerator(Urgency::label);
        urgency.setValue(Urgency.URGENT);
        reason.setRequiredIndicatorVisible(true);
        reason.setHelperText("Each owner reads it. No keys, please.");
        owners.setMinRows(1);
        reason.setMinRows(1);
        touched.addClassName("bulk-count");
        touched.getElement().setAttribute("role", "status");
        ask.addThemeVariants(ButtonVariant.PRIMARY);
        var form = new Div(new Paragraph("Somebody of the staff claims it, a second person approves, and then each owner is asked to rotate. The keys go on working until then."),
                broker, owners, urgency, reason, touched);
        form.addClassName("request-form");
        add(form);
        getFooter().add(new Button("Back", click -> close()), ask);
        count();
    }

    /** @throws InvalidIdentifierException when one of the owners cannot be a person's id */
    private BulkScope scope() {
        var ids = Arrays.stream(owners.getValue().split("[\\s,;]+")).filter(id -> !id.isEmpty()).distinct().map(UserId::new).toList();
        return new BulkScope(broker.getValue() == null ? null : broker.getValue().id(), ids);
    }

    /** @return how many keys in use it is about; 0 as well when that cannot be told */
    private int count() {
        owners.setInvalid(false);
        ask.setEnabled(false);
        try {
            var scope = scope();
            if (scope.broker() == null && scope.owners().equals(List.of())) {
                touched.setText("Choose a broker, or name the owners.");
                return 0;
            }
            var found = new int[1];
            boolean counted = Attempt.to(() -> found[0] = requests.count(scope));
            touched.setText(!counted ? "How many keys that are cannot be told now." : found[0] == 0 ? "No key in use matches." : Figures.of(found[0], "key") + " in use would have to be rotated.");
            ask.setEnabled(found[0] > 0);
            return found[0];
        } catch (InvalidIdentifierException e) {
            owners.setErrorMessage("One of these cannot be a user id. " + e.getMessage());
            owners.setInvalid(true);
            touched.setText("");
            return 0;
        }
    }

    private void confirm() {
        int keys = count();
        if (keys == 0) {
            return;
        }
        if (reason.getValue().isBlank()) {
            reason.refuse("Say what happened.");
            return;
        }
        var dialog = new ConfirmDialog("Ask for the rotation of " + Figures.of(keys, "key") + "?",
                "Nothing is changed in the vault. Once a second person has approved it, each owner is asked to rotate.", "Ask for it", confirm -> ask());
        dialog.setCancelable(true);
        dialog.open();
    }

    private void ask() {
        var number = new long[1];
        if (reason.send("Say what happened.", why -> number[0] = requests.askForBulk(scope(), urgency.getValue(), why))) {
            close();
            RequestsNavigation.toRequest(number[0]);
        }
    }
}
