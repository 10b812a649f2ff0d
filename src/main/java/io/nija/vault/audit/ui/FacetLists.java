package io.nija.vault.audit.ui;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.nija.vault.audit.AuditSummary;
import io.nija.vault.audit.AuditSummary.Count;
import io.nija.vault.audit.AuditSummary.Facet;
import io.nija.vault.base.ui.Figures;
import io.nija.vault.base.ui.NarrowPage;

/** What the operations have in common and how many have it, each to be filtered by with a click; folded up on a narrow page. */
class FacetLists extends Details {

    private static final int SHORT = 8;
    private static final List<Facet> ORDER = List.of(Facet.OUTCOME, Facet.KIND, Facet.OPERATION, Facet.BROKER, Facet.ROLE, Facet.SOURCE);

    private final transient Consumer<UnaryOperator<AuditQuery>> change;
    private final Div lists = new Div();
    private final Set<Facet> whole = EnumSet.noneOf(Facet.class);

    FacetLists(Consumer<UnaryOperator<AuditQuery>> change) {
        super("Figures");
        this.change = change;
        addClassName("facets");
        addThemeName("no-padding");
        lists.addClassName("facet-lists");
        add(lists);
        NarrowPage.follow(this, narrow -> setOpened(!narrow));
    }

    void show(AuditQuery query, AuditSummary summary) {
        lists.removeAll();
        for (var facet : ORDER) {
            var counts = summary.facets().getOrDefault(facet, List.of());
            if (!counts.isEmpty()) {
                lists.add(section(facet, counts, query, summary));
            }
        }
    }

    private Section section(Facet facet, List<Count> counts, AuditQuery query, AuditSummary summary) {
        var field = Field.of(facet);
        var list = new UnorderedList();
        counts.stream().limit(whole.contains(facet) ? counts.size() : SHORT).forEach(count -> list.add(new ListItem(value(field, count, query))));
        var section = new Section(new H3(field.label()), list);
        if (counts.size() > SHORT && !whole.contains(facet)) {
            var more = new NativeButton((counts.size() - SHORT) + " more", click -> {
                whole.add(facet);
                show(query, summary);
            });
            more.addClassName("facet-more");
            section.add(more);
        }
        return section;
    }

    private Component value(Field field, Count count, AuditQuery query) {
        var words = new Span(field.words(count.value()));
        words.addClassName("facet-value");
        var number = new Span(Figures.of(count.operations()));
        number.addClassName("secondary");
        boolean wanted = count.value().equals(query.fields().get(field));
        var button = new NativeButton();
        button.add(words, number);
        button.getElement().setAttribute("aria-pressed", String.valueOf(wanted)).setAttribute("title", field.words(count.value()));
        button.addClickListener(click -> change.accept(q -> wanted ? q.without(field) : q.with(field, count.value())));
        return button;
    }
}
