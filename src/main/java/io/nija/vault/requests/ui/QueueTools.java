package io.nija.vault.requests.ui;

import java.util.function.Consumer;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ItemLabelGenerator;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.nija.vault.credentials.Broker;
import io.nija.vault.credentials.BrokerCatalogue;
import io.nija.vault.requests.RequestFilter;
import io.nija.vault.requests.RequestKind;
import io.nija.vault.requests.Urgency;

/** What narrows the queue down. Every change is told as a whole filter. */
class QueueTools extends Div {

    private final transient BrokerCatalogue brokers;
    private final transient Consumer<RequestFilter> changed;
    private final TextField words = new TextField();
    private final Select<Urgency> urgency = select("Any urgency", "Urgency", Urgency::label, Urgency.values());
    private final Select<RequestKind> kind = select("Any kind", "Kind", RequestKind::label, RequestKind.values());
    private final ComboBox<Broker> broker = new ComboBox<>();
    private transient RequestFilter filter = QueueAddress.START;

    QueueTools(BrokerCatalogue brokers, Consumer<RequestFilter> changed) {
        this.brokers = brokers;
        this.changed = changed;
        addClassNames("toolbar", "queue-tools");
        words.setPlaceholder("Number, owner, key or reason");
        words.setAriaLabel("Search requests");
        words.setPrefixComponent(VaadinIcon.SEARCH.create());
        words.setClearButtonVisible(true);
        words.setValueChangeMode(ValueChangeMode.LAZY);
        words.setMaxLength(200);
        broker.setPlaceholder("Any broker");
        broker.setAriaLabel("Broker");
        broker.setItems(brokers.all());
        broker.setItemLabelGenerator(Broker::name);
        broker.setClearButtonVisible(true);
        words.addValueChangeListener(change -> changed(change.isFromClient()));
        urgency.addValueChangeListener(change -> changed(change.isFromClient()));
        kind.addValueChangeListener(change -> changed(change.isFromClient()));
        broker.addValueChangeListener(change -> changed(change.isFromClient()));
        for (Component part : new Component[] { words, urgency, kind, broker }) {
            add(part);
        }
    }

    @SafeVarargs
    private static <T> Select<T> select(String any, String label, ItemLabelGenerator<T> words, T... items) {
        var select = new Select<T>();
        select.setItems(items);
        select.setEmptySelectionAllowed(true);
        select.setEmptySelectionCaption(any);
        select.setItemLabelGenerator(item -> item == null ? any : words.apply(item));
        select.setPlaceholder(any);
        select.setAriaLabel(label);
        return select;
    }

    private void changed(boolean byThePerson) {
        if (byThePerson) {
            changed.accept(new RequestFilter(filter.queue(), words.getValue().strip(), urgency.getValue(), kind.getValue(),
                    broker.getValue() == null ? null : broker.getValue().id().value()));
        }
    }

    void show(RequestFilter shown) {
        filter = shown;
        // Whoever types goes on typing: only what came from elsewhere replaces the words.
        if (!words.getValue().strip().equals(shown.text())) {
            words.setValue(shown.text());
        }
        urgency.setValue(shown.urgency());
        kind.setValue(shown.kind());
        broker.setValue(brokers.all().stream().filter(one -> one.id().value().equals(shown.broker())).findFirst().orElse(null));
    }
}
