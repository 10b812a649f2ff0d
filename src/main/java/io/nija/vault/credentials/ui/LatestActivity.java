package io.nija.vault.credentials.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.RouterLink;
import io.nija.vault.audit.KeyActivity;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.ui.Times;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** The latest events of one key, and the way to the others. Without the database the page around it works all the same. */
class LatestActivity extends Div {

    private static final Logger log = LoggerFactory.getLogger(LatestActivity.class);
    private static final int LINES = 5;

    LatestActivity(KeyActivity activity, CredentialId id) {
        addClassName("latest-activity");
        try {
            var events = activity.of(id, null, LINES, Times.zone()).events();
            events.stream().limit(LINES).forEach(event -> add(new ActivityLine(event)));
            add(events.isEmpty() ? new Paragraph("Nothing is on record yet.") : all(id));
        } catch (DataAccessException e) {
            log.warn("The records are away: {}", e.getMessage());
            add(new Paragraph("The records are not available at the moment."));
        }
    }

    private static RouterLink all(CredentialId id) {
        var link = new RouterLink("All activity of this key", ActivityView.class);
        link.setQueryParameters(KeysNavigation.of(id));
        link.addClassName("text-link");
        return link;
    }
}
