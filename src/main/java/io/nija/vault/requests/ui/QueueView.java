package io.nija.vault.requests.ui;

import java.time.Duration;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.nija.vault.base.ui.Attempt;
import io.nija.vault.base.ui.Banner;
import io.nija.vault.base.ui.EmptyState;
import io.nija.vault.base.ui.Notices;
import io.nija.vault.base.ui.Refreshing;
import io.nija.vault.base.ui.ViewHeader;
import io.nija.vault.credentials.BrokerCatalogue;
import io.nija.vault.notices.People;
import io.nija.vault.requests.RequestFilter;
import io.nija.vault.requests.RequestFilter.Queue;
import io.nija.vault.requests.RequestSummary;
import io.nija.vault.requests.Requests;
import io.nija.vault.security.CurrentUser;
import io.nija.vault.security.Role;
import jakarta.annotation.security.RolesAllowed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.transaction.TransactionException;

/** What the staff have to do, the most pressing first. The address bar holds what is looked for. */
@Route(RequestsNavigation.QUEUE)
@PageTitle("Requests · NIJA Vault Console")
@Menu(title = "Requests", icon = "vaadin:comments-o", order = 16)
@RolesAllowed({ Role.SUPPORT_NAME, Role.ADMIN_NAME })
class QueueView extends Div implements BeforeEnterObserver {

    private static final Logger log = LoggerFactory.getLogger(QueueView.class);

    /** Requests get overdue without anybody changing them. */
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final transient Requests requests;
    private transient RequestFilter filter = QueueAddress.START;
    private final Banner away = new Banner(new Button("Try again", click -> refresh()));
    private final QueueButtons parts = new QueueButtons(queue -> RequestsNavigation.toQueue(in(queue)));
    private final QueueTools tools;
    private final RequestGrid grid;
    private final Div empty = new Div();

    QueueView(Requests requests, RequestText text, People people, BrokerCatalogue brokers, CurrentUser user, TaskScheduler scheduler) {
        this.requests = requests;
        addClassNames("view", "view-fill", "queue-view");
        tools = new QueueTools(brokers, RequestsNavigation::toQueue);
        grid = new RequestGrid(text, new Names(people, user.id()), user.id(), this::claim, this::failed);
        var ask = new Button("Ask an owner", VaadinIcon.USER.create(), click -> RequestsNavigation.toLookup());
        ask.setTooltipText("Find the person first: each look-up is on record");
        var bulk = new Button("Bulk rotation …", click -> new BulkDialog(requests, brokers).open());
        empty.addClassName("queue-empty");
        add(new ViewHeader("Requests", "What users need for their keys. You never see a value.", ask, bulk), RequestsNavigation.links(), away, parts, tools, grid, empty);
        Refreshing.onChange(this, requests::onChange, this::refresh);
        Refreshing.every(AGAIN, this, scheduler, this::count);
    }

    private RequestFilter in(Queue queue) {
        return new RequestFilter(queue, filter.text(), filter.urgency(), filter.kind(), filter.broker());
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        filter = QueueAddress.parse(event.getLocation().getQueryParameters());
        parts.show(filter.queue());
        tools.show(filter);
        if (isAttached()) {
            load(true);
        }
    }

    private void refresh() {
        load(false);
        count();
    }

    private void load(boolean fromTheBeginning) {
        try {
            var pages = new RequestPages(requests, filter);
            boolean none = pages.isEmpty();
            grid.setVisible(!none);
            empty.setVisible(none);
            empty.removeAll();
            if (none) {
                empty.add(nothing());
            }
            if (fromTheBeginning) {
                grid.show(pages);
            } else {
                grid.renew(pages);
            }
            away.hide();
        } catch (DataAccessException | TransactionException e) {
            failed(e);
        }
    }

    private EmptyState nothing() {
        var unfiltered = new RequestFilter(filter.queue(), "", null, null, null);
        if (!filter.equals(unfiltered)) {
            return new EmptyState(VaadinIcon.SEARCH, "No request matches", "Try another word, or look at everything in this part of the queue.",
                    new Button("Take all filters off", click -> RequestsNavigation.toQueue(unfiltered)));
        }
        return switch (filter.queue()) {
            case MINE -> new EmptyState(VaadinIcon.CHECK_CIRCLE_O, "You have nothing to do", "Requests that you claim stand here.",
                    new Button("See what is unclaimed", click -> RequestsNavigation.toQueue(in(Queue.UNCLAIMED))));
            case UNCLAIMED -> new EmptyState(VaadinIcon.CHECK_CIRCLE_O, "Everything has been taken on", "A new request shows here at once.");
            case WAITING -> new EmptyState(VaadinIcon.CLOCK, "Nobody is waited for", "Requests in which it is the owner’s turn stand here.");
            case OVERDUE -> new EmptyState(VaadinIcon.CHECK_CIRCLE_O, "Nothing is late", "Every live request is inside its service level.");
            case APPROVALS -> new EmptyState(VaadinIcon.CHECK_CIRCLE_O, "Nobody needs your approval", "Sensitive requests that you may decide on stand here.");
            case LIVE -> new EmptyState(VaadinIcon.CHECK_CIRCLE_O, "There is no live request", "A new request shows here at once.");
            case ENDED -> new EmptyState(VaadinIcon.TIME_BACKWARD, "Nothing has ended yet", "Requests that are done, rejected, cancelled or expired stand here.");
        };
    }

    private void count() {
        try {
            parts.count(requests.counts());
        } catch (DataAccessException | TransactionException e) {
            failed(e);
        }
    }

    private void failed(RuntimeException failure) {
        log.warn("The database is away: {}", failure.getMessage());
        away.show("The database is not available, so the queue cannot be shown. Requests are safe in it.");
    }

    private void claim(RequestSummary request) {
        if (Attempt.to(() -> requests.claim(request.id()))) {
            Notices.done("You have request " + request.id() + ".");
        }
        // Also when somebody else was faster: the row says who.
        refresh();
    }
}
