package io.nija.vault.backup.ui;

import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.badge.BadgeVariant;
import io.nija.vault.backup.Backup;

/** What has come of a backup, in a word and a colour. */
class BackupBadge extends Badge {

    BackupBadge(Backup backup) {
        setText(backup.verifying() == null ? backup.state().label() : "Verifying");
        if (backup.verifying() != null) {
            return;
        }
        switch (backup.state()) {
            case GOOD -> addThemeVariants(BadgeVariant.SUCCESS);
            case FAILED, DAMAGED, MISSING -> addThemeVariants(BadgeVariant.ERROR);
            case FOUND -> addThemeVariants(BadgeVariant.WARNING);
            case CANCELLED, REMOVED -> addThemeVariants(BadgeVariant.CONTRAST);
            case RUNNING -> {
                // As usual, so in the usual colour.
            }
        }
    }
}
