package io.nija.vault.requests.ui;

import java.util.Optional;

import io.nija.vault.base.CredentialId;
import io.nija.vault.credentials.CredentialSummary;
import io.nija.vault.credentials.KeyPageAction;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Lets an owner ask for help on the page of a key. */
@Component
@Order(10)
class AskForHelp implements KeyPageAction {

    @Override
    public Optional<String> label(CredentialSummary key) {
        return Optional.of("Ask for help…");
    }

    /** On a view of our own, as only there the browser has what the dialog is made of. */
    @Override
    public void begin(CredentialId key) {
        RequestsNavigation.toAsk(key);
    }
}
