package io.nija.vault.notices.ui;

import java.util.Map;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import io.nija.vault.base.ui.Attempt;
import io.nija.vault.base.ui.Banner;
import io.nija.vault.base.ui.Notices;
import io.nija.vault.base.ui.ViewHeader;
import io.nija.vault.notices.Inbox;
import io.nija.vault.notices.Inbox.Choice;
import io.nija.vault.notices.Inbox.Ways;
import io.nija.vault.notices.NoticeKind;
import io.nija.vault.security.CurrentUser;
import io.nija.vault.security.Role;
import jakarta.annotation.security.RolesAllowed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** By which ways the signed-in person wants to be told of what. Each choice counts at once. */
@Route(NoticesNavigation.PREFERENCES)
@PageTitle("Preferences for notices · NIJA Vault Console")
@RolesAllowed({ Role.USER_NAME, Role.SUPPORT_NAME, Role.ADMIN_NAME })
class PreferencesView extends Div implements BeforeEnterObserver {

    private static final Logger log = LoggerFactory.getLogger(PreferencesView.class);

    private final transient Inbox inbox;
    private final transient CurrentUser user;
    private final Banner away = new Banner(new Button("Try again", click -> load()));
    private final Div content = new Div();

    PreferencesView(Inbox inbox, CurrentUser user) {
        this.inbox = inbox;
        this.user = user;
        addClassNames("view", "preferences-view");
        var back = new RouterLink("Notices", NoticesView.class);
        back.addClassName("back-link");
        add(back, new ViewHeader("Preferences", "How you want to be told. Here in the console you are told in any case."), away, content);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        load();
    }

    private void load() {
        content.removeAll();
        try {
            var choices = inbox.choices();
            var ways = inbox.ways();
            var panel = new Div(table(choices, ways), new Paragraph(words(ways)));
            panel.addClassName("panel");
            content.add(panel);
            away.hide();
        } catch (DataAccessException | TransactionException e) {
            log.warn("The database is away: {}", e.getMessage());
            away.show("The database does not answer, so your choices are not known.");
        }
    }

    private Div table(Map<NoticeKind, Choice> choices, Ways ways) {
        var table = new NativeTable();
        var head = new NativeTableRow();
        head.add(new NativeTableHeaderCell("Of what"), new NativeTableHeaderCell("Console"), new NativeTableHeaderCell("Mail"));
        if (ways.posts()) {
            head.add(new NativeTableHeaderCell("Webhook"));
        }
        table.getHead().add(head);
        Kinds.of(user.get()).forEach(kind -> table.getBody().add(row(kind, choices.get(kind), ways)));
        var box = new Div(table);
        box.addClassName("plain-table");
        return box;
    }

    private NativeTableRow row(NoticeKind kind, Choice choice, Ways ways) {
        var name = new NativeTableHeaderCell(kind.label());
        name.getElement().setAttribute("scope", "row");
        var mail = box("By mail: " + kind.label(), choice.mail());
        var webhook = box("At the webhook: " + kind.label(), choice.webhook());
        mail.setEnabled(ways.mails() && ways.mail() != null);
        mail.addValueChangeListener(change -> choose(kind, mail, webhook));
        webhook.addValueChangeListener(change -> choose(kind, mail, webhook));
        var row = new NativeTableRow();
        row.add(name, new NativeTableCell(new Span("Always")), new NativeTableCell(mail));
        if (ways.posts()) {
            row.add(new NativeTableCell(webhook));
        }
        return row;
    }

    private static Checkbox box(String label, boolean value) {
        var box = new Checkbox(value);
        box.setAriaLabel(label);
        return box;
    }

    private void choose(NoticeKind kind, Checkbox mail, Checkbox webhook) {
        if (Attempt.to(() -> inbox.choose(kind, new Choice(mail.getValue(), webhook.getValue())))) {
            Notices.done("Kept. It counts from the next notice on.");
        }
    }

    private static String words(Ways ways) {
        if (!ways.mails()) {
            return "This console sends no mail, as no mail server is set up.";
        }
        return ways.mail() == null ? "No mail reaches you: whoever signs you in does not say an address of yours that is verified."
                : "Mail goes to " + ways.mail() + ", as you are known where you sign in.";
    }
}
