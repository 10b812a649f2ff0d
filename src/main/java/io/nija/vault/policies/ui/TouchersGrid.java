package io.nija.vault.policies.ui;

import java.util.List;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import io.nija.vault.base.ui.NarrowPage;
import io.nija.vault.policies.access.EffectiveAccess.Toucher;
import io.nija.vault.vault.PolicyHolder.Kind;

/** Everybody who may do anything at a path, with the rule that makes it so. */
class TouchersGrid extends Grid<Toucher> {

    TouchersGrid(List<Toucher> touchers, String path) {
        addThemeVariants(GridVariant.NO_BORDER, GridVariant.WRAP_CELL_CONTENT);
        setAllRowsVisible(true);
        setSelectionMode(SelectionMode.NONE);
        getElement().setAttribute("aria-label", "Who may touch the path");
        addColumn(new ComponentRenderer<>(toucher -> who(toucher, path))).setHeader("Who").setFlexGrow(3);
        addColumn(new ComponentRenderer<>(toucher -> new CapabilityList(toucher.answer().capabilities()))).setHeader("May").setFlexGrow(3);
        var rule = addColumn(new ComponentRenderer<>(TouchersGrid::rules)).setHeader("By").setFlexGrow(2);
        NarrowPage.follow(this, narrow -> rule.setVisible(!narrow));
        setItems(touchers);
    }

    private static Component who(Toucher toucher, String path) {
        var holder = toucher.holder();
        boolean asked = holder.kind() == Kind.ROLE || holder.kind() == Kind.GROUP || holder.kind() == Kind.TOKEN_ROLE;
        var who = new Div(asked ? PoliciesNavigation.access(holder.title(), holder.title(), null, path) : new Span(holder.title()));
        if (toucher.onlyFor() != null) {
            var only = new Span(toucher.onlyFor() + " only");
            only.addClassName("secondary");
            who.add(only);
        }
        who.addClassName("toucher");
        return who;
    }

    private static Component rules(Toucher toucher) {
        var rules = new Div();
        toucher.answer().decision().deciding().forEach(rule -> rules.add(new Div(PoliciesNavigation.rule(rule.place(), rule.policy(), rule.rule().line()))));
        if (!toucher.answer().agrees()) {
            rules.add(new Span("Vault answers otherwise than our reading"));
        }
        return rules;
    }
}
