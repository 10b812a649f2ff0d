package io.nija.vault.cluster.ui;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.nija.vault.cluster.ClusterState;
import io.nija.vault.cluster.NodeCondition;
import io.nija.vault.cluster.NodeState;
import io.nija.vault.vault.ClusterSetup.AuditDevice;
import io.nija.vault.vault.ClusterSetup.NodeAudit;
import io.nija.vault.vault.NodeAnswer;
import io.nija.vault.vault.NodeAnswer.Problem;
import io.nija.vault.vault.NodeHealth;
import io.nija.vault.vault.NodeHealth.Seal;
import io.nija.vault.vault.RaftState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What admins are told of nodes, for states that real ones are rarely in at once. */
class NodeTextTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);

    private static NodeHealth health(String version, Seal seal, Instant clock, boolean sealed) {
        return new NodeHealth(true, sealed, version, "c", seal, "raft", clock, false, null, "http://a", 10L, 10L);
    }

    private static NodeState node(int number, NodeCondition condition, @Nullable NodeHealth health, @Nullable Problem problem) {
        var address = URI.create("http://127.0.0.1:82" + number + "0");
        var answer = new NodeAnswer(address, NOW, Duration.ofMillis(20), problem == null ? health : null, problem);
        var member = new RaftState.Server("n" + number, "127.0.0.1:1", false, true, Duration.ofMillis(40), 10L, true);
        return new NodeState(address, condition, NOW, answer, health, "n" + number, member, null);
    }

    private static NodeState standby(int number, String version, Instant clock) {
        return node(number, NodeCondition.STANDBY, health(version, new Seal("static", 1, 1, 0), clock, false), null);
    }

    @Test
    void aNodeThatPeopleUnsealSaysHowFarTheyAre() {
        var node = node(1, NodeCondition.SEALED, health("2.7.2", new Seal("shamir", 3, 5, 1), NOW, true), null);

        assertThat(NodeText.advice(node)).contains("3 of 5 key shares, 1 of which have been given", "bao operator unseal");
        assertThat(NodeText.seal(node.health())).isEqualTo("shamir, 3 of 5 shares · sealed, 1 given");
        assertThat(NodeText.role(node)).as("it leads nobody and follows nobody").isEqualTo("voter");
        assertThat(NodeText.verdict(node)).isNull();
    }

    @Test
    void aNodeThatShouldUnsealItselfSaysWithWhat() {
        var node = node(1, NodeCondition.SEALED, health("2.7.2", new Seal("awskms", 1, 1, 0), NOW, true), null);

        assertThat(NodeText.advice(node)).contains("“awskms”", "restart it").doesNotContain("key shares");
    }

    @ParameterizedTest
    @EnumSource(Problem.class)
    void eachReasonNotToAnswerComesWithWhatToLookAt(Problem problem) {
        assertThat(NodeText.advice(node(1, NodeCondition.UNREACHABLE, null, problem))).contains("Look ").doesNotContain("null");
    }

    @Test
    void versionsAndClocksThatDifferAreNamedWithTheirNodes() {
        var state = new ClusterState(NOW, List.of(standby(1, "2.7.2", NOW), standby(2, "2.7.1", NOW.plusSeconds(90)), standby(3, "2.7.2", NOW.minusSeconds(90))), null);

        assertThat(Differences.between(state)).containsExactly("Version: 2.7.1 on n2; 2.7.2 on n1, n3.", "The clock of n2 is at least 89 s ahead.",
                "The clock of n3 is at least 89 s behind.");
        assertThat(Differences.between(new ClusterState(NOW, List.of(standby(1, "2.7.2", NOW), standby(2, "2.7.2", NOW)), null))).isEmpty();
    }

    @Test
    void auditDevicesThatDifferKeepAStandbyFromTakingOver() {
        var state = new ClusterState(NOW, List.of(standby(1, "2.7.2", NOW), standby(2, "2.7.2", NOW)), null);
        var first = new NodeAudit(state.nodes().get(0).address(), List.of(new AuditDevice("file/", "file", Map.of("file_path", "a.log"))));
        var second = new NodeAudit(state.nodes().get(1).address(), List.of(new AuditDevice("file/", "file", Map.of("file_path", "b.log"))));

        assertThat(Differences.auditDevices(state, List.of(first, second))).contains("differ", "n1 has file/ file_path=a.log", "n2 has file/ file_path=b.log");
        assertThat(Differences.auditDevices(state, List.of(first, new NodeAudit(second.node(), first.devices())))).startsWith("The audit devices are the same on 2 nodes");
        assertThat(Differences.auditDevices(state, List.of(new NodeAudit(second.node(), null)))).startsWith("No node told");
    }

    @Test
    void howManyMayFailIsCountedByWhoAnswersNow() {
        var raft = new RaftState(List.of(standby(1, "", NOW).member(), standby(2, "", NOW).member(), standby(3, "", NOW).member()), 1, true);
        var lost = node(3, NodeCondition.UNREACHABLE, null, Problem.REFUSED);

        assertThat(new ClusterState(NOW, List.of(standby(1, "", NOW), standby(2, "", NOW), standby(3, "", NOW)), raft).failureTolerance()).hasValue(1);
        assertThat(new ClusterState(NOW, List.of(standby(1, "", NOW), standby(2, "", NOW), lost), raft).failureTolerance()).hasValue(0);
        assertThat(new ClusterState(NOW, List.of(standby(1, "", NOW)), raft).failureTolerance()).as("autopilot's word for what has no address").hasValue(1);
        assertThat(new ClusterState(NOW, List.of(standby(1, "", NOW)), null).failureTolerance()).isEmpty();
    }
}
