package io.nija.vault.cluster.ui;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.nija.vault.audit.AuditSearch;
import io.nija.vault.base.ui.ChoiceButtons;
import io.nija.vault.base.ui.Banner;
import io.nija.vault.base.ui.OpenPage;
import io.nija.vault.base.ui.TimeChart;
import io.nija.vault.base.ui.ViewHeader;
import io.nija.vault.cluster.Cluster;
import io.nija.vault.cluster.ClusterMetrics;
import io.nija.vault.cluster.ClusterMetrics.History;
import io.nija.vault.cluster.ClusterMetrics.Point;
import io.nija.vault.cluster.ClusterMetrics.Series;
import io.nija.vault.cluster.Metric;
import io.nija.vault.cluster.MetricRange;
import io.nija.vault.cluster.NodeState;
import io.nija.vault.security.Role;
import jakarta.annotation.security.RolesAllowed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.transaction.TransactionException;

/** The nodes' figures over time, a chart a figure, new ones pushed as they are sampled. */
@Route(ClusterNavigation.METRICS)
@PageTitle("Cluster metrics · NIJA Vault Console")
@RolesAllowed(Role.ADMIN_NAME)
class MetricsView extends Div implements BeforeEnterObserver {

    private static final Logger log = LoggerFactory.getLogger(MetricsView.class);
    private static final String RANGE = "range";
    private static final String ALL = "all nodes";

    private final transient ClusterMetrics metrics;
    private final transient Cluster cluster;
    private final transient TaskScheduler scheduler;
    private final transient ErrorHistory errors;
    private final Banner away = new Banner(new Button("Try again", click -> load(UI.getCurrent())));
    private final ChoiceButtons<MetricRange> ranges = new ChoiceButtons<>("Time", MetricRange.class, MetricRange::label, range -> UI.getCurrent().navigate(MetricsView.class, QueryParameters.of(RANGE, range.name().toLowerCase(Locale.ROOT))));
    private final Map<Metric, TimeChart> charts = new EnumMap<>(Metric.class);
    private final TimeChart wrong = new TimeChart("Errors, by the audit log", TimeChart.Kind.BARS);
    private volatile MetricRange range = MetricRange.HOUR;

    MetricsView(ClusterMetrics metrics, Cluster cluster, AuditSearch audit, TaskScheduler scheduler) {
        this.metrics = metrics;
        this.cluster = cluster;
        this.scheduler = scheduler;
        errors = new ErrorHistory(audit);
        addClassNames("view", "metrics-view");
        var grid = new Div();
        grid.addClassName("charts");
        for (var metric : Metric.values()) {
            var chart = new TimeChart(metric.title(), TimeChart.Kind.LINES);
            charts.put(metric, chart);
            grid.add(panel(chart));
            if (metric == Metric.P99) {
                grid.add(panel(wrong));
            }
        }
        var note = new Paragraph("Of a longer step, p99 is the worst in it and everything else the mean. Each node counts what it answered itself. Leases and tokens are known to the active "
                + "node only, which counts tokens every ten minutes. How large a raft storage is Vault does not tell: set CLUSTER_STORAGE_DIRECTORIES to where "
                + "the console can see the nodes' directories, in the order of VAULT_ADDR.");
        note.addClassName("secondary");
        add(new ViewHeader("Cluster", "Figures of each node, sampled every 15 seconds.", ranges), ClusterNavigation.links(), away, grid, note);
    }

    private static Div panel(TimeChart chart) {
        var panel = new Div(chart);
        panel.addClassName("panel");
        return panel;
    }

    /** What an address names that is no range is the shortest one. */
    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var named = event.getLocation().getQueryParameters().getSingleParameter(RANGE).orElse("");
        range = List.of(MetricRange.values()).stream().filter(one -> one.name().equalsIgnoreCase(named)).findFirst().orElse(MetricRange.HOUR);
        ranges.show(range);
        load(event.getUI());
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var ui = event.getUI();
        var following = metrics.onSample(() -> {
            // Longer ranges change too slowly to be drawn anew each time.
            if (range.seconds() == MetricRange.HOUR.seconds()) {
                load(ui);
            }
        });
        addDetachListener(detach -> {
            following.run();
            detach.unregisterListener();
        });
    }

    /** The page does not wait for the database. */
    private void load(UI ui) {
        var asked = range;
        scheduler.schedule(() -> {
            try {
                var found = metrics.history(asked);
                var failed = errors.of(found);
                OpenPage.change(ui, () -> {
                    if (asked == range) {
                        away.hide();
                        show(found);
                        wrong.show(failed);
                    }
                });
            } catch (DataAccessException | TransactionException e) {
                log.warn("The database is away: {}", e.getMessage());
                OpenPage.change(ui, () -> away.show("The database is not available, so no figures can be shown. What would have been sampled meanwhile will be a gap."));
            }
        }, Instant.now());
    }

    /** Each node in every chart, in the order of the settings, so that it has the same colour in all of them. */
    private void show(History history) {
        var nodes = cluster.state().nodes();
        var names = Stream.concat(nodes.stream().map(NodeState::name),
                history.series().values().stream().flatMap(List::stream).map(Series::node).sorted()).distinct().toList();
        var titles = nodes.stream().collect(Collectors.toMap(NodeState::name, NodeState::title, (one, other) -> one));
        charts.forEach((metric, chart) -> {
            var found = history.series().getOrDefault(metric, List.of());
            var points = found.stream().collect(Collectors.toMap(Series::node, series -> points(series.points())));
            var lines = new ArrayList<TimeChart.Series>();
            names.forEach(name -> lines.add(new TimeChart.Series(titles.getOrDefault(name, name), metric.unit(), points.getOrDefault(name, List.of()))));
            if (metric.adds() && names.size() > 1) {
                lines.add(new TimeChart.Series(ALL, metric.unit(), points(sum(found))));
            }
            chart.show(new TimeChart.Data(history.from(), history.to(), history.range().step(), lines));
        });
    }

    private static List<TimeChart.Point> points(List<Point> points) {
        return points.stream().map(point -> new TimeChart.Point(point.at(), point.value())).toList();
    }

    private static List<Point> sum(List<Series> nodes) {
        var sums = new TreeMap<Instant, Double>();
        nodes.forEach(node -> node.points().forEach(point -> sums.merge(point.at(), point.value(), Double::sum)));
        return sums.entrySet().stream().map(sum -> new Point(sum.getKey(), sum.getValue())).toList();
    }
}
