package io.nija.vault.cluster.ui;

import java.util.OptionalInt;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.nija.vault.cluster.ClusterState;
import io.nija.vault.cluster.NodeState;

/** The cluster in four figures. */
class ClusterFigures extends Div {

    private final Span leader = new Span();
    private final Span serving = new Span();
    private final Span tolerance = new Span();
    private final Span autopilot = new Span();

    ClusterFigures() {
        addClassName("figures");
        getElement().setAttribute("role", "status");
        add(figure(leader, "active node"), figure(serving, "nodes serve"), figure(tolerance, "may fail"), figure(autopilot, "autopilot says"));
    }

    private static Component figure(Span value, String label) {
        value.addClassName("figure-value");
        var figure = new Div(value, new Span(label));
        figure.addClassName("figure");
        return figure;
    }

    void show(ClusterState state) {
        set(leader, state.active().map(NodeState::title).or(state::leader).orElse("none"), state.leader().isPresent() ? "" : "bad");
        long serve = state.nodes().stream().filter(node -> node.condition().serves()).count();
        set(serving, serve + " of " + state.nodes().size(), serve == state.nodes().size() ? "good" : "bad");
        var may = state.failureTolerance();
        set(tolerance, may.isPresent() ? String.valueOf(may.getAsInt()) : "–", warns(state, may) ? "bad" : "");
        var healthy = state.raft() == null ? null : state.raft().healthy();
        set(autopilot, healthy == null ? "–" : healthy ? "healthy" : "not healthy", Boolean.FALSE.equals(healthy) ? "bad" : "");
    }

    /** A cluster of one cannot lose a node, which is no news. */
    private static boolean warns(ClusterState state, OptionalInt may) {
        return state.nodes().size() > 1 && may.orElse(1) == 0;
    }

    private static void set(Span value, String text, String mood) {
        value.setText(text);
        var figure = (Div) value.getParent().orElseThrow();
        figure.setClassName("figure-good", mood.equals("good"));
        figure.setClassName("figure-bad", mood.equals("bad"));
    }
}
