package io.nija.vault.requests.ui;

import java.util.List;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.nija.vault.base.ui.Banner;
import io.nija.vault.base.ui.EmptyState;
import io.nija.vault.base.ui.Refreshing;
import io.nija.vault.base.ui.Times;
import io.nija.vault.base.ui.ViewHeader;
import io.nija.vault.base.ui.ViewLink;
import io.nija.vault.requests.RequestSummary;
import io.nija.vault.requests.Requests;
import io.nija.vault.security.CurrentUser;
import io.nija.vault.security.Role;
import jakarta.annotation.security.RolesAllowed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** The requests about a person’s own keys, with what they have to do now before all else. */
@Route(RequestsNavigation.MINE)
@PageTitle("My requests · NIJA Vault Console")
@Menu(title = "My requests", icon = "vaadin:comment-ellipsis-o", order = 14)
@RolesAllowed(Role.USER_NAME)
class MyRequestsView extends Div implements BeforeEnterObserver {

    private static final Logger log = LoggerFactory.getLogger(MyRequestsView.class);

    private final transient Requests requests;
    private final transient RequestText text;
    private final transient CurrentUser user;
    private final Banner away = new Banner(new Button("Try again", click -> load()));
    private final Div content = new Div();
    private transient @Nullable List<RequestSummary> shown;

    MyRequestsView(Requests requests, RequestText text, CurrentUser user) {
        this.requests = requests;
        this.text = text;
        this.user = user;
        addClassNames("view", "my-requests-view");
        content.addClassName("my-requests");
        add(new ViewHeader("My requests", "What support does for your keys, and what is asked of you. You ask for help from a key’s page."), away, content);
        Refreshing.onChange(this, requests::onChange, this::load);
    }

    /** An address may ask for help with a key. */
    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        RequestsNavigation.key(event.getLocation().getQueryParameters(), user.id()).ifPresent(key -> {
            var dialog = new AskDialog(requests, key, text.key(key), true);
            dialog.addOpenedChangeListener(change -> {
                if (!change.isOpened() && isAttached()) {
                    RequestsNavigation.forgetKey(event.getUI());
                }
            });
            dialog.open();
        });
    }

    private void load() {
        try {
            show(requests.own());
            away.hide();
        } catch (DataAccessException | TransactionException e) {
            log.warn("The database is away: {}", e.getMessage());
            away.show("The database is not available, so your requests cannot be shown now. Your keys work all the same.");
        }
    }

    private void show(List<RequestSummary> own) {
        if (own.equals(shown)) {
            return;
        }
        shown = own;
        content.removeAll();
        if (own.isEmpty()) {
            content.add(new EmptyState(VaadinIcon.COMMENT_ELLIPSIS_O, "Nothing is asked of you",
                    "When a key needs help, open it and choose “Ask for help” under “More actions”. Support never sees what the key holds.", new ViewLink("keys", "To my keys")));
            return;
        }
        part("Your turn", own.stream().filter(request -> request.state().withOwner()).toList());
        part("With support", own.stream().filter(request -> request.state().live() && !request.state().withOwner()).toList());
        part("Ended", own.stream().filter(request -> !request.state().live()).toList());
    }

    private void part(String title, List<RequestSummary> part) {
        if (!part.isEmpty()) {
            var list = new UnorderedList();
            list.addClassName("request-cards");
            part.forEach(request -> list.add(card(request)));
            content.add(new Section(new H2(title), list));
        }
    }

    private ListItem card(RequestSummary request) {
        var title = new Div(RequestsNavigation.linkToRequest(request.kind().label() + ": " + text.about(request), request.id()), new StateBadge(request.state()));
        title.addClassName("compact-top");
        var card = new ListItem(title, new Paragraph(request.reason()));
        var facts = new Span("Request " + request.id() + " · " + request.source().label() + " · " + Times.ago(request.created())
                + (request.unread() == 0 ? "" : " · " + request.unread() + " new"));
        facts.addClassName("secondary");
        card.add(facts);
        card.addClassName("panel");
        card.setClassName("my-turn", request.state().withOwner());
        return card;
    }
}
