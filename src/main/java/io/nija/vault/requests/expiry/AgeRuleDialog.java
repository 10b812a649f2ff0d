package io.nija.vault.requests.expiry;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.nija.vault.base.ui.Attempt;
import io.nija.vault.base.ui.Figures;
import io.nija.vault.base.ui.Notices;
import io.nija.vault.credentials.Broker;
import org.jspecify.annotations.Nullable;

/** Asks how old keys of a broker may get, and says beforehand whom that concerns at once. */
class AgeRuleDialog extends Dialog {

    private static final int USUAL = 90;

    private final transient AgeRules rules;
    private final transient Broker broker;
    private final IntegerField days = new IntegerField("Days since the last rotation");
    private final Paragraph concerned = new Paragraph();

    AgeRuleDialog(AgeRules rules, Broker broker, @Nullable AgeRule rule, Runnable changed) {
        this.rules = rules;
        this.broker = broker;
        setHeaderTitle("How old may keys of " + broker.name() + " get?");
        days.setMin(1);
        days.setMax(AgeRule.MOST_DAYS);
        days.setStepButtonsVisible(true);
        days.setValueChangeMode(ValueChangeMode.LAZY);
        days.setI18n(new IntegerField.IntegerFieldI18n().setMinErrorMessage("At least 1 day").setMaxErrorMessage("At most " + AgeRule.MOST_DAYS + " days")
                .setBadInputErrorMessage("A whole number"));
        days.addValueChangeListener(change -> count());
        concerned.addClassName("secondary");
        concerned.getElement().setAttribute("role", "status");
        add(days, concerned);
        var save = new Button("Save", click -> save(changed));
        save.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button("Cancel", click -> close()), save);
        days.setValue(rule == null ? USUAL : rule.days());
    }

    private boolean isGood() {
        return days.getValue() != null && days.getValue() >= 1 && days.getValue() <= AgeRule.MOST_DAYS;
    }

    private void count() {
        concerned.setText("");
        if (isGood()) {
            Attempt.to(() -> {
                int older = rules.older(broker.id(), days.getValue());
                concerned.setText(older == 0 ? "No key in use is older." : Figures.of(older, "key") + " in use "
                        + (older == 1 ? "is older: its owner is asked to rotate it within an hour." : "are older: their owners are asked to rotate them within an hour."));
            });
        }
    }

    private void save(Runnable changed) {
        if (!isGood()) {
            days.setInvalid(true);
            days.setErrorMessage("1 to " + AgeRule.MOST_DAYS + " days");
            days.focus();
        } else if (Attempt.to(() -> rules.set(broker.id(), days.getValue()))) {
            close();
            Notices.done("Keys of " + broker.name() + " may get " + Figures.of(days.getValue(), "day") + " old.");
            changed.run();
        }
    }
}
