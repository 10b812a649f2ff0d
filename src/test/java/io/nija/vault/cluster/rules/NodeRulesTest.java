package io.nija.vault.cluster.rules;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

import io.nija.vault.alerts.AlertRule;
import io.nija.vault.alerts.Finding;
import io.nija.vault.cluster.NodeCondition;
import io.nija.vault.cluster.NodeState;
import io.nija.vault.cluster.watch.RealWatch;
import io.nija.vault.testing.RaftCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the rules find in three real nodes to which the real thing happens. */
class NodeRulesTest {

    private static final NodeRules RULES = new NodeRules();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    static RaftCluster nodes;

    RealWatch watch;

    @BeforeAll
    static void start() throws IOException {
        nodes = RaftCluster.start();
    }

    @AfterAll
    static void stop() throws IOException {
        nodes.close();
    }

    /** Until each has said its name and all is well, which takes nodes some seconds after their start. */
    @BeforeEach
    void watch() {
        watch = new RealWatch(nodes, Clock.systemUTC());
        await().atMost(PATIENCE).until(() -> {
            watch.read();
            watch.look();
            return watch.cluster().state().nodes().stream().allMatch(node -> node.id() != null && node.member() != null) && all().isEmpty();
        });
    }

    @AfterEach
    void mend() throws IOException {
        watch.close();
        for (int node = 0; node < 3; node++) {
            nodes.signal(node, "CONT");
        }
        nodes.awaitComplete();
    }

    private List<Finding> all() {
        return List.of(RULES.nodeSealed(watch.cluster()), RULES.nodeUnreachable(watch.cluster()), RULES.noLeader(watch.cluster()),
                RULES.failureTolerance(watch.cluster()), RULES.clockSkew(watch.cluster())).stream().flatMap(rule -> check(rule).stream()).toList();
    }

    private static List<Finding> check(AlertRule rule) {
        return rule.check(rule.threshold() == null ? 0 : rule.threshold().value());
    }

    private void lookUntil(BooleanSupplier seen) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
            watch.look();
            return seen.getAsBoolean();
        });
    }

    private String name(int node) {
        return NodeState.name(nodes.address(node));
    }

    @Test
    void aHealthyClusterIsToldInFull() {
        var state = watch.cluster().state();

        assertThat(state.active()).get().extracting(NodeState::name).isEqualTo(name(nodes.leader()));
        assertThat(state.failureTolerance()).hasValue(1);
        assertThat(state.nodes()).extracting(NodeState::id).containsExactly("node-0", "node-1", "node-2");
        assertThat(state.nodes()).allSatisfy(node -> {
            assertThat(node.member().voter()).isTrue();
            assertThat(node.started()).isNotNull();
            assertThat(node.health().seal().type()).isEqualTo("static");
            assertThat(state.lag(node).getAsLong()).isLessThan(10);
        });
    }

    @Test
    void aNodeThatWasSealedIsFoundUntilItIsUnsealed() throws IOException {
        int sealed = nodes.leader();
        assertThat(nodes.root(sealed).send("POST", "sys/seal").ok()).isTrue();

        lookUntil(() -> watch.cluster().state().nodes().get(sealed).condition() == NodeCondition.SEALED);

        assertThat(check(RULES.nodeSealed(watch.cluster()))).singleElement().satisfies(found -> {
            assertThat(found.subject()).isEqualTo(name(sealed));
            assertThat(found.text()).isEqualTo("Node node-" + sealed + " is sealed (static).");
        });
        nodes.kill(sealed);
        nodes.startAgain(sealed);
        nodes.awaitComplete();
        lookUntil(() -> check(RULES.nodeSealed(watch.cluster())).isEmpty());
    }

    @Test
    void aNodeThatWasKilledIsFoundAtOnceAndNoFurtherOneMayFail() throws IOException {
        int killed = nodes.leader();
        nodes.kill(killed);

        watch.look();

        assertThat(check(RULES.nodeUnreachable(watch.cluster()))).extracting(Finding::subject).contains(name(killed));
        lookUntil(() -> watch.cluster().state().leader().isPresent());
        assertThat(check(RULES.failureTolerance(watch.cluster()))).singleElement().extracting(Finding::text).asString()
                .contains("node-" + killed + " unreachable");
        nodes.startAgain(killed);
        nodes.awaitComplete();
        lookUntil(() -> all().isEmpty());
    }

    @Test
    void aNodeThatHangsIsFoundWithinTheTimeOut() {
        int hanging = (nodes.leader() + 1) % 3;
        nodes.signal(hanging, "STOP");
        var started = System.nanoTime();

        watch.look();

        assertThat(Duration.ofNanos(System.nanoTime() - started)).as("it does not wait until the node goes on").isLessThan(Duration.ofSeconds(5));
        assertThat(check(RULES.nodeUnreachable(watch.cluster()))).filteredOn(found -> found.subject().equals(name(hanging))).singleElement()
                .extracting(Finding::text).asString().contains("no answer within a second");
        nodes.signal(hanging, "CONT");
        lookUntil(() -> all().isEmpty());
    }

    @Test
    void thatNobodyLeadsIsFoundWhenMostNodesAreLost() throws IOException {
        int leader = nodes.leader();
        int other = (leader + 1) % 3;
        nodes.kill(leader);
        nodes.kill(other);

        lookUntil(() -> watch.cluster().state().leader().isEmpty());

        assertThat(check(RULES.noLeader(watch.cluster()))).singleElement().extracting(Finding::text).asString()
                .contains("No node leads", "node-" + leader + " unreachable", "node-" + other + " unreachable");
        nodes.startAgain(leader);
        nodes.startAgain(other);
        nodes.awaitComplete();
        lookUntil(() -> all().isEmpty());
    }

    @Test
    void aClockThatIsOffIsFound() {
        try (var late = new RealWatch(nodes, Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-30)))) {
            late.look();

            assertThat(check(RULES.clockSkew(late.cluster()))).hasSize(3).extracting(Finding::text)
                    .allMatch(text -> text.matches("The clock of .* is at least (2[5-9]|30) s ahead of the console's\\."));
        }
        try (var little = new RealWatch(nodes, Clock.offset(Clock.systemUTC(), Duration.ofSeconds(3)))) {
            little.look();

            assertThat(check(RULES.clockSkew(little.cluster()))).isEmpty();
        }
    }
}
