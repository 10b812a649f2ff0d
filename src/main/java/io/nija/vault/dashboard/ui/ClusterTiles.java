package io.nija.vault.dashboard.ui;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.nija.vault.base.ui.Figures;
import io.nija.vault.cluster.Cluster;
import io.nija.vault.cluster.ClusterState;
import io.nija.vault.cluster.NodeState;
import io.nija.vault.security.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Whether Vault can serve, who leads, and how many nodes may still fail. */
@Configuration
class ClusterTiles {

    @Bean
    @Order(30)
    TileSource clusterTile(Cluster cluster) {
        return TileSource.of(Role.ADMIN, "Vault", "cluster", () -> cluster(cluster.state()));
    }

    static Reading cluster(ClusterState state) {
        if (state.nodes().isEmpty()) {
            return Reading.unknown("No node has been looked at yet.");
        }
        var lost = state.nodes().stream().filter(node -> !node.condition().serves()).toList();
        var figure = state.nodes().size() - lost.size() + " of " + Figures.of(state.nodes().size(), "node");
        if (state.leader().isEmpty()) {
            return Reading.of(Mood.BAD, figure, "No node leads, so nothing can be written. " + inWords(lost));
        }
        var leader = "Led by " + state.active().map(NodeState::title).or(state::leader).orElseThrow() + ". ";
        if (!lost.isEmpty()) {
            return Reading.of(Mood.BAD, figure, leader + inWords(lost));
        }
        var tolerance = state.failureTolerance();
        if (tolerance.isEmpty() || state.nodes().size() == 1) {
            return Reading.of(Mood.GOOD, "Unsealed", leader + "There is one node, so it may not fail.");
        }
        return Reading.of(tolerance.getAsInt() == 0 ? Mood.BAD : Mood.GOOD, figure, leader + Figures.of(tolerance.getAsInt()) + " more may fail.");
    }

    private static String inWords(List<NodeState> lost) {
        return lost.stream().map(node -> node.title() + " is " + node.condition().label().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", ", "", "."));
    }
}
