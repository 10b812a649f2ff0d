package io.nija.vault.audit.ui;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import io.nija.vault.audit.Operation;
import io.nija.vault.audit.OperationOutcome;
import io.nija.vault.base.ui.NarrowPage;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** The operations, newest first, endless; on a narrow page each is two lines. Its cells are plain text, so that it scrolls fast. */
class OperationGrid extends Grid<Operation> {

    private static final int ESTIMATE = 2 * OperationPages.SIZE;
    /** From that width of the page on, in pixels, there is room for what else only the drawer tells. */
    private static final int ROOMY = 1400;
    /**
     * Vaadin's grid opens nothing by the Enter key, and its server side is not told how far it is scrolled. Where it says
     * that it is empty, it fails over the arrow keys.
     */
    private static final String LISTEN = """
            this.addEventListener('keydown', event => {
              if (event.key.startsWith('Arrow') && this.shadowRoot.activeElement === this.$.emptystatecell) event.stopImmediatePropagation();
            }, { capture: true });
            this.$.table.addEventListener('focusin', event => this.lastCell = event.target);
            this.addEventListener('keydown', event => {
              const item = event.key === 'Enter' && this.getEventContext(event).item;
              if (item) this.dispatchEvent(new CustomEvent('row-enter', { detail: item.key }));
            });
            let atTop = true;
            this.$.table.addEventListener('scroll', () => {
              if (atTop !== this.$.table.scrollTop < 24) {
                atTop = !atTop;
                this.dispatchEvent(new CustomEvent('at-top', { detail: atTop }));
              }
            }, { passive: true });
            """;

    private final Column<Operation> compact;
    private transient @Nullable OperationPages pages;
    private volatile boolean atTop = true;

    /**
     * @param open   takes the operation that was clicked or on which Enter was pressed
     * @param failed told when the rows cannot be had
     */
    OperationGrid(Consumer<Operation> open, Consumer<RuntimeException> failed) {
        super(Operation.class, false);
        addClassName("operation-grid");
        addThemeVariants(GridVariant.NO_BORDER);
        setSelectionMode(SelectionMode.NONE);
        getElement().setAttribute("aria-label", "Operations");
        compact = addColumn(LitRenderer.<Operation>of("""
                <div class="operation-compact"><span class="operation-what"><b>${item.user}</b> ${item.what}</span>
                <span class="operation-facts"><span class="secondary">${item.time} · ${item.address}</span>
                <span class="outcome ${item.outcome}">${item.label}</span></span></div>""")
                .withProperty("user", Operation::user).withProperty("what", OperationText::of)
                .withProperty("time", row -> OperationTime.brief(row.at())).withProperty("address", Operation::address)
                .withProperty("outcome", row -> style(row.outcome())).withProperty("label", row -> row.outcome().label()))
                .setHeader("Operations");
        column("Time", "8.5rem", row -> OperationTime.brief(row.at()));
        column("User", "6.75rem", Operation::user).setFlexGrow(1);
        column("What", "11rem", OperationText::of).setFlexGrow(5).setTooltipGenerator(OperationText::of);
        addColumn(LitRenderer.<Operation>of("<span class=\"outcome ${item.outcome}\">${item.label}</span>")
                .withProperty("outcome", row -> style(row.outcome())).withProperty("label", row -> row.outcome().label()))
                .setHeader("Outcome").setWidth("6.5rem").setFlexGrow(0).setResizable(true);
        column("Address", "6.5rem", Operation::address);
        var extras = List.of(column("Node", "4.75rem", Operation::source), column("Took", "4.75rem", row -> OperationTime.duration(row.duration())));
        setItems(query -> rows(query, failed));
        getLazyDataView().setItemCountEstimate(ESTIMATE);
        addItemClickListener(click -> open.accept(click.getItem()));
        getElement().addEventListener("row-enter", enter -> Optional.ofNullable(
                getDataCommunicator().getKeyMapper().get(enter.getEventData().get("event.detail").asString())).ifPresent(open))
                .addEventData("event.detail");
        getElement().addEventListener("at-top", moved -> atTop = moved.getEventData().get("event.detail").asBoolean())
                .addEventData("event.detail");
        addAttachListener(attach -> getElement().executeJs(LISTEN));
        NarrowPage.follow(this, narrow -> getColumns().forEach(column -> column.setVisible((column == compact) == narrow)));
        // After the other, which shows all columns of a wide page.
        NarrowPage.follow(this, ROOMY, narrow -> extras.forEach(column -> column.setVisible(!narrow)));
    }

    private Column<Operation> column(String header, String width, ValueProvider<Operation, String> text) {
        return addColumn(text).setHeader(header).setWidth(width).setFlexGrow(0).setResizable(true);
    }

    static String style(OperationOutcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Stream<Operation> rows(Query<Operation, Void> query, Consumer<RuntimeException> failed) {
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
    void show(OperationPages other) {
        pages = other;
        // Whatever was found out about the length of the one before does not hold for this one.
        getLazyDataView().setItemCountEstimate(ESTIMATE);
        getDataProvider().refreshAll();
        scrollToStart();
        atTop = true;
    }

    /** The same list with what has been added to its beginning. */
    void renew(OperationPages newer) {
        pages = newer;
        getDataProvider().refreshAll();
    }

    /** What the list begins with. */
    List<Operation> first() {
        return pages == null ? List.of() : pages.first();
    }

    /** Puts the keyboard back to the row where it was. */
    void focusAgain() {
        getElement().executeJs("(this.lastCell?.isConnected ? this.lastCell : this).focus()");
    }

    /** Whether the newest can be seen. */
    boolean isAtTop() {
        return atTop;
    }
}
