package io.nija.vault.backup.changes.ui;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Supplier;

import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import io.nija.vault.audit.ConsoleAction;
import io.nija.vault.audit.ConsoleRecords;
import io.nija.vault.audit.NotRecordedException;
import io.nija.vault.backup.changes.VaultChanges;
import io.nija.vault.backup.changes.ChangesCsv;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.dao.DataAccessException;

/** Sends the list of changes as CSV, once it is on record that it is sent. */
class ChangesExport implements DownloadHandler {

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'changes-since-'yyyyMMdd-HHmm'.csv'").withZone(ZoneOffset.UTC);

    private final VaultChanges changes;
    private final ConsoleRecords records;
    private final Supplier<Instant> since;

    ChangesExport(VaultChanges changes, ConsoleRecords records, Supplier<Instant> since) {
        this.changes = changes;
        this.records = records;
        this.since = since;
    }

    @Override
    public void handleDownloadRequest(DownloadEvent event) throws IOException {
        var from = since.get();
        try {
            records.beforeShowing(ConsoleAction.EXPORT, null, null, "CSV: changes since " + from);
            var found = changes.since(from);
            event.setFileName(NAME.format(from));
            event.setContentType("text/csv;charset=utf-8");
            event.getResponse().setHeader("Cache-Control", "no-store");
            try (var out = new OutputStreamWriter(event.getOutputStream(), StandardCharsets.UTF_8)) {
                ChangesCsv.write(found, out);
            }
        } catch (NotRecordedException | DataAccessException e) {
            event.getResponse().setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }
}
