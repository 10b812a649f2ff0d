package io.nija.vault.cluster.ui;

import java.time.Duration;
import java.time.Instant;

import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.badge.BadgeVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import io.nija.vault.base.ui.Figures;
import io.nija.vault.cluster.ClusterState;
import io.nija.vault.cluster.NodeState;

/** One node. */
class NodePanel extends Section {

    private final H2 title = new H2();
    private final Badge badge = new Badge();
    private final Paragraph advice = new Paragraph();
    private final Facts facts = new Facts();

    NodePanel() {
        addClassNames("panel", "node-panel");
        var head = new Div(title, badge);
        head.addClassName("node-head");
        advice.addClassName("node-advice");
        add(head, advice, facts);
    }

    void show(ClusterState state, NodeState node) {
        title.setText(node.title());
        badge.setText(node.condition().label());
        badge.removeThemeVariants(BadgeVariant.values());
        badge.addThemeVariants(NodeText.variants(node.condition()));
        var text = NodeText.advice(node);
        advice.setVisible(text != null);
        advice.setText(text == null ? "" : text);
        getElement().setAttribute("data-condition", node.condition().name());
        facts.set("Address", node.address().toString());
        facts.set("Role", NodeText.role(node));
        facts.set("Since", NodeText.since(node));
        facts.set("Up for", node.started() == null || !node.condition().serves() ? null : NodeText.duration(Duration.between(node.started(), Instant.now())));
        var health = node.health();
        facts.set("Version", health == null ? null : health.version());
        facts.set("Seal", health == null ? null : NodeText.seal(health));
        facts.set("Storage", health == null || health.storage().isEmpty() ? null : health.storage());
        var now = node.answer().health();
        var lag = state.lag(node);
        facts.set("Raft index", now == null || now.applied() == null || lag.isEmpty() ? null
                : Figures.of(now.applied()) + (lag.getAsLong() == 0 ? ", up to date" : ", " + Figures.of(lag.getAsLong()) + " behind"));
        facts.set("Last contact", NodeText.contact(node));
        facts.set("Autopilot", NodeText.verdict(node));
        facts.set("Clock", now == null || now.clock() == null ? null : node.clockSkew().isZero() ? "within a second of ours" : NodeText.skew(node.clockSkew()));
        facts.set("Answers in", now == null ? null : NodeText.duration(node.answer().took()));
    }
}
