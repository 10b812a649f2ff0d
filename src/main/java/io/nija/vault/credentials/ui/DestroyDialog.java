package io.nija.vault.credentials.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.nija.vault.base.ui.Notices;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.credentials.CredentialSummary;

/** Destroys a key for good, once the person has typed its name. */
class DestroyDialog extends Dialog {

    DestroyDialog(Credentials credentials, CredentialSummary key, Runnable onDestroyed) {
        var name = key.id().key();
        setHeaderTitle("Destroy " + name + " for good");
        setWidth("min(30rem, 100vw)");
        var typed = new TextField("Type " + name + " to go on");
        typed.setAutocomplete(Autocomplete.OFF);
        typed.setWidthFull();
        typed.setValueChangeMode(ValueChangeMode.EAGER);
        var destroy = new Button("Destroy for good", click -> {
            credentials.destroy(key.id());
            close();
            Notices.done("Destroyed. Nothing of " + name + " is left in the vault.");
            onDestroyed.run();
        });
        destroy.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
        destroy.setEnabled(false);
        typed.addValueChangeListener(change -> destroy.setEnabled(change.getValue().strip().equals(name)));
        add(new Paragraph("All its versions are destroyed in the vault, and nobody can bring them back. "
                + "Backups made before today still hold them, encrypted. To stop using the key for now, revoke it instead."),
                typed);
        getFooter().add(new Button("Cancel", click -> close()), destroy);
        typed.focus();
    }
}
