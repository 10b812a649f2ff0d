package io.nija.vault.credentials.ui;

import java.time.Instant;
import java.util.List;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.nija.vault.audit.KeyEvent.Actor;
import io.nija.vault.audit.KeyReader;
import io.nija.vault.audit.KeyReaders;
import io.nija.vault.audit.KeyReading;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.ui.Figures;
import io.nija.vault.base.ui.Times;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Whom a change of a key would hit: who got its values in the last 24 hours and 30 days. Where the records have a gap it says so: who is
 * not in them may have read the key all the same.
 */
class ReadersPanel extends Div {

    private static final Logger log = LoggerFactory.getLogger(ReadersPanel.class);
    private static final int ROWS = 20;

    /** @param hit what the change means to a trading engine that reads the key now, as a sentence */
    ReadersPanel(KeyReaders readers, CredentialId id, String hit) {
        addClassName("readers");
        try {
            show(readers.of(id), hit);
        } catch (DataAccessException | TransactionException e) {
            log.warn("The records are away: {}", e.getMessage());
            add(warning("The records are not available at the moment, so it cannot be told who uses this key."));
        }
    }

    private void show(KeyReading reading, String hit) {
        reading.engineReadsIt(Instant.now()).ifPresent(last -> add(warning("The trading engine uses this key: it last read it " + Times.ago(last) + ". " + hit)));
        if (!reading.complete()) {
            add(warning(gap(reading)));
        }
        if (!reading.readers().isEmpty()) {
            add(table(reading.readers().stream().limit(ROWS).toList()));
            int more = reading.readers().size() - ROWS;
            if (more > 0) {
                add(secondary("And " + more + " more from other addresses, who read it longer ago."));
            }
        } else if (reading.complete()) {
            add(new Paragraph("Nobody has read it since " + Times.dateTime(reading.from()) + "."));
        }
    }

    private static String gap(KeyReading reading) {
        return reading.readTo() == null
                ? "No audit log of the vault has been read, so it cannot be told who uses this key."
                : "The audit log has been read up to " + Times.dateTime(reading.readTo()) + " only. Who read this key since then may be missing here.";
    }

    private static Component warning(String text) {
        var icon = VaadinIcon.WARNING.create();
        icon.getElement().setAttribute("aria-hidden", "true");
        var warning = new Div(icon, new Span(text));
        warning.addClassName("readers-warning");
        return warning;
    }

    private static Paragraph secondary(String text) {
        var paragraph = new Paragraph(text);
        paragraph.addClassName("secondary");
        return paragraph;
    }

    private static NativeTable table(List<KeyReader> readers) {
        var table = new NativeTable();
        table.addClassName("readers-table");
        table.setCaptionText("Who got its values");
        var head = table.getHead().addRow();
        for (var title : List.of("Who", "24 hours", "30 days", "Last")) {
            var cell = new NativeTableHeaderCell(title);
            cell.getElement().setAttribute("scope", "col");
            head.add(cell);
        }
        readers.forEach(reader -> fill(table.getBody().addRow(), reader));
        return table;
    }

    private static void fill(NativeTableRow row, KeyReader reader) {
        var who = new Div(new Span(reader.actor() == Actor.YOU ? "You, in the console" : ActivityWords.who(reader.actor())));
        if (reader.address() != null) {
            var from = new Span("from " + reader.address());
            from.addClassName("secondary");
            who.add(from);
        }
        who.addClassName("reader");
        row.addDataCell().add(who);
        row.addDataCell().setText(Figures.of(reader.lastDay()));
        row.addDataCell().setText(Figures.of(reader.lastMonth()));
        row.addDataCell().add(Times.agoText(reader.last()));
    }
}
