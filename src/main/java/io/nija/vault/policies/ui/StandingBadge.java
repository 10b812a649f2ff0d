package io.nija.vault.policies.ui;

import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.badge.BadgeVariant;
import io.nija.vault.policies.PolicySummary.Standing;

/** How a policy compares with the project, in words and a colour. */
class StandingBadge extends Badge {

    StandingBadge(Standing standing) {
        setText(standing.label());
        switch (standing) {
            case SAME -> addThemeVariants(BadgeVariant.SUCCESS);
            case DIFFERS, MISSING -> addThemeVariants(BadgeVariant.ERROR);
            case FOREIGN -> addThemeVariants(BadgeVariant.WARNING);
            case BUILT_IN -> addThemeVariants(BadgeVariant.CONTRAST);
        }
    }
}
