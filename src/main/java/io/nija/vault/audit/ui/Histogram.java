package io.nija.vault.audit.ui;

import java.time.Instant;
import java.util.function.Consumer;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import io.nija.vault.audit.AuditFilter;
import io.nija.vault.audit.AuditSummary;
import tools.jackson.databind.node.JsonNodeFactory;

/** How many operations there were over time, on which a span can be chosen. The element itself is in frontend/. */
@Tag("audit-histogram")
@NpmPackage(value = "chart.js", version = "4.6.1")
@JsModule("./audit-histogram.ts")
class Histogram extends Component {

    /** An end that is rounded to milliseconds must not meet the beginning. */
    private static final long SHORTEST_MILLIS = 1000;

    /** @param zoom takes the span that was chosen */
    Histogram(Consumer<TimeRange> zoom) {
        getElement().addEventListener("zoom", event -> {
            long from = event.getEventData().get("event.detail.from").asLong();
            long to = Math.max(event.getEventData().get("event.detail.to").asLong(), from + SHORTEST_MILLIS);
            zoom.accept(new TimeRange.Between(Instant.ofEpochMilli(from), Instant.ofEpochMilli(to)));
        }).addEventData("event.detail.from").addEventData("event.detail.to");
    }

    void show(AuditFilter filter, AuditSummary summary) {
        var data = JsonNodeFactory.instance.objectNode();
        data.put("from", filter.from().toEpochMilli()).put("to", filter.to().toEpochMilli()).put("step", summary.step().toMillis());
        var bars = data.putArray("bars");
        summary.bars().forEach(bar -> bars.addArray().add(bar.from().toEpochMilli()).add(bar.operations()).add(bar.wrong()));
        getElement().setPropertyJson("data", data);
    }
}
