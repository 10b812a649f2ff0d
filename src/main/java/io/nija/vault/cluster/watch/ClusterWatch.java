package io.nija.vault.cluster.watch;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.nija.vault.cluster.Cluster;
import io.nija.vault.cluster.ClusterState;
import io.nija.vault.cluster.NodeCondition;
import io.nija.vault.cluster.NodeState;
import io.nija.vault.vault.NodeAnswer;
import io.nija.vault.vault.NodeProbe;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks at every node once a second, for all pages together, and tells them what has changed. */
@Component
class ClusterWatch implements Cluster {

    private static final Logger log = LoggerFactory.getLogger(ClusterWatch.class);

    private final NodeProbe probe;
    private final Readings readings;
    private final Set<Consumer<ClusterState>> listeners = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ClusterState state;

    ClusterWatch(NodeProbe probe, Readings readings) {
        this.probe = probe;
        this.readings = readings;
    }

    @Override
    public ClusterState state() {
        var last = state;
        return last == null ? look() : last;
    }

    @Override
    public Runnable onChange(Consumer<ClusterState> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** At a fixed rate, since jobs with a fixed delay wait for each other. */
    @Scheduled(fixedRateString = "${cluster.watch:1s}")
    void check() {
        look();
    }

    /** One at a time: who comes while another looks takes what that one sees. */
    private ClusterState look() {
        var before = state;
        synchronized (this) {
            var last = state;
            if (last != null && last != before) {
                return last;
            }
            var now = joined(last, probe.ask());
            state = now;
            var changed = now.nodes().stream().filter(node -> last == null || condition(last, node) != node.condition()).toList();
            if (!changed.isEmpty()) {
                changed.forEach(node -> log.info("Node {} is {}", node.name(), node.condition().label().toLowerCase(Locale.ROOT)));
                readings.readSoon();
            }
            if (last == null || differs(last, now)) {
                listeners.forEach(listener -> tell(listener, now));
            }
            return now;
        }
    }

    private ClusterState joined(@Nullable ClusterState last, List<NodeAnswer> answers) {
        var raft = readings.raft();
        return new ClusterState(Instant.now(), answers.stream().map(answer -> {
            var before = last == null ? null : last.nodes().stream().filter(node -> node.address().equals(answer.address())).findFirst().orElse(null);
            var condition = condition(answer);
            var known = readings.latest(answer.address());
            var id = known == null ? null : known.id();
            var member = raft == null ? null : raft.servers().stream().filter(server -> server.id().equals(id)).findFirst().orElse(null);
            return new NodeState(answer.address(), condition, before != null && before.condition() == condition ? before.since() : answer.at(), answer,
                    answer.health() != null || before == null ? answer.health() : before.health(), id, member, known == null ? null : known.started());
        }).toList(), raft);
    }

    private static NodeCondition condition(NodeAnswer answer) {
        var health = answer.health();
        if (health == null) {
            return NodeCondition.UNREACHABLE;
        }
        if (!health.initialized()) {
            return NodeCondition.NOT_INITIALIZED;
        }
        if (health.sealed()) {
            return NodeCondition.SEALED;
        }
        return health.active() ? NodeCondition.ACTIVE : NodeCondition.STANDBY;
    }

    private static @Nullable NodeCondition condition(ClusterState state, NodeState wanted) {
        return state.nodes().stream().filter(node -> node.address().equals(wanted.address())).map(NodeState::condition).findFirst().orElse(null);
    }

    /** What a reader would see, which neither the time of the look nor a node's clock is. */
    private static boolean differs(ClusterState last, ClusterState now) {
        return !seen(last).equals(seen(now));
    }

    private record Seen(URI address, NodeCondition condition, @Nullable Object problem, @Nullable Object seal, @Nullable Long applied,
            @Nullable Object member, @Nullable Object leader, boolean skewed) {
    }

    private static List<?> seen(ClusterState state) {
        return state.nodes().stream().map(node -> {
            var health = node.answer().health();
            return new Seen(node.address(), node.condition(), node.answer().problem(), health == null ? null : health.seal(),
                    health == null ? null : health.applied(), node.member(), health == null ? null : health.leaderAddress(),
                    !node.clockSkew().isZero());
        }).toList();
    }

    private static void tell(Consumer<ClusterState> listener, ClusterState now) {
        try {
            listener.accept(now);
        } catch (RuntimeException e) {
            log.debug("A listener, most likely of a page that was just closed, did not take the state", e);
        }
    }
}
