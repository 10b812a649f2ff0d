package io.nija.vault.base.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.function.SerializableRunnable;

/** A page that somebody may close while something is found out for it. */
public final class OpenPage {

    private OpenPage() {
    }

    /** Changes the page from another thread; nothing happens when it has been closed. */
    public static void change(UI page, SerializableRunnable how) {
        page.accessLater(how, OpenPage::nobodyIsThere).run();
    }

    private static void nobodyIsThere() {
    }
}
