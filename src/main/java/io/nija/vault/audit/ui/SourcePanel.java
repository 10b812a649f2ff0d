package io.nija.vault.audit.ui;

import java.util.Objects;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.badge.BadgeVariant;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.nija.vault.audit.AuditSearch;
import io.nija.vault.audit.AuditVerification;
import io.nija.vault.audit.AuditVerification.Running;
import io.nija.vault.audit.AuditVerification.Source;
import io.nija.vault.audit.VerificationResult;
import io.nija.vault.base.ConsoleException;
import io.nija.vault.base.ui.Figures;
import io.nija.vault.base.ui.Times;
import org.jspecify.annotations.Nullable;

/** One source: how much was read, signed and verified, and what came of it. */
class SourcePanel extends Section {

    private final String name;
    private final transient AuditVerification verification;
    private final transient AuditSearch search;
    private final Badge badge = new Badge();
    private final Button verify;
    private final Button cancel;
    private final Paragraph verdict = new Paragraph();
    private final Div way = new Div();
    private final ProgressBar bar = new ProgressBar();
    private final Span done = new Span();
    private final Div progress = new Div(bar, done);
    private final Span lines = new Span();
    private final Div signed = new Div();
    private final Div verified = new Div();
    private transient @Nullable VerificationResult shown;
    private boolean fresh = true;
    private boolean wasRunning;

    SourcePanel(String name, AuditVerification verification, AuditSearch search, Runnable verify) {
        this.name = name;
        this.verification = verification;
        this.search = search;
        this.verify = new Button("Verify", click -> verify.run());
        this.verify.setAriaLabel("Verify " + name);
        cancel = new Button("Cancel", click -> verification.cancel(name));
        cancel.addThemeVariants(ButtonVariant.TERTIARY);
        cancel.setAriaLabel("Cancel verifying " + name);
        var title = new H2(name);
        var head = new Div(title, badge, this.verify, cancel);
        head.addClassName("integrity-head");
        verdict.addClassName("integrity-verdict");
        way.addClassName("integrity-way");
        verdict.getElement().setAttribute("role", "status");
        progress.addClassName("integrity-progress");
        done.addClassName("secondary");
        bar.getElement().setAttribute("aria-label", "Lines verified");
        var facts = new DescriptionList();
        facts.addClassName("facts");
        fact(facts, "Lines read", lines);
        fact(facts, "Last signed head", signed);
        fact(facts, "Last verification", verified);
        addClassName("panel");
        add(head, verdict, way, progress, facts);
    }

    private static void fact(DescriptionList facts, String name, Component value) {
        facts.add(new DescriptionList.Term(name), new DescriptionList.Description(value));
    }

    /** Puts the keyboard where it only takes Enter to begin. */
    void focus() {
        verify.scrollIntoView();
        verify.focus();
    }

    void show(Source source) {
        lines.setText(Figures.of(source.lines()));
        var running = source.running();
        progress.setVisible(running != null);
        cancel.setVisible(running != null);
        verify.setVisible(running == null);
        if (running != null) {
            show(running);
        }
        boolean ended = running == null && wasRunning;
        if (fresh || ended || running != null && !wasRunning || !Objects.equals(source.last(), shown)) {
            fresh = false;
            shown = source.last();
            showResult(running != null, source.last());
        }
        wasRunning = running != null;
    }

    private void show(Running running) {
        bar.setIndeterminate(running.all() == 0);
        if (running.all() > 0) {
            bar.setValue((double) running.done() / running.all());
        }
        done.setText(running.all() == 0 ? "Waiting to begin" : Figures.of(running.done()) + " of " + Figures.of(running.all(), "line"));
    }

    private void showResult(boolean running, @Nullable VerificationResult last) {
        badge.setText(running ? "Verifying" : VerificationText.badge(last));
        badge.removeThemeVariants(BadgeVariant.values());
        if (!running) {
            badge.addThemeVariants(VerificationText.variant(last));
        }
        verdict.setText(running ? "Comparing lines, hashes, signed heads, log files and operations with each other." : VerificationText.verdict(last));
        var finding = running || last == null ? null : last.finding();
        verdict.setClassName("integrity-wrong", finding != null);
        way.removeAll();
        if (finding != null) {
            FindingLink.of(name, finding, search).ifPresent(way::add);
        }
        verified.removeAll();
        if (last == null) {
            verified.setText("Never");
        } else {
            verified.add(Times.agoText(last.endedAt()), new Span(", " + VerificationText.range(last)));
        }
        if (!running) {
            showHead();
        }
    }

    private void showHead() {
        signed.removeAll();
        try {
            verification.lastHead(name).ifPresentOrElse(
                    head -> signed.add(Times.agoText(head.at()), new Span(", over " + Figures.of(head.lines(), "line"))),
                    () -> signed.setText("None yet"));
        } catch (ConsoleException | IllegalArgumentException e) {
            signed.setText("Vault does not tell at the moment");
        }
    }
}
