package io.nija.vault.audit.ui;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import io.nija.vault.audit.AuditFilter;
import io.nija.vault.audit.AuditSearch;
import io.nija.vault.audit.ConsoleAction;
import io.nija.vault.audit.ConsoleRecords;
import io.nija.vault.audit.NotRecordedException;
import io.nija.vault.audit.Operation;
import io.nija.vault.audit.ui.ExportFormat.RowWriter;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Sends all that a filter finds, row by row as the database gives it, once it is on record that it is sent. What ends early
 * ends with a broken connection, so that no part of it passes for the whole: see {@link BrokenOff}.
 */
class Export implements DownloadHandler {

    private static final Logger log = LoggerFactory.getLogger(Export.class);

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'audit-'yyyyMMdd-HHmmss'.'").withZone(ZoneOffset.UTC);
    private static final Duration BETWEEN_FIGURES = Duration.ofMillis(300);

    /** Told from the thread that sends. */
    interface Progress {

        /** @param operations sent so far */
        void sent(long operations);

        void ended(long operations, boolean complete);

        /** Nothing was sent. */
        void refused(String why);
    }

    private final AuditSearch search;
    private final ConsoleRecords records;
    private final AuditQuery query;
    private final AuditFilter filter;
    private final ExportFormat format;
    private final Progress progress;
    private volatile boolean cancelled;
    private long operations;
    private Instant told = Instant.MIN;

    /** @param query what the filter was made from, for the record of the export */
    Export(AuditSearch search, ConsoleRecords records, AuditQuery query, AuditFilter filter, ExportFormat format, Progress progress) {
        this.search = search;
        this.records = records;
        this.query = query;
        this.filter = filter;
        this.format = format;
        this.progress = progress;
    }

    void cancel() {
        cancelled = true;
    }

    @Override
    public synchronized void handleDownloadRequest(DownloadEvent event) {
        operations = 0;
        cancelled = false;
        try {
            var searched = query.over(new TimeRange.Between(filter.from(), filter.to())).address(null).getQueryString();
            records.beforeShowing(ConsoleAction.EXPORT, null, null, format.label() + ": " + searched);
        } catch (NotRecordedException e) {
            event.getResponse().setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            progress.refused(e.getMessage());
            return;
        }
        event.setFileName(NAME.format(filter.to()) + format.extension());
        event.setContentType(format.contentType());
        event.getResponse().setHeader("Cache-Control", "no-store");
        boolean complete = false;
        event.getRequest().setAttribute(BrokenOff.ATTRIBUTE, true);
        try {
            // Only what is complete is closed, as a stream that is closed has come to its regular end.
            var out = new BufferedWriter(new OutputStreamWriter(event.getOutputStream(), StandardCharsets.UTF_8));
            var rows = format.to(out);
            search.all(filter, operation -> write(rows, operation));
            out.close();
            event.getRequest().removeAttribute(BrokenOff.ATTRIBUTE);
            complete = true;
        } catch (IOException | UncheckedIOException e) {
            log.debug("An export ended after {} operations: {}", operations, e.getMessage());
        } catch (DataAccessException | TransactionException e) {
            log.warn("An export ended after {} operations, as the index is away: {}", operations, e.getMessage());
        } finally {
            progress.ended(operations, complete);
        }
    }

    private void write(RowWriter rows, Operation operation) {
        try {
            if (cancelled) {
                throw new IOException("The export was cancelled");
            }
            rows.write(operation);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        operations++;
        if (Instant.now().isAfter(told.plus(BETWEEN_FIGURES))) {
            told = Instant.now();
            progress.sent(operations);
        }
    }
}
