package io.nija.vault.cluster.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.nija.vault.cluster.ClusterState;
import io.nija.vault.cluster.NodeState;
import io.nija.vault.vault.ClusterSetup.NodeAudit;
import io.nija.vault.vault.NodeHealth;
import org.jspecify.annotations.Nullable;

/** What is not the same on all nodes and should be, in sentences. */
final class Differences {

    private Differences() {
    }

    /** By what the nodes last said of themselves. */
    static List<String> between(ClusterState state) {
        var found = new ArrayList<String>();
        compare(state, "Version", NodeHealth::version, found);
        compare(state, "Seal", health -> health.seal().type(), found);
        compare(state, "Storage", NodeHealth::storage, found);
        compare(state, "Cluster", NodeHealth::cluster, found);
        state.nodes().stream().filter(node -> !node.clockSkew().isZero())
                .forEach(node -> found.add("The clock of " + node.title() + " is at least " + NodeText.skew(node.clockSkew()) + "."));
        return found;
    }

    private static void compare(ClusterState state, String what, Function<NodeHealth, @Nullable String> property, List<String> into) {
        var values = new TreeMap<String, List<String>>();
        for (NodeState node : state.nodes()) {
            var value = node.health() == null ? null : property.apply(node.health());
            if (value != null && !value.isEmpty()) {
                values.computeIfAbsent(value, any -> new ArrayList<>()).add(node.title());
            }
        }
        if (values.size() > 1) {
            into.add(what + ": " + values.entrySet().stream().map(value -> value.getKey() + " on " + String.join(", ", value.getValue()))
                    .collect(Collectors.joining("; ")) + ".");
        }
    }

    /** Whether the audit devices are the same, options included, without which a standby cannot take over. */
    static String auditDevices(ClusterState state, List<NodeAudit> audits) {
        var known = audits.stream().filter(audit -> audit.devices() != null).toList();
        if (known.isEmpty()) {
            return "No node told which audit devices it has.";
        }
        var devices = Objects.requireNonNull(known.getFirst().devices());
        if (known.stream().allMatch(audit -> devices.equals(audit.devices()))) {
            var names = devices.stream().map(device -> device.path() + " (" + device.type() + ")").collect(Collectors.joining(", "));
            return devices.isEmpty() ? "There is no audit device: nothing that is done in Vault is on record."
                    : known.size() == 1 ? "Audit devices: " + names + "." : "The audit devices are the same on " + known.size() + " nodes, options included: " + names + ".";
        }
        return "The audit devices differ, so a standby cannot take over: " + known.stream().map(audit -> title(state, audit) + " has "
                + describe(audit)).collect(Collectors.joining("; ")) + ". Make the audit stanzas of all configuration files the same.";
    }

    private static String title(ClusterState state, NodeAudit audit) {
        return state.nodes().stream().filter(node -> node.address().equals(audit.node())).findFirst().map(NodeState::title)
                .orElse(NodeState.name(audit.node()));
    }

    private static String describe(NodeAudit audit) {
        var devices = Objects.requireNonNull(audit.devices());
        return devices.isEmpty() ? "none" : devices.stream().map(device -> device.path() + " " + options(device.options())).collect(Collectors.joining(", "));
    }

    private static String options(Map<String, String> options) {
        return options.entrySet().stream().map(option -> option.getKey() + "=" + option.getValue()).collect(Collectors.joining(" "));
    }
}
