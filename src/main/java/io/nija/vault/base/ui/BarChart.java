package io.nija.vault.base.ui;

import java.util.List;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Counts by category as bars, with a legend that switches series, hover values and the same figures as a table. It says that it is
 * loading until something is shown. The element itself is in frontend/.
 */
@Tag("bar-chart")
@NpmPackage(value = "chart.js", version = "4.6.1")
@JsModule("./bar-chart.ts")
public class BarChart extends Component implements HasStyle {

    /** How bars are drawn: beside each other, on top of each other, or lying on top of each other, for categories of long names. */
    public enum Kind {
        GROUPED, STACKED, LYING
    }

    /** @param values one a category, in their order */
    public record Series(String name, List<Long> values) {

        public Series {
            values = List.copyOf(values);
        }
    }

    private final String title;
    private final String of;
    private final Kind kind;

    /** @param of what the categories are, such as “Broker” */
    public BarChart(String title, String of, Kind kind) {
        this.title = title;
        this.of = of;
        this.kind = kind;
        message("Loading …");
    }

    /** @throws IllegalArgumentException when a series has not a value a category */
    public void show(List<String> categories, List<Series> series) {
        if (series.stream().anyMatch(one -> one.values().size() != categories.size())) {
            throw new IllegalArgumentException("Each series needs a value a category");
        }
        var json = json();
        categories.forEach(json.putArray("categories")::add);
        var all = json.putArray("series");
        series.forEach(one -> {
            var values = all.addObject().put("name", one.name()).putArray("values");
            one.values().forEach(value -> values.add(value.longValue()));
        });
        getElement().setPropertyJson("data", json);
    }

    /** In place of the chart: why there is none. */
    public final void message(String text) {
        var json = json().put("message", text);
        json.putArray("categories");
        json.putArray("series");
        getElement().setPropertyJson("data", json);
    }

    private ObjectNode json() {
        return JsonNodeFactory.instance.objectNode().put("title", title).put("of", of).put("stacked", kind != Kind.GROUPED).put("lying", kind == Kind.LYING);
    }
}
