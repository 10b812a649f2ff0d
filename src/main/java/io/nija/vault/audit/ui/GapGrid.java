package io.nija.vault.audit.ui;

import java.util.List;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import io.nija.vault.audit.AuditCoverage.Gap;
import io.nija.vault.base.ui.Figures;
import io.nija.vault.base.ui.NarrowPage;
import io.nija.vault.base.ui.Times;

/** Calls without a record, each with what is known of it and a way to what is on record of that time. */
class GapGrid extends Grid<Gap> {

    private transient List<Gap> shown = List.of();

    GapGrid() {
        super(Gap.class, false);
        addThemeVariants(GridVariant.NO_BORDER, GridVariant.WRAP_CELL_CONTENT);
        setAllRowsVisible(true);
        setSelectionMode(SelectionMode.NONE);
        getElement().setAttribute("aria-label", "Calls without a record");
        addColumn(new ComponentRenderer<>(GapGrid::when)).setHeader("When").setWidth("9.5rem").setFlexGrow(0);
        addColumn(gap -> gap.path() == null ? call(gap) : gap.operation() + " " + gap.path()).setHeader("What").setFlexGrow(3);
        var request = addColumn(gap -> gap.requestId() == null ? "" : gap.requestId()).setHeader("Request id").setFlexGrow(2);
        var number = addColumn(gap -> gap.path() == null ? "" : call(gap)).setHeader("Call").setFlexGrow(2);
        NarrowPage.follow(this, narrow -> {
            request.setVisible(!narrow);
            number.setVisible(!narrow);
        });
    }

    /** What is there already stays, with the keyboard in it. */
    void show(List<Gap> gaps) {
        if (!gaps.equals(shown)) {
            shown = gaps;
            setItems(gaps);
        }
    }

    private static String call(Gap gap) {
        return "No. " + Figures.of(gap.number()) + " of " + gap.caller();
    }

    private static Component when(Gap gap) {
        if (gap.at() == null) {
            return new Span("not known");
        }
        var when = new Div(Times.agoText(gap.at()), AuditNavigation.around("Search around it", gap.at(), null, null));
        when.addClassName("gap-when");
        return when;
    }
}
