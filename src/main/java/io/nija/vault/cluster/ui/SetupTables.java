package io.nija.vault.cluster.ui;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import io.nija.vault.base.ui.Figures;
import io.nija.vault.base.ui.PlainTable;
import io.nija.vault.base.ui.Times;
import io.nija.vault.cluster.ClusterState;
import io.nija.vault.cluster.NodeState;
import io.nija.vault.vault.ClusterSetup.Host;
import io.nija.vault.vault.ClusterSetup.Leases;
import io.nija.vault.vault.ClusterSetup.Mount;
import io.nija.vault.vault.ClusterSetup.NodeAudit;
import io.nija.vault.vault.Expiry;

/** The small tables of the set-up. */
final class SetupTables {

    private static final long GIB = 1 << 30;

    private SetupTables() {
    }

    static Component mounts(String caption, List<Mount> mounts) {
        var table = new PlainTable(caption, "Path", "Type", "What for");
        mounts.forEach(mount -> table.row(mount.path(), mount.version() == null ? mount.type() : mount.type() + " v" + mount.version(), mount.description()));
        return table;
    }

    static Component audits(ClusterState state, List<NodeAudit> audits) {
        var table = new PlainTable("Audit devices", "Node", "Device", "Options");
        for (var audit : audits) {
            var node = title(state, audit.node().toString());
            if (audit.devices() == null) {
                table.row(node, "did not answer", "");
            } else if (audit.devices().isEmpty()) {
                table.row(node, "none", "");
            } else {
                audit.devices().forEach(device -> table.row(node, device.path() + " (" + device.type() + ")", options(device.options())));
            }
        }
        var verdict = new Paragraph(Differences.auditDevices(state, audits));
        return new Div(verdict, table);
    }

    private static String options(Map<String, String> options) {
        return options.entrySet().stream().map(option -> option.getKey() + " = " + option.getValue()).collect(Collectors.joining(", "));
    }

    static Component leases(List<Leases> leases) {
        if (leases.isEmpty()) {
            return new Paragraph("There are none.");
        }
        var table = new PlainTable("Leases", "Prefix", "Leases");
        leases.forEach(lease -> table.row(lease.prefix(), lease.complete() ? Figures.of(lease.count()) : "not counted: there are too many prefixes"));
        return table;
    }

    static Component hosts(ClusterState state, List<Host> hosts) {
        if (hosts.isEmpty()) {
            return new Paragraph("No node told about its machine.");
        }
        var table = new PlainTable("Machines", "Node", "Host", "Processors", "Memory", "Disk");
        hosts.forEach(host -> table.row(title(state, host.node().toString()), host.name(), Figures.of(host.processors()),
                of(host.memory() - host.memoryAvailable(), host.memory()), of(host.diskUsed(), host.disk())));
        return table;
    }

    private static String of(long used, long all) {
        return all == 0 ? "–" : "%d of %d GiB, %d %%".formatted(used / GIB, all / GIB, used * 100 / all);
    }

    static Component expiries(List<Expiry> expiries) {
        if (expiries.isEmpty()) {
            return new Paragraph("Nothing could be looked up.");
        }
        var table = new PlainTable("What expires", "What", "When", "Renewed");
        expiries.stream().sorted(Comparator.comparing(Expiry::at, Comparator.nullsLast(Comparator.naturalOrder())))
                .forEach(expiry -> table.row(what(expiry), when(expiry), expiry.at() == null ? "" : expiry.renewed() ? "by itself" : "by you"));
        return table;
    }

    private static String what(Expiry expiry) {
        return expiry.kind() == Expiry.Kind.CERTIFICATE ? "Certificate of " + expiry.subject() : expiry.subject();
    }

    private static String when(Expiry expiry) {
        var at = expiry.at();
        if (at == null) {
            return "never";
        }
        var left = Duration.between(Instant.now(), at);
        return left.isNegative() ? "expired on " + Times.dateTime(at) : "in " + NodeText.duration(left) + ", " + Times.dateTime(at);
    }

    private static String title(ClusterState state, String address) {
        return state.nodes().stream().filter(node -> node.address().toString().equals(address)).findFirst().map(NodeState::title).orElse(address);
    }
}
