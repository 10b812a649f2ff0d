package io.nija.vault.requests.ui;

import java.util.function.Consumer;
import java.util.stream.Stream;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import io.nija.vault.base.UserId;
import io.nija.vault.base.ui.NarrowPage;
import io.nija.vault.base.ui.Times;
import io.nija.vault.requests.RequestState;
import io.nija.vault.requests.RequestSummary;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** The queue as an endless table; on a narrow page each request is a card. */
class RequestGrid extends Grid<RequestSummary> {

    private static final int ESTIMATE = 2 * RequestPages.SIZE;

    private final transient RequestText text;
    private final transient Names names;
    private final transient UserId reader;
    private final transient Consumer<RequestSummary> claim;
    private final transient Consumer<RuntimeException> failed;
    private final Column<RequestSummary> card;
    private transient @Nullable RequestPages pages;

    /** @param failed told when the rows cannot be had */
    RequestGrid(RequestText text, Names names, UserId reader, Consumer<RequestSummary> claim, Consumer<RuntimeException> failed) {
        super(RequestSummary.class, false);
        this.text = text;
        this.names = names;
        this.reader = reader;
        this.claim = claim;
        this.failed = failed;
        addClassName("request-grid");
        addThemeVariants(GridVariant.NO_BORDER);
        setSelectionMode(SelectionMode.NONE);
        getElement().setAttribute("aria-label", "Requests");
        card = addColumn(new ComponentRenderer<>(this::card)).setHeader("Requests");
        addColumn(new ComponentRenderer<>(this::request)).setHeader("Request").setWidth("12rem").setFlexGrow(4);
        addColumn(new ComponentRenderer<>(this::key)).setHeader("Owner and key").setWidth("8rem").setFlexGrow(2);
        addColumn(new ComponentRenderer<>(row -> new UrgencyBadge(row.urgency()))).setHeader("Urgency").setWidth("5.75rem").setFlexGrow(0);
        addColumn(new ComponentRenderer<>(ServiceClock::new)).setHeader("Clock").setWidth("11.25rem").setFlexGrow(0);
        addColumn(new ComponentRenderer<>(row -> new StateBadge(row.state()))).setHeader("State").setWidth("9.25rem").setFlexGrow(0);
        addColumn(new ComponentRenderer<>(this::who)).setHeader("With").setWidth("6.5rem").setFlexGrow(1);
        addColumn(new ComponentRenderer<>(row -> Times.agoText(row.created()))).setHeader("Asked").setWidth("7rem").setFlexGrow(0);
        setItems(this::rows);
        getLazyDataView().setItemCountEstimate(ESTIMATE);
        addItemClickListener(click -> RequestsNavigation.toRequest(click.getItem().id()));
        NarrowPage.follow(this, narrow -> getColumns().forEach(column -> column.setVisible((column == card) == narrow)));
    }

    private Stream<RequestSummary> rows(Query<RequestSummary, Void> query) {
        int offset = query.getOffset();
        int limit = query.getLimit();
        if (pages == null) {
            return Stream.empty();
        }
        try {
            return pages.rows(offset, limit);
        } catch (DataAccessException | TransactionException e) {
            failed.accept(e);
            return Stream.empty();
        }
    }

    /** Another list, from its beginning. */
    void show(RequestPages other) {
        pages = other;
        getLazyDataView().setItemCountEstimate(ESTIMATE);
        getDataProvider().refreshAll();
        scrollToStart();
    }

    /** The same list as it is now. */
    void renew(RequestPages newer) {
        pages = newer;
        getDataProvider().refreshAll();
    }

    private Component request(RequestSummary row) {
        var reason = new Span(row.reason());
        reason.addClassName("secondary");
        reason.getElement().setAttribute("title", row.reason());
        return lines(title(row), reason);
    }

    private static Div title(RequestSummary row) {
        var link = RequestsNavigation.linkToRequest("#" + row.id() + " " + row.kind().label(), row.id());
        var title = new Div(link);
        title.addClassName("request-title");
        if (row.unread() > 0) {
            var unread = new Span(row.unread() + " new");
            unread.addClassName("request-unread");
            title.add(unread);
        }
        return title;
    }

    private Component key(RequestSummary row) {
        var owner = row.owner() == null ? new Span(row.children() == 0 ? "Many" : RequestText.children(row)) : new Span(row.owner().value());
        var key = new Span(text.about(row));
        key.addClassName("secondary");
        return lines(owner, key);
    }

    private static Div lines(Component... lines) {
        var cell = new Div(lines);
        cell.addClassName("request-lines");
        return cell;
    }

    private Component who(RequestSummary row) {
        if (row.claimedBy() != null) {
            return new Span(names.of(row.claimedBy()));
        }
        if (row.state() != RequestState.OPEN && row.state() != RequestState.READY_TO_ROTATE || reader.equals(row.owner())) {
            return new Span("Nobody");
        }
        var button = new Button("Claim", click -> claim.accept(row));
        button.addThemeVariants(ButtonVariant.SMALL);
        button.setAriaLabel("Claim request " + row.id());
        return button;
    }

    private Component card(RequestSummary row) {
        var head = new Div(title(row), new UrgencyBadge(row.urgency()));
        head.addClassName("compact-top");
        var reason = new Span(row.reason());
        var about = new Span((row.owner() == null ? "" : row.owner() + " · ") + text.about(row) + " · " + Times.ago(row.created()));
        about.addClassName("secondary");
        var foot = new Div(new ServiceClock(row), new StateBadge(row.state()), who(row));
        foot.addClassName("request-card-foot");
        var cell = new Div(head, reason, about, foot);
        cell.addClassName("request-card");
        return cell;
    }
}
