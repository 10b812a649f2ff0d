package io.nija.vault.credentials.ui;

import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Paragraph;
import io.nija.vault.credentials.Broker;

/** Takes the new values. They are in the form until they are stored, and forgotten with the page. */
class EnterStep extends RotationStep {

    private final KeyMaterialForm form;

    EnterStep(Broker broker, KeyMaterialForm form, Runnable onNext, Runnable onAbandon) {
        super("Enter the new key");
        this.form = form;
        add(new Paragraph("Key and secret are always entered together. What you leave empty besides stays as it is. Nothing is stored until you have "
                + "seen what would change."), form, buttons(primary("See what changes", onNext), quiet("Abandon the rotation", onAbandon)));
    }

    @Override
    protected void onDetach(DetachEvent event) {
        form.clear();
    }
}
