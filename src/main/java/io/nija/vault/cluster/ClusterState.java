package io.nija.vault.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import io.nija.vault.vault.NodeHealth;
import io.nija.vault.vault.RaftState;
import org.jspecify.annotations.Nullable;

/**
 * The cluster as it was at the last look.
 *
 * @param nodes in the order of the settings
 * @param raft  as its leader saw it up to a quarter of a minute ago; null when the storage is another, or it could not be asked
 */
public record ClusterState(Instant at, List<NodeState> nodes, @Nullable RaftState raft) {

    public ClusterState {
        nodes = List.copyOf(nodes);
    }

    public Optional<NodeState> active() {
        return nodes.stream().filter(node -> node.condition() == NodeCondition.ACTIVE).findFirst();
    }

    /** Where the leader is, which need not be one of the addresses in the settings; empty when there is none. */
    public Optional<String> leader() {
        return active().map(node -> node.address().toString()).or(() -> nodes.stream().filter(node -> node.condition() == NodeCondition.STANDBY)
                .map(NodeState::health).map(health -> health == null ? null : health.leaderAddress())
                .filter(address -> address != null && nodes.stream().noneMatch(node -> node.address().toString().equals(address))).findFirst());
    }

    /**
     * How many more nodes may fail before nothing works, by what the nodes answer now, which is sooner than autopilot notices.
     * Empty when it cannot be told: with one address, there may be more nodes behind it.
     */
    public OptionalInt failureTolerance() {
        int serving = (int) nodes.stream().filter(node -> node.condition().serves()).count();
        if (raft == null) {
            return nodes.size() > 1 ? OptionalInt.of(Math.max(serving - 1, 0)) : OptionalInt.empty();
        }
        var voters = raft.servers().stream().filter(RaftState.Server::voter).toList();
        return OptionalInt.of((int) Math.max(voters.size() - lost(voters) - (voters.size() / 2 + 1), 0));
    }

    /**
     * How many do not serve. One that has just started does not say its name yet, so voters whose names nobody bears are
     * taken for nodes that serve and have said none; what is at none of our addresses is judged by autopilot.
     */
    private long lost(List<RaftState.Server> voters) {
        long named = nodes.stream().filter(node -> !node.condition().serves())
                .filter(node -> voters.stream().anyMatch(voter -> voter.id().equals(node.id()))).count();
        var unknown = voters.stream().filter(voter -> nodes.stream().noneMatch(node -> voter.id().equals(node.id()))).toList();
        if (nodes.size() < voters.size()) {
            return named + unknown.stream().filter(voter -> Boolean.FALSE.equals(voter.healthy())).count();
        }
        long unnamed = nodes.stream().filter(node -> node.id() == null && node.condition().serves()).count();
        return named + Math.max(unknown.size() - unnamed, 0);
    }

    /** How many entries a node has yet to apply that the others have agreed on; empty without raft. */
    public OptionalLong lag(NodeState node) {
        var health = node.answer().health();
        if (health == null || health.applied() == null) {
            return OptionalLong.empty();
        }
        long committed = nodes.stream().map(other -> other.answer().health()).filter(other -> other != null && other.committed() != null)
                .mapToLong(NodeHealth::committed).max().orElse(health.applied());
        return OptionalLong.of(Math.max(committed - health.applied(), 0));
    }
}
