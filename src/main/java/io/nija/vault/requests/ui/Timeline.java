package io.nija.vault.requests.ui;

import java.util.List;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import io.nija.vault.base.ui.Times;
import io.nija.vault.requests.RequestEvent;

/** What happened to a request: when, who, and why, the latest first. */
class Timeline extends Section {

    private final transient Names names;
    private final OrderedList list = new OrderedList();
    private transient List<RequestEvent> shown = List.of();

    Timeline(Names names) {
        this.names = names;
        addClassNames("panel", "request-timeline");
        list.getElement().setAttribute("reversed", true);
        add(new H2("What happened"), list);
    }

    void show(List<RequestEvent> events) {
        if (!events.equals(shown)) {
            shown = events;
            list.removeAll();
            events.reversed().forEach(event -> list.add(item(event)));
        }
    }

    private ListItem item(RequestEvent event) {
        var what = new Span(capital(event.what()));
        what.addClassName("event-what");
        var who = new Span(names.of(event.person()) + " · " + Times.dateTime(event.at()));
        who.addClassName("secondary");
        var head = new Div(what);
        head.addClassName("event-head");
        if (event.from() != null && event.from() != event.to()) {
            head.add(new StateBadge(event.to()));
        }
        var item = new ListItem(head, who);
        if (event.why() != null) {
            var why = new Div(event.why());
            why.addClassName("event-why");
            item.add(why);
        }
        return item;
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
