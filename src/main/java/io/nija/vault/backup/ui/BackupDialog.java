package io.nija.vault.backup.ui;

import java.util.Map;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import io.nija.vault.backup.Backup;
import io.nija.vault.backup.BackupDetail;
import io.nija.vault.backup.Backups;
import io.nija.vault.backup.archive.Manifest;
import io.nija.vault.base.ui.Attempt;
import io.nija.vault.base.ui.Figures;
import io.nija.vault.base.ui.Notices;
import io.nija.vault.base.ui.PlainTable;
import io.nija.vault.base.ui.Refreshing;
import io.nija.vault.base.ui.Times;

/** One backup with all that it says of itself, and what can be done with it. */
class BackupDialog extends Dialog {

    private final String name;
    private final transient Backups backups;
    private final transient BackupActions actions;
    private final Div state = new Div();
    private final Div content = new Div();
    private final Button verify;
    private final Button remove;

    BackupDialog(String name, Backups backups, BackupActions actions) {
        this.name = name;
        this.backups = backups;
        this.actions = actions;
        setHeaderTitle(name);
        setWidth("min(52rem, 100vw)");
        addClassName("backup-dialog");
        verify = new Button("Verify now", click -> Attempt.to(() -> actions.verify(name)));
        remove = new Button("Delete…", click -> confirmRemoval());
        remove.addThemeVariants(ButtonVariant.ERROR, ButtonVariant.TERTIARY);
        var close = new Button("Close", click -> close());
        getFooter().add(remove, verify, close);
        state.addClassName("backup-state");
        state.getElement().setAttribute("role", "status");
        add(state, content);
        Refreshing.onChange(this, backups::onChange, this::load);
    }

    private void load() {
        Attempt.to(() -> backups.find(name).ifPresentOrElse(this::show, this::close));
    }

    private void show(BackupDetail detail) {
        var backup = detail.backup();
        boolean idle = backup.state().isStored() && backup.verifying() == null;
        verify.setVisible(idle);
        remove.setVisible(idle);
        state.removeAll();
        state.add(new BackupBadge(backup));
        if (backup.problem() != null) {
            state.add(new Paragraph(backup.problem()));
        }
        content.removeAll();
        content.add(course(backup));
        if (detail.manifest() != null) {
            describe(detail.manifest());
        }
    }

    private static DescriptionList course(Backup backup) {
        var facts = facts();
        fact(facts, "Of", backup.kind().title());
        fact(facts, "Asked for by", backup.askedBy());
        fact(facts, "Begun", Times.dateTime(backup.began()));
        fact(facts, "Ended", backup.ended() == null ? "It runs: " + backup.step() : Times.dateTime(backup.ended()));
        fact(facts, "Made by", backup.console());
        fact(facts, "Read back whole", backup.verifying() != null ? "Now: " + Sizes.of(backup.verifying()) + " of " + Sizes.of(backup.bytes())
                : backup.verified() == null ? "Never" : Times.dateTime(backup.verified()));
        return facts;
    }

    private void describe(Manifest manifest) {
        var parts = new PlainTable("Parts", "Part", "Size", "SHA-256");
        manifest.parts().forEach(part -> parts.row(part.name() + ".gpg", Sizes.of(part.bytes()), part.sha256()));
        content.add(new H3("Parts"), parts);
        if (!manifest.counts().isEmpty()) {
            content.add(new H3("What is in it"), table(manifest.counts().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey()).map(count -> Map.entry(count.getKey(), Figures.of(count.getValue()))).toList()));
        }
        content.add(new H3("What it is of"), table(manifest.facts().entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()));
        if (!manifest.audit().isEmpty()) {
            var heads = new PlainTable("Audit logs", "Audit log of", "Lines read", "Hash over them");
            manifest.audit().forEach(head -> heads.row(head.node(), Figures.of(head.lines()), head.head()));
            content.add(new H3("Audit logs"), heads);
        }
        content.add(new H3("Who can open it"));
        manifest.recipients().forEach(recipient -> {
            var line = new Paragraph(recipient);
            line.addClassName("backup-fingerprint");
            content.add(line);
        });
    }

    private static DescriptionList table(Iterable<Map.Entry<String, String>> entries) {
        var facts = facts();
        entries.forEach(entry -> fact(facts, entry.getKey(), entry.getValue()));
        return facts;
    }

    private static DescriptionList facts() {
        var facts = new DescriptionList();
        facts.addClassName("facts");
        return facts;
    }

    private static void fact(DescriptionList facts, String name, String value) {
        facts.add(new DescriptionList.Term(name), new DescriptionList.Description(value));
    }

    private void confirmRemoval() {
        var confirm = new ConfirmDialog("Delete this backup?", "It is removed from the store and cannot be brought back.", "Delete", click -> {
            if (Attempt.to(() -> actions.remove(name))) {
                Notices.done("Deleted.");
                close();
            }
        });
        confirm.setConfirmButtonTheme("primary error");
        confirm.setCancelable(true);
        confirm.open();
    }
}
