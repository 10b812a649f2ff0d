package io.nija.vault.credentials.ui;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.badge.BadgeVariant;
import io.nija.vault.base.ui.Times;
import io.nija.vault.credentials.CredentialState;
import io.nija.vault.credentials.CredentialSummary;

/** Whether a key works, in a word and a colour. */
class StatusBadge extends Badge {

    StatusBadge(CredentialSummary key) {
        setText(text(key, Times.today()));
        addThemeVariants(variant(key, Times.today()));
    }

    static String text(CredentialSummary key, LocalDate today) {
        if (key.state() == CredentialState.REVOKED) {
            return "Revoked";
        }
        if (key.expired(today)) {
            return "Expired";
        }
        if (key.expiresSoon(today)) {
            long days = ChronoUnit.DAYS.between(today, key.description().expiresOn());
            return days == 0 ? "Expires today" : "Expires in " + days + (days == 1 ? " day" : " days");
        }
        return "Active";
    }

    private static BadgeVariant variant(CredentialSummary key, LocalDate today) {
        if (key.state() == CredentialState.REVOKED) {
            return BadgeVariant.CONTRAST;
        }
        if (key.expired(today)) {
            return BadgeVariant.ERROR;
        }
        return key.expiresSoon(today) ? BadgeVariant.WARNING : BadgeVariant.SUCCESS;
    }
}
