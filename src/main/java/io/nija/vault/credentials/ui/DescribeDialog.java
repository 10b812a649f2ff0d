package io.nija.vault.credentials.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import io.nija.vault.base.ui.Notices;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.credentials.CredentialSummary;
import io.nija.vault.credentials.InvalidCredentialException;

/** Edits label, expiry and note. */
class DescribeDialog extends Dialog {

    DescribeDialog(Credentials credentials, CredentialSummary key, Runnable onChanged) {
        setHeaderTitle("Edit label, expiry and note");
        setWidth("min(30rem, 100vw)");
        var form = new DescriptionForm();
        form.write(key.description());
        var save = new Button("Save", click -> {
            var description = form.read();
            if (description.isEmpty()) {
                return;
            }
            try {
                credentials.describe(key.id(), description.get());
            } catch (InvalidCredentialException e) {
                form.refuse(e);
                return;
            }
            close();
            Notices.done("Saved.");
            onChanged.run();
        });
        save.addThemeVariants(ButtonVariant.PRIMARY);
        add(form);
        getFooter().add(new Button("Cancel", click -> close()), save);
        form.focus();
    }
}
