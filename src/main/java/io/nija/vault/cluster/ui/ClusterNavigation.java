package io.nija.vault.cluster.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.router.HighlightConditions;
import com.vaadin.flow.router.RouterLink;

/** The one place that knows the addresses of the cluster's views, and the ways from one to the other. */
final class ClusterNavigation {

    static final String CLUSTER = "cluster";
    static final String METRICS = "cluster/metrics";
    static final String SETUP = "cluster/setup";

    private ClusterNavigation() {
    }

    /** Links to all three, on each of them. */
    static Component links() {
        var links = new Nav(link("Nodes", ClusterView.class), link("Metrics", MetricsView.class), link("Setup", SetupView.class));
        links.addClassName("view-links");
        links.setAriaLabel("Cluster");
        return links;
    }

    private static RouterLink link(String text, Class<? extends Component> view) {
        var link = new RouterLink(text, view);
        link.setHighlightCondition(HighlightConditions.sameLocation());
        return link;
    }
}
