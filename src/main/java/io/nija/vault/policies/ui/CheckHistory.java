package io.nija.vault.policies.ui;

import java.util.List;

import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.badge.BadgeVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import io.nija.vault.base.ui.NarrowPage;
import io.nija.vault.base.ui.Times;
import io.nija.vault.policies.ZeroKnowledgeResult;
import io.nija.vault.policies.ZeroKnowledgeResult.Outcome;

/** The checks before, newest first. */
class CheckHistory extends Grid<ZeroKnowledgeResult> {

    CheckHistory() {
        addThemeVariants(GridVariant.NO_BORDER, GridVariant.WRAP_CELL_CONTENT);
        setSelectionMode(SelectionMode.NONE);
        setHeight("20rem");
        getElement().setAttribute("aria-label", "Checks before");
        addColumn(result -> Times.dateTime(result.at())).setHeader("When").setFlexGrow(2);
        addColumn(new ComponentRenderer<>(result -> badge(result.outcome()))).setHeader("Outcome").setFlexGrow(1);
        addColumn(CheckHistory::detail).setHeader("What").setFlexGrow(4);
        var occasion = addColumn(ZeroKnowledgeResult::occasion).setHeader("Made for").setFlexGrow(2);
        NarrowPage.follow(this, narrow -> occasion.setVisible(!narrow));
    }

    void show(List<ZeroKnowledgeResult> results) {
        setItems(results);
    }

    private static Badge badge(Outcome outcome) {
        var badge = new Badge(switch (outcome) {
            case KEPT -> "Kept";
            case BROKEN -> "Broken";
            case UNKNOWN -> "Not known";
        });
        badge.addThemeVariants(switch (outcome) {
            case KEPT -> BadgeVariant.SUCCESS;
            case BROKEN -> BadgeVariant.ERROR;
            case UNKNOWN -> BadgeVariant.WARNING;
        });
        return badge;
    }

    private static String detail(ZeroKnowledgeResult result) {
        if (result.problem() != null) {
            return result.problem();
        }
        return result.open().isEmpty() ? result.outcome() == Outcome.KEPT ? "Every way is closed" : "Not all could be read" : result.open().getFirst().text();
    }
}
