package io.nija.vault.audit.ui;

import java.util.Map;
import java.util.stream.Collectors;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.nija.vault.audit.AuditFilter;
import io.nija.vault.audit.AuditSearch;
import io.nija.vault.audit.ConsoleRecords;
import io.nija.vault.base.ui.Figures;

/** Saves what a search finds as a file: in which form, how far it is, and a way to stop it. */
class ExportDialog extends Dialog {

    private final long expected;
    private final ProgressBar bar = new ProgressBar();
    private final Span text = new Span();
    private final Button cancel = new Button("Cancel the export");
    private final Div progress = new Div(bar, text, cancel);

    /** @param expected how many operations it will be, as far as is known; 0 for not known */
    ExportDialog(AuditSearch search, ConsoleRecords records, AuditQuery query, AuditFilter filter, long expected) {
        this.expected = expected;
        setHeaderTitle("Export");
        setWidth("min(30rem, 100vw)");
        var filters = query.fields().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(field -> " · " + field.getKey().label() + ": " + field.getKey().words(field.getValue())).collect(Collectors.joining());
        var what = new Paragraph((expected > 0 ? Figures.of(expected, "operation") : "All operations") + " · " + query.range().label() + filters);
        what.addClassName("export-what");
        add(what);
        var formats = new Div();
        formats.addClassName("export-formats");
        for (var format : ExportFormat.values()) {
            formats.add(link(search, records, query, filter, format));
        }
        text.getElement().setAttribute("role", "status");
        progress.addClassName("export-progress");
        progress.setVisible(false);
        add(formats, progress);
        getFooter().add(new Button("Close", click -> close()));
    }

    private Anchor link(AuditSearch search, ConsoleRecords records, AuditQuery query, AuditFilter filter, ExportFormat format) {
        var ui = UI.getCurrent();
        var export = new Export(search, records, query, filter, format, new Export.Progress() {
            @Override
            public void sent(long operations) {
                ui.access(() -> show(operations));
            }

            @Override
            public void ended(long operations, boolean complete) {
                ui.access(() -> showEnd(operations, complete));
            }

            @Override
            public void refused(String why) {
                ui.access(() -> {
                    showEnd(0, false);
                    text.setText(why);
                });
            }
        });
        cancel.addClickListener(click -> export.cancel());
        // Nobody could see or stop it any more.
        addOpenedChangeListener(change -> {
            if (!change.isOpened()) {
                export.cancel();
            }
        });
        var link = new Anchor(export, "Save as " + format.label());
        link.getElement().setAttribute("download", true);
        return link;
    }

    private void show(long operations) {
        progress.setVisible(true);
        cancel.setVisible(true);
        bar.setIndeterminate(expected == 0);
        bar.setValue(expected == 0 ? 0 : Math.min(1, (double) operations / expected));
        text.setText(Figures.of(operations, "operation") + " sent");
    }

    private void showEnd(long operations, boolean complete) {
        show(operations);
        cancel.setVisible(false);
        bar.setIndeterminate(false);
        bar.setValue(complete ? 1 : bar.getValue());
        text.setText(complete ? "Complete: " + Figures.of(operations, "operation") : "It ended early. What was saved is not complete.");
    }
}
