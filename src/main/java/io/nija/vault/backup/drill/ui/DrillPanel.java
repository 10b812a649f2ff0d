package io.nija.vault.backup.drill.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.nija.vault.backup.drill.Check;
import io.nija.vault.backup.drill.Drill;
import io.nija.vault.base.ui.PlainTable;
import io.nija.vault.base.ui.Times;

/** One drill with all that is known of it. */
class DrillPanel extends Section {

    private final Div content = new Div();

    DrillPanel() {
        addClassNames("panel", "drill");
        content.addClassName("drill-content");
        add(content);
    }

    void show(Drill drill) {
        content.removeAll();
        var title = new Div(new H2(drill.backup() == null ? "The newest backup" : drill.backup()), DrillText.badge(drill.state()));
        title.addClassName("drill-title");
        content.add(title);
        switch (drill.state()) {
            case ASKED -> content.add(new Paragraph("It waits for a console with the key for restore drills to take it up. Asked for " + Times.ago(drill.asked()) + " by " + drill.askedBy() + "."));
            case RUNNING -> content.add(running(drill));
            case PASSED -> content.add(new Paragraph("Restored %s by %s: all was there. Asked for by %s.".formatted(Times.ago(drill.asked()), drill.runner(), drill.askedBy())));
            case FAILED -> content.add(problem(drill));
        }
        if (!drill.checks().isEmpty()) {
            var checks = new UnorderedList();
            checks.addClassName("drill-checks");
            drill.checks().forEach(check -> checks.add(item(check)));
            content.add(checks);
        }
        if (!drill.times().isEmpty()) {
            var times = new PlainTable("How long each step took", "Step", "Time");
            drill.times().forEach(time -> times.row(time.what(), DrillText.span(time.took())));
            content.add(times);
        }
    }

    private static Paragraph running(Drill drill) {
        var text = new Paragraph(drill.step().isEmpty() ? "It begins …" : drill.step() + " …");
        text.addClassName("drill-step");
        text.getElement().setAttribute("role", "status");
        return text;
    }

    private static Paragraph problem(Drill drill) {
        var text = new Paragraph(drill.problem());
        text.addClassName("drill-problem");
        return text;
    }

    private static ListItem item(Check check) {
        var icon = (check.passed() ? VaadinIcon.CHECK_CIRCLE : VaadinIcon.CLOSE_CIRCLE).create();
        icon.getElement().setAttribute("role", "img").setAttribute("aria-label", check.passed() ? "Well" : "Not well");
        var what = new Span(check.what());
        what.addClassName("drill-check-what");
        var item = new ListItem(icon, what, new Span(check.result()));
        item.addClassName(check.passed() ? "drill-check-passed" : "drill-check-failed");
        return item;
    }
}
