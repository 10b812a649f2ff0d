package io.nija.vault.backup.drill.ui;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import io.nija.vault.backup.drill.Drill;
import io.nija.vault.base.ui.TimeChart;
import io.nija.vault.base.ui.TimeChart.Point;
import io.nija.vault.base.ui.TimeChart.Series;
import io.nija.vault.base.ui.Times;

/** The drills there were. */
class DrillHistory extends Grid<Drill> {

    static final Duration CHARTED = Duration.ofDays(180);

    /** @param choice takes the drill that is to be looked at */
    DrillHistory(Consumer<Drill> choice) {
        addClassName("drill-history");
        addThemeVariants(GridVariant.NO_BORDER);
        setAllRowsVisible(true);
        setSelectionMode(SelectionMode.NONE);
        addComponentColumn(drill -> open(drill, choice)).setHeader("Begun").setAutoWidth(true).setFlexGrow(0);
        addComponentColumn(drill -> DrillText.badge(drill.state())).setHeader("Outcome").setAutoWidth(true).setFlexGrow(0);
        addColumn(drill -> drill.backup() == null ? "–" : drill.backup()).setHeader("Backup").setAutoWidth(true);
        addColumn(drill -> DrillText.span(drill.recovery())).setHeader("Recovery time").setAutoWidth(true).setFlexGrow(0);
        addColumn(drill -> DrillText.span(drill.dataAge())).setHeader("Age of data").setAutoWidth(true).setFlexGrow(0);
        addColumn(Drill::askedBy).setHeader("Asked for by").setAutoWidth(true).setFlexGrow(0);
    }

    private static Button open(Drill drill, Consumer<Drill> choice) {
        var button = new Button(Times.dateTime(drill.began() == null ? drill.asked() : drill.began()), click -> choice.accept(drill));
        button.addThemeVariants(ButtonVariant.TERTIARY);
        return button;
    }

    /** Recovery time and age of data of those that came to it. */
    static TimeChart.Data chart(List<Drill> drills) {
        var now = Instant.now();
        var restored = drills.stream().filter(drill -> drill.recovery() != null && drill.began() != null).toList();
        return new TimeChart.Data(now.minus(CHARTED), now, Duration.ofHours(6), List.of(
                new Series("recovery time", "s", restored.stream().map(drill -> new Point(drill.began(), drill.recovery().toMillis() / 1000.0)).toList()),
                new Series("age of data", "h", restored.stream().map(drill -> new Point(drill.began(), drill.dataAge().toMinutes() / 60.0)).toList())));
    }
}
