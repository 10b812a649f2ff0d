package io.nija.vault.audit.ui;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import io.nija.vault.audit.AuditCoverage.CallerCoverage;
import io.nija.vault.base.ui.Figures;
import io.nija.vault.base.ui.NarrowPage;
import io.nija.vault.base.ui.Times;

/** The processes that called Vault, with how many of their calls are on record. */
class CallerGrid extends Grid<CallerCoverage> {

    private static final int SHORT_LIST = 12;

    CallerGrid() {
        super(CallerCoverage.class, false);
        addClassName("caller-grid");
        addThemeVariants(GridVariant.NO_BORDER);
        setSelectionMode(SelectionMode.NONE);
        setEmptyStateText("Nobody has called yet.");
        getElement().setAttribute("aria-label", "Who called");
        addColumn(CallerCoverage::name).setHeader("Process").setFlexGrow(2).setWidth("9rem").setTooltipGenerator(CallerCoverage::name);
        var since = addColumn(new ComponentRenderer<>(caller -> Times.agoText(caller.firstSeen()))).setHeader("First call").setWidth("8rem").setFlexGrow(0);
        var last = addColumn(new ComponentRenderer<>(caller -> Times.agoText(caller.lastSeen()))).setHeader("Last heard of").setWidth("8rem").setFlexGrow(0);
        number("Matched", CallerCoverage::matched);
        var pending = number("Pending", CallerCoverage::pending);
        var unanswered = number("Not answered", CallerCoverage::unanswered);
        number("Missing", CallerCoverage::missing);
        NarrowPage.follow(this, narrow -> Stream.of(since, last, pending, unanswered).forEach(column -> column.setVisible(!narrow)));
    }

    private Column<CallerCoverage> number(String header, ToLongFunction<CallerCoverage> number) {
        return addColumn(caller -> Figures.of(number.applyAsLong(caller))).setHeader(header).setTextAlign(ColumnTextAlign.END).setAutoWidth(true).setFlexGrow(0);
    }

    /** Each start of a process is one more, so a long list scrolls in place. */
    void show(List<CallerCoverage> callers) {
        setAllRowsVisible(callers.size() <= SHORT_LIST);
        setItems(callers);
    }
}
