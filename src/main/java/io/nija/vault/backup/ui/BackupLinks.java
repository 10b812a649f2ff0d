package io.nija.vault.backup.ui;

import com.vaadin.flow.component.html.Nav;
import io.nija.vault.base.ui.ViewLink;

/** Links to all views of backups, on each of them. */
public final class BackupLinks extends Nav {

    /** What can be gone to. */
    public enum Place {

        BACKUPS("backups", "Backups"),
        DRILLS("backups/drills", "Restore drills"),
        CHANGES("backups/changes", "Changes since");

        private final String address;
        private final String text;

        Place(String address, String text) {
            this.address = address;
            this.text = text;
        }
    }

    /** @param here where they are */
    public BackupLinks(Place here) {
        addClassName("view-links");
        setAriaLabel("Backups");
        for (var place : Place.values()) {
            var link = new ViewLink(place.address, place.text);
            link.removeClassName("text-link");
            if (place == here) {
                link.getElement().setAttribute("highlight", true).setAttribute("aria-current", "page");
            }
            add(link);
        }
    }
}
