package io.nija.vault.requests.ui;

import java.time.Instant;
import java.util.List;

import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.badge.BadgeVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.nija.vault.base.ui.Times;
import io.nija.vault.requests.Approval;
import io.nija.vault.requests.Approval.Decision;

/** Who was asked to approve a sensitive request, what they said and why, and until when that counts. */
class ApprovalPanel extends Section {

    private final transient Names names;
    private final UnorderedList list = new UnorderedList();

    ApprovalPanel(Names names) {
        this.names = names;
        addClassNames("panel", "approvals");
        add(new H2("Approval by a second person"), list);
    }

    void show(List<Approval> approvals, Instant now) {
        list.removeAll();
        approvals.reversed().forEach(approval -> list.add(item(approval, now)));
        setVisible(!approvals.isEmpty());
    }

    private ListItem item(Approval approval, Instant now) {
        var head = new Div(badge(approval, now));
        head.addClassName("event-head");
        var item = new ListItem(head, line(names.of(approval.askedBy()) + " asked · " + Times.dateTime(approval.askedAt())), why(approval.why()));
        if (approval.decidedBy() != null && approval.decidedAt() != null) {
            item.add(line(names.of(approval.decidedBy()) + " · " + Times.dateTime(approval.decidedAt())));
            if (approval.decisionWhy() != null) {
                item.add(why(approval.decisionWhy()));
            }
        }
        if (approval.decision() != Decision.REFUSED) {
            item.add(line((approval.expires().isAfter(now) ? "Counts until " : "Counted until ") + Times.dateTime(approval.expires())));
        }
        return item;
    }

    private static Badge badge(Approval approval, Instant now) {
        var badge = new Badge();
        if (approval.decision() == Decision.REFUSED) {
            badge.setText("Refused");
            badge.addThemeVariants(BadgeVariant.ERROR);
        } else if (!approval.expires().isAfter(now)) {
            badge.setText("Expired");
            badge.addThemeVariants(BadgeVariant.CONTRAST);
        } else if (approval.decision() == Decision.APPROVED) {
            badge.setText("Approved");
            badge.addThemeVariants(BadgeVariant.SUCCESS);
        } else {
            badge.setText("Not decided yet");
            badge.addThemeVariants(BadgeVariant.WARNING);
        }
        return badge;
    }

    private static Span line(String text) {
        var line = new Span(text);
        line.addClassName("secondary");
        return line;
    }

    private static Div why(String text) {
        var why = new Div(text);
        why.addClassName("event-why");
        return why;
    }
}
