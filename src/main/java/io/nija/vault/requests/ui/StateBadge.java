package io.nija.vault.requests.ui;

import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.badge.BadgeVariant;
import io.nija.vault.requests.RequestState;

/** Where a request stands, in a word and a colour. */
class StateBadge extends Badge {

    StateBadge(RequestState state) {
        setText(state.label());
        switch (state) {
            case READY_TO_ROTATE, WAITING_FOR_USER -> addThemeVariants(BadgeVariant.WARNING);
            case ROTATED -> addThemeVariants(BadgeVariant.SUCCESS);
            case REJECTED, EXPIRED -> addThemeVariants(BadgeVariant.ERROR);
            case CANCELLED -> addThemeVariants(BadgeVariant.CONTRAST);
            case OPEN, CLAIMED -> {
                // As usual, so in the usual colour.
            }
        }
    }
}
