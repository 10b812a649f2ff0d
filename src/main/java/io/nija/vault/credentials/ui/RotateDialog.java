package io.nija.vault.credentials.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.nija.vault.base.ui.Notices;
import io.nija.vault.credentials.Broker;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.credentials.InvalidCredentialException;
import io.nija.vault.credentials.KeyDetail;
import io.nija.vault.vault.VersionConflictException;

/** Takes the new values of a key, and says what will change and what will stay. */
class RotateDialog extends Dialog {

    private final transient Credentials credentials;
    private final transient Broker broker;
    private final transient KeyDetail key;
    private final transient Runnable onChanged;
    private final KeyMaterialForm form;
    private final UnorderedList changes = new UnorderedList();

    RotateDialog(Credentials credentials, Broker broker, KeyDetail key, Runnable onChanged) {
        this.credentials = credentials;
        this.broker = broker;
        this.key = key;
        this.onChanged = onChanged;
        form = KeyMaterialForm.forRotation(broker);
        setHeaderTitle("Rotate the " + broker.name() + " key");
        setWidth("min(34rem, 100vw)");
        setCloseOnOutsideClick(false);
        changes.addClassName("changes");
        var preview = new Div(new H3("What will change"), changes);
        preview.addClassName("preview");
        add(new Paragraph("Make the new key at the broker first. The old values stay here as version "
                + key.summary().version() + ", so you can roll back until the broker has switched them off."), form, preview);
        form.addChangeListener(this::showChanges);
        addOpenedChangeListener(change -> {
            if (!change.isOpened()) {
                form.clear();
            }
        });
        getFooter().add(new Button("Cancel", click -> close()), rotateButton());
        showChanges();
        form.focus();
    }

    private Button rotateButton() {
        var rotate = new Button("Rotate", click -> rotate());
        rotate.addThemeVariants(ButtonVariant.PRIMARY);
        return rotate;
    }

    private void showChanges() {
        changes.removeAll();
        change("Version", key.summary().version() + " → " + (key.summary().version() + 1));
        change(broker.apiKey().label(), "new");
        change(broker.apiSecret().label(), "new");
        var changed = form.parameters();
        changed.forEach(name -> change(FieldLabels.of(broker, name), key.parameters().contains(name) ? "new" : "added"));
        key.parameters().stream().filter(name -> !changed.contains(name))
                .forEach(name -> change(FieldLabels.of(broker, name), "stays"));
        change("Added on, added by, label, note, expiry", "stay");
    }

    private void change(String what, String how) {
        var value = new Span(how);
        value.addClassName("change-value");
        changes.add(new ListItem(new Span(what), value));
    }

    private void rotate() {
        var material = form.read();
        if (material.isEmpty()) {
            return;
        }
        try {
            credentials.rotate(key.summary().id(), material.get(), key.summary().version());
            close();
            Notices.done("Rotated. Version " + (key.summary().version() + 1) + " is in use.");
        } catch (InvalidCredentialException e) {
            form.refuse(e);
            return;
        } catch (VersionConflictException e) {
            close();
            Notices.problem("Somebody changed this key while you were typing, so yours was not stored. "
                    + "Look at the history below; then rotate again if you still need to.");
        }
        onChanged.run();
    }
}
