package io.nija.vault.alerts.ui;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.UnorderedList;
import io.nija.vault.alerts.Alert;
import io.nija.vault.alerts.RuleStatus;
import io.nija.vault.alerts.ui.AlertRow.Actions;

/** The open alerts of one rule, with what to do about them. */
class AlertGroup extends Section {

    private static final int FEW = 5;

    private final transient Actions actions;
    private final Div severity = new Div();
    private final Paragraph silenced = new Paragraph();
    private final UnorderedList list = new UnorderedList();
    private final Button more = new Button("", click -> showAll());
    private final transient Map<Long, AlertRow> rows = new LinkedHashMap<>();
    private transient List<Alert> alerts = List.of();
    private boolean all;

    AlertGroup(RuleStatus rule, Actions actions, Runnable silence) {
        this.actions = actions;
        addClassNames("panel", "alert-group");
        var quiet = new Button("Silence …", click -> silence.run());
        quiet.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
        quiet.setAriaLabel("Silence: " + rule.title());
        var title = new Div(severity, new H2(rule.title()));
        title.addClassName("alert-group-title");
        var advice = new Paragraph(rule.advice());
        advice.addClassName("secondary");
        silenced.addClassName("secondary");
        more.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
        list.addClassName("alert-list");
        add(new Header(title, quiet), advice, silenced, list, more);
    }

    /** @param silence what mail and webhook are not told; empty when they are */
    void show(List<Alert> now, String silence) {
        alerts = now;
        severity.removeAll();
        severity.add(new SeverityBadge(now.getFirst().severity()));
        silenced.setText(silence);
        silenced.setVisible(!silence.isEmpty());
        var shown = all ? now : now.stream().limit(FEW).toList();
        var ids = shown.stream().map(Alert::id).collect(Collectors.toSet());
        rows.entrySet().removeIf(row -> {
            boolean gone = !ids.contains(row.getKey());
            if (gone) {
                list.remove(row.getValue());
            }
            return gone;
        });
        for (int i = 0; i < shown.size(); i++) {
            var alert = shown.get(i);
            var row = rows.get(alert.id());
            if (row == null) {
                row = new AlertRow(alert, actions);
                rows.put(alert.id(), row);
                list.addComponentAtIndex(Math.min(i, list.getComponentCount()), row);
            } else {
                row.show(alert);
            }
        }
        more.setVisible(shown.size() < now.size());
        more.setText("Show all " + now.size());
    }

    private void showAll() {
        all = true;
        show(alerts, silenced.getText());
    }
}
