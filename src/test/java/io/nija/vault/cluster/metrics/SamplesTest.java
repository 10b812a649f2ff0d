package io.nija.vault.cluster.metrics;

import java.io.IOException;
import java.net.URI;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.nija.vault.cluster.Cluster;
import io.nija.vault.cluster.ClusterMetrics.Point;
import io.nija.vault.cluster.ClusterState;
import io.nija.vault.cluster.Metric;
import io.nija.vault.cluster.MetricRange;
import io.nija.vault.cluster.NodeCondition;
import io.nija.vault.cluster.NodeState;
import io.nija.vault.cluster.watch.Figures;
import io.nija.vault.cluster.watch.RealWatch;
import io.nija.vault.testing.DevPostgres;
import io.nija.vault.vault.NodeAnswer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ScriptUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** What is kept, in which steps and for how long, in a real database. */
class SamplesTest {

    private static final URI NODE = URI.create("http://127.0.0.1:8200");
    private static final String NAME = "127.0.0.1:8200";

    static DevPostgres postgres;
    static JdbcClient database;

    RealWatch watch;
    Samples samples;
    DatabaseMetrics metrics;

    @BeforeAll
    static void start() throws Exception {
        postgres = DevPostgres.start();
        database = JdbcClient.create(postgres.dataSource());
        try (var connection = postgres.dataSource().getConnection()) {
            ScriptUtils.executeSqlScript(connection, new ClassPathResource("db/migration/V12__cluster.sql"));
        }
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void console() {
        database.sql("delete from cluster_sample").update();
        watch = new RealWatch(List.of(NODE), "none", Clock.systemUTC());
        samples = console(NodeCondition.ACTIVE);
        metrics = new DatabaseMetrics(database, samples);
    }

    @AfterEach
    void end() {
        watch.close();
    }

    private Samples console(NodeCondition condition) {
        var answer = new NodeAnswer(NODE, Instant.now(), Duration.ZERO, null, null);
        var cluster = new Cluster() {

            @Override
            public ClusterState state() {
                return new ClusterState(Instant.now(), List.of(new NodeState(NODE, condition, Instant.now(), answer, null, null, null, null)), null);
            }

            @Override
            public Runnable onChange(Consumer<ClusterState> listener) {
                return () -> { };
            }
        };
        return RealMetrics.samples(postgres.dataSource(), cluster, watch);
    }

    private static Figures figures(Instant at, double requests, double p99) {
        return new Figures(at, "node-0", Instant.EPOCH, requests, 0, 1.0, p99, 5.0, null, 1000.0);
    }

    private void row(int seconds, Instant at, double requests, Double p99, double active) {
        database.sql("insert into cluster_sample (seconds, at, node, up, active, requests, p99) values (?, ?, ?, 1, ?, ?, ?)")
                .param(seconds).param(Timestamp.from(at)).param(NAME).param(active).param(requests).param(p99).update();
    }

    private List<Double> rows(int seconds, String column) {
        return database.sql("select " + column + " from cluster_sample where seconds = ? order by at").param(seconds).query(Double.class).list();
    }

    @Test
    void twoConsolesKeepOneSampleATick() {
        var tick = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        var other = console(NodeCondition.STANDBY);
        samples.keep(tick, Map.of(NODE, figures(tick, 10, 2)));
        other.keep(tick, Map.of(NODE, figures(tick.plusMillis(300), 11, 3)));
        samples.keep(tick.plusSeconds(15), Map.of(NODE, figures(tick.plusSeconds(15), 40, 4)));

        assertThat(rows(15, "p99")).containsExactly(2.0, 4.0);
        assertThat(rows(15, "requests")).containsExactly(null, 2.0);
        assertThat(rows(15, "active")).containsOnly(1.0);
    }

    @Test
    void aNodeThatCannotBeAskedHasARowWithoutFigures() {
        console(NodeCondition.UNREACHABLE).keep(Instant.now().truncatedTo(ChronoUnit.MINUTES), Map.of());

        assertThat(rows(15, "up")).containsExactly(0.0);
        assertThat(rows(15, "requests")).containsOnlyNulls();
        assertThat(metrics.history(MetricRange.HOUR).series().get(Metric.REQUESTS)).isEmpty();
    }

    @Test
    void stepsThatHaveEndedAreDrawnTogetherAndTheCurrentOneIsNot() {
        var hour = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(3));
        row(15, hour, 1, 10.0, 1);
        row(15, hour.plusSeconds(15), 3, 90.0, 1);
        row(15, hour.plusSeconds(300), 5, null, 0);
        row(15, hour.plusSeconds(3600), 100, 1.0, 1);

        samples.rollUp(hour.plusSeconds(3600 + 60));

        assertThat(rows(300, "requests")).containsExactly(2.0, 5.0);
        assertThat(rows(300, "p99")).containsExactly(90.0, null);
        assertThat(rows(300, "active")).containsExactly(1.0, 0.0);
        assertThat(rows(3600, "requests")).containsExactly(3.5);
        assertThat(rows(3600, "p99")).containsExactly(90.0);

        samples.rollUp(hour.plusSeconds(3600 + 60));
        assertThat(rows(300, "requests")).as("drawn once more").containsExactly(2.0, 5.0);
        samples.rollUp(hour.plusSeconds(3600 + 400));
        assertThat(rows(300, "requests")).containsExactly(2.0, 5.0, 100.0);
    }

    @Test
    void aSampleThatCameLateIsInTheStepAsLongAsThatIsTheLastOne() {
        var hour = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(3));
        row(15, hour, 1, 10.0, 1);
        samples.rollUp(hour.plusSeconds(400));
        row(15, hour.plusSeconds(285), 3, 10.0, 1);

        samples.rollUp(hour.plusSeconds(460));

        assertThat(rows(300, "requests")).containsExactly(2.0);
    }

    @Test
    void eachStepIsLetGoWhenItsTimeIsOver() {
        var now = Instant.now();
        row(15, now.minus(Duration.ofHours(25)), 1, 1.0, 1);
        row(15, now.minus(Duration.ofHours(23)), 2, 1.0, 1);
        row(300, now.minus(Duration.ofDays(31)), 3, 1.0, 1);
        row(300, now.minus(Duration.ofDays(29)), 4, 1.0, 1);
        row(3600, now.minus(Duration.ofDays(366)), 5, 1.0, 1);
        row(3600, now.minus(Duration.ofDays(364)), 6, 1.0, 1);

        samples.rollUp(now);

        assertThat(rows(15, "requests")).containsExactly(2.0);
        assertThat(rows(300, "requests")).contains(4.0).doesNotContain(3.0);
        assertThat(rows(3600, "requests")).contains(6.0).doesNotContain(5.0);
    }

    @Test
    void aHistoryHasTheGapsThatThereWere() {
        var now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        row(15, now.minusSeconds(120), 1, 5.0, 1);
        row(15, now.minusSeconds(60), 2, 7.0, 0);

        var history = metrics.history(MetricRange.HOUR);

        assertThat(history.series().get(Metric.REQUESTS)).singleElement().satisfies(series -> {
            assertThat(series.node()).isEqualTo(NAME);
            assertThat(series.points()).containsExactly(new Point(now.minusSeconds(120), 1), new Point(now.minusSeconds(60), 2));
        });
        assertThat(metrics.worstLatency(now.minusSeconds(300), now)).hasValue(7);
        assertThat(metrics.worstLatency(now.minusSeconds(50), now)).isEmpty();
    }
}
