package io.nija.vault.alerts.ui;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.nija.vault.alerts.Alert;
import io.nija.vault.base.ui.EmptyState;
import io.nija.vault.base.ui.Times;
import org.jspecify.annotations.Nullable;

/** What was wrong, the latest first. What has not changed is left alone, as somebody may be at a button of it. */
class HistoryList extends Div {

    private final transient Consumer<Alert> look;
    private transient @Nullable List<Alert> shown;

    HistoryList(Consumer<Alert> look) {
        this.look = look;
    }

    /** @param titles of the rules by their names */
    void show(List<Alert> alerts, Map<String, String> titles) {
        if (alerts.equals(shown)) {
            return;
        }
        shown = alerts;
        removeAll();
        if (alerts.isEmpty()) {
            add(new EmptyState(VaadinIcon.TIME_BACKWARD, "Nothing was wrong yet", "Alerts that are over stand here."));
            return;
        }
        var list = new UnorderedList();
        list.addClassNames("panel", "rule-list");
        alerts.forEach(alert -> list.add(item(alert, titles.getOrDefault(alert.rule(), alert.rule()))));
        add(list);
    }

    private ListItem item(Alert alert, String title) {
        var text = new Span(alert.text());
        text.addClassName("alert-text");
        var resolved = alert.resolvedAt();
        var when = new Span(title + " · " + Times.dateTime(alert.since()) + (resolved == null ? "" : " to " + Times.dateTime(resolved)));
        when.addClassName("secondary");
        var texts = new Div(text, when);
        texts.addClassName("alert-texts");
        var details = new Button("Details", click -> look.accept(alert));
        details.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
        details.setAriaLabel("Details: " + alert.subject());
        return new ListItem(new SeverityBadge(alert.severity()), texts, details);
    }
}
