package io.nija.vault.credentials.ui;

import java.util.List;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;

/** The steps of a rotation in a row, with where one is. */
class RotationStepper extends OrderedList {

    /** In the order in which they are taken. */
    enum Stage {

        PREPARE("Make it"), ENTER("Enter it"), CHECK("Check it"), TRY("Try it"), DONE("Done");

        private final String label;

        Stage(String label) {
            this.label = label;
        }
    }

    RotationStepper() {
        addClassName("stepper");
        getElement().setAttribute("aria-label", "Steps of the rotation");
        show(Stage.PREPARE);
    }

    void show(Stage now) {
        removeAll();
        for (var stage : List.of(Stage.values())) {
            var number = new Span(stage.ordinal() < now.ordinal() ? "✓" : String.valueOf(stage.ordinal() + 1));
            number.addClassName("step-number");
            number.getElement().setAttribute("aria-hidden", "true");
            var item = new ListItem(number, new Span(stage.label));
            item.setClassName("step-done", stage.ordinal() < now.ordinal());
            if (stage == now) {
                item.getElement().setAttribute("aria-current", "step");
            }
            add(item);
        }
    }
}
