package io.nija.vault.cluster.rules;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.nija.vault.alerts.AlertRule;
import io.nija.vault.alerts.AlertRule.Threshold;
import io.nija.vault.alerts.Finding;
import io.nija.vault.alerts.Severity;
import io.nija.vault.alerts.StatedRule;
import io.nija.vault.cluster.Cluster;
import io.nija.vault.cluster.ClusterState;
import io.nija.vault.cluster.NodeCondition;
import io.nija.vault.cluster.NodeState;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What can go wrong with the nodes, by what they answer from one second to the next. */
@Configuration
class NodeRules {

    private static final String VIEW = "cluster";

    @Bean
    AlertRule nodeSealed(Cluster cluster) {
        return new StatedRule("node-sealed", "A node is sealed",
                "A sealed node serves nobody. The cluster's view says what unseals it; unless somebody sealed it on purpose, find out why it was.",
                Severity.CRITICAL, Duration.ofSeconds(15), null,
                any -> each(cluster, NodeCondition.SEALED, node -> "Node " + node.title() + " is sealed (" + node.answer().health().seal().type() + ")."));
    }

    @Bean
    AlertRule nodeUnreachable(Cluster cluster) {
        return new StatedRule("node-unreachable", "A node does not answer",
                "Look whether the node's process, its machine and the way to it work. As long as most nodes are well, people can go on.",
                Severity.CRITICAL, Duration.ofSeconds(30), null,
                any -> each(cluster, NodeCondition.UNREACHABLE, node -> "Node " + node.title() + " does not answer at " + node.address() + ": "
                        + problem(node) + "."));
    }

    private static String problem(NodeState node) {
        return switch (node.answer().problem()) {
            case REFUSED -> "nothing listens there";
            case TIMED_OUT -> "no answer within a second";
            case UNTRUSTED -> "its certificate is not trusted";
            case NOT_A_VAULT -> "what answers is no Vault";
            case null -> "unknown";
        };
    }

    private static List<Finding> each(Cluster cluster, NodeCondition condition, Function<NodeState, String> text) {
        return cluster.state().nodes().stream().filter(node -> node.condition() == condition)
                .map(node -> new Finding(node.name(), text.apply(node), VIEW)).toList();
    }

    @Bean
    AlertRule noLeader(Cluster cluster) {
        return new StatedRule("no-leader", "No node leads",
                "Nobody can use their keys. Most of the voters must run, be unsealed and reach each other to elect a leader; their logs say what they miss.",
                Severity.CRITICAL, Duration.ofSeconds(15), null,
                any -> cluster.state().leader().isPresent() ? List.of()
                        : List.of(new Finding("cluster", "No node leads: " + conditions(cluster.state()) + ".", VIEW)));
    }

    private static String conditions(ClusterState state) {
        return state.nodes().stream().map(node -> node.title() + " " + node.condition().label().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "));
    }

    /** One node alone never has a spare one, which is no news. */
    @Bean
    AlertRule failureTolerance(Cluster cluster) {
        return new StatedRule("failure-tolerance", "No further node may fail",
                "When one more node fails, nothing works. Bring back those that are lost, or replace them.",
                Severity.WARNING, Duration.ofMinutes(1), null, any -> {
                    var state = cluster.state();
                    boolean none = state.nodes().size() > 1 && state.leader().isPresent() && state.failureTolerance().orElse(1) == 0;
                    return none ? List.of(new Finding("cluster", "When one more node fails, nothing works: " + conditions(state) + ".", VIEW)) : List.of();
                });
    }

    @Bean
    AlertRule clockSkew(Cluster cluster) {
        return new StatedRule("clock-skew", "A node's clock is off",
                "Set up time synchronisation on the node's machine and on the console's. Tokens, sign-ins and certificates are judged by the clock.",
                Severity.WARNING, Duration.ofMinutes(2), new Threshold(5, "s"),
                seconds -> cluster.state().nodes().stream().filter(node -> node.clockSkew().abs().toMillis() > seconds * 1000)
                        .map(node -> new Finding(node.name(), "The clock of " + node.title() + " is at least " + node.clockSkew().abs().toSeconds() + " s "
                                + (node.clockSkew().isNegative() ? "behind" : "ahead of") + " the console's.", VIEW)).toList());
    }
}
