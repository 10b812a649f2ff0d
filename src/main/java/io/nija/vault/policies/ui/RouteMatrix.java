package io.nija.vault.policies.ui;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.nija.vault.policies.ZeroKnowledgeResult;
import io.nija.vault.policies.ZeroKnowledgeResult.Finding;
import io.nija.vault.policies.ZeroKnowledgeResult.State;
import org.jspecify.annotations.Nullable;

/** A table of ways by holders. Each cell says what is the case by a sign, a word and a colour. */
class RouteMatrix extends Div {

    private final transient List<String> routes;

    RouteMatrix(List<String> routes) {
        this.routes = routes;
        addClassName("matrix");
        getElement().setAttribute("tabindex", "0").setAttribute("role", "region").setAttribute("aria-label", "Ways by holders");
    }

    void show(ZeroKnowledgeResult result) {
        removeAll();
        var table = new NativeTable();
        var head = new NativeTableRow();
        head.add(header("Way", "col"));
        result.holders().forEach(holder -> head.add(header(holder.title(), "col")));
        table.getHead().add(head);
        for (var route : routes) {
            var row = new NativeTableRow();
            row.add(header(route, "row"));
            for (var holder : result.holders()) {
                row.add(cell(worst(result, holder.title(), route)));
            }
            table.getBody().add(row);
        }
        add(table);
    }

    private static Optional<Finding> worst(ZeroKnowledgeResult result, String holder, String route) {
        return result.findings().stream().filter(finding -> finding.holder().equals(holder) && finding.route().equals(route))
                .max(Comparator.comparing(finding -> finding.state() == State.OPEN ? 2 : finding.state() == State.UNKNOWN ? 1 : 0));
    }

    private static NativeTableHeaderCell header(String text, String scope) {
        var cell = new NativeTableHeaderCell(new Span(text));
        cell.getElement().setAttribute("scope", scope);
        return cell;
    }

    private static NativeTableCell cell(Optional<Finding> finding) {
        var state = finding.map(Finding::state).orElse(null);
        var icon = icon(state).create();
        icon.getElement().setAttribute("aria-hidden", "true");
        var cell = new NativeTableCell(icon, new Span(word(state)));
        cell.addClassName("matrix-" + word(state).toLowerCase(Locale.ROOT).replace(' ', '-'));
        finding.ifPresent(one -> cell.getElement().setAttribute("title", one.text()));
        return cell;
    }

    private static VaadinIcon icon(@Nullable State state) {
        return switch (state) {
            case null -> VaadinIcon.CHECK;
            case OPEN -> VaadinIcon.CLOSE;
            case STATED -> VaadinIcon.INFO_CIRCLE_O;
            case UNKNOWN -> VaadinIcon.QUESTION;
        };
    }

    private static String word(@Nullable State state) {
        return switch (state) {
            case null -> "Closed";
            case OPEN -> "Open";
            case STATED -> "On purpose";
            case UNKNOWN -> "Not known";
        };
    }
}
