package io.nija.vault.credentials.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.nija.vault.credentials.Broker;

/** One step of a rotation: what to do, and the ways on. Its heading takes the focus, so that what is read aloud begins with it. */
class RotationStep extends Section {

    private final H2 heading;

    RotationStep(String title) {
        heading = new H2(title);
        heading.getElement().setAttribute("tabindex", "-1");
        addClassNames("panel", "rotation-step");
        add(heading);
    }

    void focusHeading() {
        heading.getElement().callJsFunction("focus");
    }

    static Button primary(String text, Runnable action) {
        var button = new Button(text, click -> action.run());
        button.addThemeVariants(ButtonVariant.PRIMARY);
        return button;
    }

    static Button quiet(String text, Runnable action) {
        var button = new Button(text, click -> action.run());
        button.addThemeVariants(ButtonVariant.TERTIARY);
        return button;
    }

    static Div buttons(Component... buttons) {
        var row = new Div(buttons);
        row.addClassName("form-buttons");
        return row;
    }

    /** Opens the broker's own page in another window. */
    static Anchor keyPage(Broker broker) {
        var page = new Anchor(broker.keyPage().toString(), "API keys at " + broker.name(), AnchorTarget.BLANK);
        page.getElement().setAttribute("rel", "noopener noreferrer");
        page.addClassName("text-link");
        page.add(VaadinIcon.EXTERNAL_LINK.create());
        return page;
    }
}
