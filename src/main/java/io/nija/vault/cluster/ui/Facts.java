package io.nija.vault.cluster.ui;

import java.util.LinkedHashMap;
import java.util.Map;

import com.vaadin.flow.component.html.DescriptionList;
import org.jspecify.annotations.Nullable;

/** Names and values, which change in their places so that a page that is pushed to does not flicker. */
class Facts extends DescriptionList {

    private final Map<String, Description> values = new LinkedHashMap<>();
    private final Map<String, Term> names = new LinkedHashMap<>();

    Facts() {
        addClassName("facts");
    }

    /** @param value null when there is nothing to say, which then takes no room */
    void set(String name, @Nullable String value) {
        var description = values.computeIfAbsent(name, any -> {
            var term = new Term(name);
            var added = new Description();
            names.put(name, term);
            add(term, added);
            return added;
        });
        names.get(name).setVisible(value != null);
        description.setVisible(value != null);
        description.setText(value == null ? "" : value);
    }
}
