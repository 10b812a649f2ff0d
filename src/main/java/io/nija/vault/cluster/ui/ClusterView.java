package io.nija.vault.cluster.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.nija.vault.base.ConsoleException;
import io.nija.vault.base.ui.Banner;
import io.nija.vault.base.ui.ServerLink;
import io.nija.vault.base.ui.ViewHeader;
import io.nija.vault.cluster.Cluster;
import io.nija.vault.cluster.ClusterState;
import io.nija.vault.cluster.NodeState;
import io.nija.vault.cluster.StorageDatabase;
import io.nija.vault.security.Role;
import io.nija.vault.security.StepUp;
import io.nija.vault.vault.ClusterSetup;
import jakarta.annotation.security.RolesAllowed;

/** Each node as it is from one second to the next, and what is not as it should be. */
@Route(ClusterNavigation.CLUSTER)
@PageTitle("Cluster · NIJA Vault Console")
@Menu(title = "Cluster", icon = "vaadin:cluster", order = 45)
@RolesAllowed(Role.ADMIN_NAME)
class ClusterView extends Div {

    private final transient Cluster cluster;
    private final transient ClusterSetup setup;
    private final Banner banner = new Banner();
    private final ClusterFigures figures = new ClusterFigures();
    private final Div nodes = new Div();
    private final List<NodePanel> panels = new ArrayList<>();
    private final UnorderedList differences = new UnorderedList();
    private final Paragraph same = new Paragraph("Version, seal, storage and clock are the same on all nodes that have answered.");
    private final Div audit = new Div();

    ClusterView(Cluster cluster, ClusterSetup setup, StorageDatabase storage) {
        this.cluster = cluster;
        this.setup = setup;
        addClassNames("view", "cluster-view");
        nodes.addClassName("nodes");
        differences.addClassName("differences");
        var comparison = new Section(new H2("What differs between nodes"), same, differences, audit);
        comparison.addClassName("panel");
        add(new ViewHeader("Cluster", "Every node by itself, asked once a second."), ClusterNavigation.links(), banner, figures, nodes, comparison,
                new StoragePanel(cluster, storage));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var ui = event.getUI();
        var following = cluster.onChange(state -> ui.access(() -> show(state)));
        addDetachListener(detach -> {
            following.run();
            detach.unregisterListener();
        });
        show(cluster.state());
        compareAudit();
    }

    private void show(ClusterState state) {
        problem(state).ifPresentOrElse(banner::show, banner::hide);
        figures.show(state);
        while (panels.size() < state.nodes().size()) {
            var panel = new NodePanel();
            panels.add(panel);
            nodes.add(panel);
        }
        for (int i = 0; i < panels.size(); i++) {
            panels.get(i).show(state, state.nodes().get(i));
        }
        var found = Differences.between(state);
        same.setVisible(found.isEmpty() && state.nodes().size() > 1);
        differences.removeAll();
        found.forEach(one -> differences.add(new ListItem(one)));
    }

    private static Optional<String> problem(ClusterState state) {
        long serving = state.nodes().stream().filter(node -> node.condition().serves()).count();
        if (state.leader().isEmpty()) {
            return Optional.of(serving == 0 ? "No node serves. Nobody can use their keys until one does: see below what to do with each."
                    : "No node leads. Most of the voters must be able to reach each other to elect one; that takes some seconds after a leader is lost.");
        }
        if (serving < state.nodes().size()) {
            return Optional.of(serving + " of " + state.nodes().size() + " nodes serve. Vault works" + (state.failureTolerance().orElse(1) == 0
                    ? ", and stops when one more node fails." : "."));
        }
        return Optional.empty();
    }

    /** With the admin's own token, so only when the view is opened, and not of nodes that would not answer. */
    private void compareAudit() {
        var state = cluster.state();
        audit.removeAll();
        try {
            var answering = state.nodes().stream().filter(node -> node.condition().serves()).map(NodeState::address).toList();
            audit.add(new Paragraph(Differences.auditDevices(state, setup.auditDevices(answering))));
        } catch (ConsoleException e) {
            audit.add(new Paragraph("The audit devices are not compared: " + e.getMessage()));
            if (e.signInHelps()) {
                audit.add(new ServerLink(StepUp.signInAddress(), "Sign in again"));
            }
        }
    }
}
