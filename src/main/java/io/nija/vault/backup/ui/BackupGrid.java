package io.nija.vault.backup.ui;

import java.util.List;
import java.util.function.Consumer;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import io.nija.vault.backup.Backup;
import io.nija.vault.base.ui.NarrowPage;
import io.nija.vault.base.ui.Times;

/** The backups of the last time, newest first; on a narrow page each is a card. */
class BackupGrid extends Grid<Backup> {

    private final transient Consumer<Backup> open;

    BackupGrid(Consumer<Backup> open) {
        super(Backup.class, false);
        this.open = open;
        addClassName("backup-grid");
        addThemeVariants(GridVariant.NO_BORDER, GridVariant.WRAP_CELL_CONTENT);
        setSelectionMode(SelectionMode.NONE);
        setAllRowsVisible(true);
        getElement().setAttribute("aria-label", "Backups");
        var card = addColumn(new ComponentRenderer<>(this::card)).setHeader("Backups");
        addColumn(new ComponentRenderer<>(this::name)).setHeader("Backup").setWidth("17rem").setFlexGrow(2);
        addColumn(new ComponentRenderer<>(row -> Times.agoText(row.began()))).setHeader("Begun").setWidth("8rem").setFlexGrow(1);
        addColumn(row -> row.bytes() == 0 ? "–" : Sizes.of(row.bytes())).setHeader("Size").setWidth("6.5rem").setFlexGrow(0);
        addColumn(new ComponentRenderer<>(BackupBadge::new)).setHeader("State").setWidth("8rem").setFlexGrow(0);
        addColumn(BackupGrid::detail).setHeader("").setWidth("12rem").setFlexGrow(4);
        NarrowPage.follow(this, narrow -> getColumns().forEach(column -> column.setVisible((column == card) == narrow)));
    }

    void show(List<Backup> backups) {
        setItems(backups);
    }

    private Component name(Backup row) {
        var button = new Button(row.name(), click -> open.accept(row));
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        return button;
    }

    private Component card(Backup row) {
        var about = new Span(Times.ago(row.began()) + (row.bytes() == 0 ? "" : " · " + Sizes.of(row.bytes())));
        about.addClassName("secondary");
        var line = new Div(new BackupBadge(row), about);
        line.addClassName("backup-card-line");
        var card = new Div(name(row), line);
        if (!detail(row).isEmpty()) {
            card.add(new Span(detail(row)));
        }
        card.addClassName("backup-card");
        return card;
    }

    private static String detail(Backup row) {
        return row.verifying() != null ? Sizes.of(row.verifying()) + " read back" : row.problem() != null ? row.problem()
                : row.verified() != null ? "Read back whole " + Times.ago(row.verified()) : row.step();
    }
}
