package io.nija.vault.policies.ui;

import java.util.List;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.nija.vault.policies.ZeroKnowledgeResult.Finding;
import io.nija.vault.policies.ZeroKnowledgeResult.State;

/** Ways that are open, each with who and why, and where to see the rule. */
class FindingList extends UnorderedList {

    FindingList(List<Finding> findings) {
        addClassName("findings");
        findings.stream().map(FindingList::item).forEach(this::add);
    }

    private static ListItem item(Finding finding) {
        var holder = new Span(finding.holder() + " · " + finding.route());
        holder.addClassName("finding-holder");
        var item = new ListItem(holder, new Span(finding.text()));
        if (!finding.path().isEmpty()) {
            var ask = PoliciesNavigation.access(String.join(", ", finding.capabilities()) + " at " + finding.path(), finding.holder(), null, finding.path());
            ask.addClassName("mono");
            item.add(ask);
        }
        item.addClassName(finding.state() == State.OPEN ? "finding-open" : "finding-stated");
        return item;
    }
}
