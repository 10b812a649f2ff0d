package io.nija.vault.base.ui;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Values over time as lines or stacked bars, with a legend that switches series, hover values and the same figures as a
 * table. It says that it is loading until something is shown. The element itself is in frontend/.
 */
@Tag("time-chart")
@NpmPackage(value = "chart.js", version = "4.6.1")
@JsModule("./time-chart.ts")
public class TimeChart extends Component implements HasStyle {

    /** What a browser can draw and a reader can make out, with room to spare. */
    private static final int MOST_STEPS = 10_000;

    /** How values are drawn. */
    public enum Kind {
        LINES, BARS
    }

    public record Point(Instant at, double value) {
    }

    /**
     * @param name of what is counted, unique in its chart
     * @param unit behind the values, such as {@code ms} or {@code /s}; {@code B} are bytes, shown as KiB, MiB and so on;
     *             empty for mere numbers. A chart has two units at most, each with an axis
     */
    public record Series(String name, String unit, List<Point> points) {
    }

    /**
     * What a chart shows.
     *
     * @param step between two samples: a step without one is a gap, and the last of several is shown
     */
    public record Data(Instant from, Instant to, Duration step, List<Series> series) {

        public Data {
            if (!from.isBefore(to) || step.toMillis() < 1 || Duration.between(from, to).dividedBy(step) > MOST_STEPS) {
                throw new IllegalArgumentException("No chart from " + from + " to " + to + " in steps of " + step);
            }
            series = List.copyOf(series);
        }
    }

    private final String title;
    private final Kind kind;

    public TimeChart(String title, Kind kind) {
        this.title = title;
        this.kind = kind;
        message("Loading …");
    }

    public void show(Data data) {
        send(data, null);
    }

    /** In place of the chart: why it cannot be shown. That there is nothing to show it says by itself. */
    public void message(String text) {
        send(null, text);
    }

    private void send(@Nullable Data data, @Nullable String message) {
        var json = JsonNodeFactory.instance.objectNode().put("title", title).put("bars", kind == Kind.BARS);
        if (message != null) {
            json.put("message", message);
        }
        json.put("from", data == null ? 0 : data.from().toEpochMilli()).put("to", data == null ? 0 : data.to().toEpochMilli())
                .put("step", data == null ? 1 : data.step().toMillis());
        var all = json.putArray("series");
        if (data != null) {
            data.series().forEach(series -> write(series, all.addObject()));
        }
        getElement().setPropertyJson("data", json);
    }

    private static void write(Series series, ObjectNode json) {
        var points = json.put("name", series.name()).put("unit", series.unit()).putArray("points");
        series.points().forEach(point -> points.addArray().add(point.at().toEpochMilli()).add(point.value()));
    }
}
