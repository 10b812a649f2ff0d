package io.nija.vault.backup.ui;

import java.time.Instant;

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
import io.nija.vault.backup.Backup;
import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.BackupOverview;
import io.nija.vault.backup.BackupState;
import io.nija.vault.backup.postgres.WalArchiveState;
import io.nija.vault.base.ui.Attempt;
import io.nija.vault.base.ui.Times;
import org.jspecify.annotations.Nullable;

/** The backups of a kind: the last good one, the next, and the one that is being made now with how far it is. */
class KindPanel extends Section {

    private final BackupKind kind;
    private final Badge badge = new Badge();
    private final Button make;
    private final Button cancel;
    private final Paragraph message = new Paragraph();
    private final ProgressBar bar = new ProgressBar();
    private final Span step = new Span();
    private final Div progress = new Div(bar, step);
    private final Div lastGood = new Div();
    private final Span size = new Span();
    private final Span next = new Span();
    private final Div anyMinute = new Div();
    private transient @Nullable Backup running;

    KindPanel(BackupKind kind, BackupActions actions) {
        this.kind = kind;
        var title = title(kind);
        make = new Button("Back up now", click -> Attempt.to(() -> actions.start(kind)));
        make.setAriaLabel("Back up now: " + title);
        cancel = new Button("Cancel", click -> {
            var current = running;
            if (current != null) {
                Attempt.to(() -> actions.cancel(current.name()));
            }
        });
        cancel.addThemeVariants(ButtonVariant.TERTIARY);
        cancel.setAriaLabel("Cancel the backup: " + title);
        var head = new Div(new H2(title), badge, make, cancel);
        head.addClassName("backup-head");
        message.addClassName("backup-message");
        message.getElement().setAttribute("role", "status");
        bar.setIndeterminate(true);
        bar.getElement().setAttribute("aria-label", "A backup is being made: " + title);
        step.addClassName("secondary");
        progress.addClassName("backup-progress");
        var facts = new DescriptionList();
        facts.addClassName("facts");
        fact(facts, "Last good backup", lastGood);
        fact(facts, "Size", size);
        fact(facts, "Next", next);
        if (kind != BackupKind.VAULT_SNAPSHOT) {
            fact(facts, "Any minute until", anyMinute);
        }
        addClassName("panel");
        add(head, message, progress, facts);
    }

    static String title(BackupKind kind) {
        var title = kind.title();
        return Character.toUpperCase(title.charAt(0)) + title.substring(1);
    }

    private static void fact(DescriptionList facts, String name, Component value) {
        facts.add(new DescriptionList.Term(name), new DescriptionList.Description(value));
    }

    BackupKind kind() {
        return kind;
    }

    /**
     * @param settled whether store and keys are set up
     * @param wal     how far the archive of its database's WAL has come; null when there is none
     */
    void show(BackupOverview overview, boolean settled, @Nullable WalArchiveState wal) {
        running = overview.running();
        make.setVisible(running == null);
        make.setEnabled(settled && overview.missing() == null);
        cancel.setVisible(running != null);
        progress.setVisible(running != null);
        if (running != null) {
            step.setText(running.step() + " · " + Sizes.of(running.bytes()) + " · " + Sizes.speed(running.bytes(), running.began()) + " · since "
                    + Times.span(running.began()) + ", by " + running.askedBy());
        }
        var problem = problem(overview, wal);
        message.setText(problem == null ? "" : problem);
        message.setVisible(problem != null);
        badge(overview);
        anyMinute.removeAll();
        anyMinute.add(wal == null || wal.covered() == null ? new Span("Nothing is archived yet") : Times.agoText(wal.covered()));
        lastGood.removeAll();
        var good = overview.lastGood();
        lastGood.add(good == null ? new Span("None yet") : Times.agoText(good.began()));
        size.setText(good == null ? "–" : Sizes.of(good.bytes()));
        next.setText(overview.next() == null ? "None is planned" : overview.next().isBefore(Instant.now()) ? "In a moment" : Times.dateTime(overview.next()));
    }

    private static @Nullable String problem(BackupOverview overview, @Nullable WalArchiveState wal) {
        var last = overview.last();
        if (overview.missing() != null) {
            return overview.missing();
        }
        if (last != null && last.state() == BackupState.FAILED) {
            return "The last one failed, " + Times.ago(last.began()) + ": " + last.problem();
        }
        return wal == null ? null : wal.gap() != null ? wal.gap() + ". Back up now: from then on any minute can be recovered again."
                : wal.problem() != null ? "The WAL archive does not go on: " + wal.problem() : null;
    }

    private void badge(BackupOverview overview) {
        badge.removeThemeVariants(BadgeVariant.values());
        var last = overview.last();
        if (overview.running() != null) {
            badge.setText("Running");
        } else if (overview.missing() != null) {
            badge.setText("Not set up");
            badge.addThemeVariants(BadgeVariant.CONTRAST);
        } else if (last != null && last.state() == BackupState.FAILED) {
            badge.setText("Failed");
            badge.addThemeVariants(BadgeVariant.ERROR);
        } else if (overview.lastGood() == null) {
            badge.setText("None yet");
            badge.addThemeVariants(BadgeVariant.WARNING);
        } else {
            badge.setText("Good");
            badge.addThemeVariants(BadgeVariant.SUCCESS);
        }
    }
}
