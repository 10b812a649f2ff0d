package io.nija.vault.requests.ui;

import java.time.Instant;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import io.nija.vault.base.ui.Banner;
import io.nija.vault.base.ui.Refreshing;
import io.nija.vault.base.ui.ViewHeader;
import io.nija.vault.notices.People;
import io.nija.vault.requests.RequestDetail;
import io.nija.vault.requests.Requests;
import io.nija.vault.security.CurrentUser;
import io.nija.vault.security.Role;
import jakarta.annotation.security.RolesAllowed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** One request, for its owner and for the staff: what is to be done, what was said and what happened. It changes while one looks. */
@Route(RequestsNavigation.REQUEST)
@RolesAllowed({ Role.USER_NAME, Role.SUPPORT_NAME, Role.ADMIN_NAME })
class RequestView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final Logger log = LoggerFactory.getLogger(RequestView.class);

    private final transient Requests requests;
    private final transient RequestText text;
    private final transient People people;
    private final transient CurrentUser user;
    private final Banner away = new Banner(new Button("Try again", click -> load()));
    private final Div content = new Div();
    private final NextStep nextStep = new NextStep();
    private transient @Nullable RequestDetail shown;
    private transient @Nullable Parts parts;
    private long number;

    /** What depends on who looks at which request. */
    private record Parts(RequestActions actions, Names names, Conversation conversation, Timeline timeline, RequestFacts facts, ApprovalPanel approvals, boolean staff) {
    }

    RequestView(Requests requests, RequestText text, People people, CurrentUser user) {
        this.requests = requests;
        this.text = text;
        this.people = people;
        this.user = user;
        addClassNames("view", "request-view");
        content.addClassName("request-content");
        Refreshing.onChange(this, requests::onChange, this::load);
    }

    @Override
    public String getPageTitle() {
        return "Request " + number + " · NIJA Vault Console";
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        number = RequestsNavigation.number(event.getRouteParameters()).orElseThrow(() -> new NotFoundException("No such request"));
        shown = null;
        parts = null;
        removeAll();
        content.removeAll();
        add(back(), away, content);
        load();
        if (shown == null && !away.isVisible()) {
            throw new NotFoundException("No such request");
        }
    }

    private RouterLink back() {
        var roles = user.get().roles();
        boolean staff = roles.contains(Role.SUPPORT) || roles.contains(Role.ADMIN);
        var back = staff ? new RouterLink("Requests", QueueView.class) : new RouterLink("My requests", MyRequestsView.class);
        back.addClassName("back-link");
        return back;
    }

    private void load() {
        try {
            requests.find(number).ifPresent(this::show);
            away.hide();
        } catch (DataAccessException | TransactionException e) {
            log.warn("The database is away: {}", e.getMessage());
            away.show("The database is not available, so this may not be how the request is now.");
        }
    }

    /** What has not changed is left alone, as somebody may be at a button of it. */
    private void show(RequestDetail now) {
        if (now.equals(shown)) {
            return;
        }
        shown = now;
        if (parts == null) {
            parts = build(now);
        }
        var at = Instant.now();
        var next = parts.actions().next(now).toArray(Component[]::new);
        boolean turn = parts.staff() ? next.length > 0 : now.summary().state().withOwner();
        nextStep.show(parts.staff() ? NextStep.forStaff(now, parts.names()) : NextStep.forOwner(now), turn, next);
        var header = new ViewHeader(now.summary().kind().label(), "Request " + number + " · " + text.about(now.summary())
                + (parts.staff() && now.summary().owner() != null ? " · " + parts.names().name(now.summary().owner()) : ""),
                parts.actions().others(now).toArray(Component[]::new));
        header.addBesideTitle(new StateBadge(now.summary().state()));
        content.replace(content.getComponentAt(0), header);
        parts.conversation().show(now);
        parts.timeline().show(now.events());
        parts.facts().show(now);
        parts.approvals().show(now.approvals(), at);
    }

    private Parts build(RequestDetail now) {
        var me = user.get();
        // An owner who is of the staff too is an owner here.
        boolean staff = !me.id().equals(now.summary().owner());
        var names = new Names(people, me.id());
        var built = new Parts(new RequestActions(requests, people, this::load), names, new Conversation(requests, names, me.id(), staff, this::load), new Timeline(names),
                new RequestFacts(text, names, staff), new ApprovalPanel(names), staff);
        var details = new Section(new H2("Details"), built.facts());
        details.addClassName("panel");
        var left = new Div(built.conversation(), built.timeline());
        var right = new Div(details, built.approvals());
        var columns = new Div(left, right);
        columns.addClassName("columns");
        content.add(new Div(), nextStep, columns);
        return built;
    }
}
