package io.nija.vault.dashboard.ui;

import com.vaadin.flow.component.icon.VaadinIcon;
import org.jspecify.annotations.Nullable;

/** What a figure means, in a colour, a shape and a word: none of them tells it alone. */
enum Mood {

    GOOD(VaadinIcon.CHECK_CIRCLE, "Well"),
    WATCH(VaadinIcon.WARNING, "Needs a look"),
    BAD(VaadinIcon.CLOSE_CIRCLE, "Not well"),
    /** Nothing can be said: that is not the same as good. */
    UNKNOWN(VaadinIcon.QUESTION_CIRCLE, "Not known"),
    /** A figure that is neither good nor bad. */
    PLAIN(null, "");

    final @Nullable VaadinIcon icon;
    final String label;

    Mood(@Nullable VaadinIcon icon, String label) {
        this.icon = icon;
        this.label = label;
    }
}
