package io.nija.vault.notices.ui;

import com.vaadin.flow.component.Component;
import io.nija.vault.base.ui.PageTool;
import io.nija.vault.notices.Inbox;

/** Puts the bell on every page. */
@org.springframework.stereotype.Component
class BellTool implements PageTool {

    private final Inbox inbox;

    BellTool(Inbox inbox) {
        this.inbox = inbox;
    }

    @Override
    public Component create() {
        return new Bell(inbox);
    }
}
