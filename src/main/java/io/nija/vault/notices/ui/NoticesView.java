package io.nija.vault.notices.ui;

import java.util.ArrayList;
import java.util.List;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.nija.vault.base.ui.Attempt;
import io.nija.vault.base.ui.Banner;
import io.nija.vault.base.ui.EmptyState;
import io.nija.vault.base.ui.OpenPage;
import io.nija.vault.base.ui.ViewHeader;
import io.nija.vault.notices.Inbox;
import io.nija.vault.notices.NoticeKind;
import io.nija.vault.notices.ReceivedNotice;
import io.nija.vault.notices.ui.NoticesNavigation.Wanted;
import io.nija.vault.security.CurrentUser;
import io.nija.vault.security.Role;
import jakarta.annotation.security.RolesAllowed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** All that the signed-in person has been told, the latest first. What arrives while it is open comes in at the top. */
@Route(NoticesNavigation.NOTICES)
@PageTitle("Notices · NIJA Vault Console")
@RolesAllowed({ Role.USER_NAME, Role.SUPPORT_NAME, Role.ADMIN_NAME })
class NoticesView extends Div implements BeforeEnterObserver {

    private static final Logger log = LoggerFactory.getLogger(NoticesView.class);

    private static final int PAGE = 30;

    private final transient Inbox inbox;
    private final Banner away = new Banner(new Button("Try again", click -> load()));
    private final Select<NoticeKind> kinds = new Select<>();
    private final Checkbox unreadOnly = new Checkbox("Unread only");
    private final Button readAll = new Button("Mark all as read");
    private final NoticeList list;
    private final EmptyState none = new EmptyState(VaadinIcon.BELL_O, "Nothing yet", "What happens to your keys and requests is told here.");
    private final EmptyState noneMatch = new EmptyState(VaadinIcon.BELL_O, "Nothing here", "No notice is like this.",
            new Button("Show all notices", click -> NoticesNavigation.to(new Wanted(null, false))));
    private final Button older = new Button("Show older ones");
    private Wanted wanted = new Wanted(null, false);
    private int pages = 1;

    NoticesView(Inbox inbox, CurrentUser user) {
        this.inbox = inbox;
        list = new NoticeList(inbox);
        addClassNames("view", "notices-view");
        list.addClassName("panel");
        kinds.setAriaLabel("About what");
        kinds.setItems(Kinds.of(user.get()));
        kinds.setEmptySelectionAllowed(true);
        kinds.setEmptySelectionCaption("About everything");
        kinds.setItemLabelGenerator(kind -> kind == null ? "About everything" : kind.label());
        kinds.addValueChangeListener(change -> go(change.isFromClient()));
        unreadOnly.addValueChangeListener(change -> go(change.isFromClient()));
        readAll.addClickListener(click -> Attempt.to(() -> inbox.readAll(wanted.kind())));
        older.addClickListener(click -> {
            pages++;
            load();
        });
        var tools = new Div(kinds, unreadOnly);
        tools.addClassName("toolbar");
        var preferences = new Button("Preferences", click -> UI.getCurrent().navigate(PreferencesView.class));
        add(new ViewHeader("Notices", "What happened to your keys and to the requests that you have a part in.", preferences, readAll), away, tools, list, none,
                noneMatch, older);
    }

    private void go(boolean chosen) {
        if (chosen) {
            NoticesNavigation.to(new Wanted(kinds.getValue(), unreadOnly.getValue()));
        }
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        wanted = NoticesNavigation.wanted(event.getLocation().getQueryParameters());
        kinds.setValue(wanted.kind());
        unreadOnly.setValue(wanted.unreadOnly());
        pages = 1;
        load();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var page = event.getUI();
        var stop = inbox.onChange(change -> OpenPage.change(page, this::load));
        addDetachListener(detach -> {
            stop.run();
            detach.unregisterListener();
        });
    }

    private void load() {
        try {
            show(inbox.page(wanted.kind(), wanted.unreadOnly(), null, pages * PAGE + 1));
            away.hide();
        } catch (DataAccessException | TransactionException e) {
            log.warn("The database is away: {}", e.getMessage());
            away.show("The database does not answer. What is shown may be old.");
        }
    }

    private void show(List<ReceivedNotice> found) {
        boolean isMore = found.size() > pages * PAGE;
        var notices = new ArrayList<>(isMore ? found.subList(0, pages * PAGE) : found);
        list.show(notices);
        older.setVisible(isMore);
        boolean isAll = wanted.kind() == null && !wanted.unreadOnly();
        none.setVisible(notices.isEmpty() && isAll);
        noneMatch.setVisible(notices.isEmpty() && !isAll);
        readAll.setEnabled(notices.stream().anyMatch(notice -> !notice.isRead()));
    }
}
