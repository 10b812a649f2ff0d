package io.nija.vault.credentials.ui;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import io.nija.vault.audit.KeyReaders;
import io.nija.vault.base.CredentialId;

/** Asks once more before a key is revoked, and shows whom that would hit. */
class RevokeDialog extends ConfirmDialog {

    RevokeDialog(KeyReaders readers, CredentialId id, Runnable revoke) {
        setHeader("Revoke this key?");
        setText(new Div(new Paragraph("Nobody can read it any more, so trading with it stops. You can restore it at any time."),
                new ReadersPanel(readers, id, "Its trading with this key stops.")));
        setConfirmButton("Revoke", confirm -> revoke.run());
        setConfirmButtonTheme("primary error");
        setCancelable(true);
        setWidth("min(34rem, 100vw)");
    }
}
