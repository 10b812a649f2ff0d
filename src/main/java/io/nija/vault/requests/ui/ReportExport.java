package io.nija.vault.requests.ui;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Supplier;

import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import io.nija.vault.audit.ConsoleAction;
import io.nija.vault.audit.ConsoleRecords;
import io.nija.vault.audit.NotRecordedException;
import io.nija.vault.requests.RequestReports.Report;
import io.nija.vault.requests.RequestReports.ServiceLevel;
import io.nija.vault.requests.RequestReports.Times;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** Sends a report as CSV, a figure a line, once it is on record that it is sent. Spans are in seconds. */
class ReportExport implements DownloadHandler {

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'requests-'yyyyMMdd-HHmm'.csv'").withZone(ZoneOffset.UTC);

    private final ConsoleRecords records;
    private final Supplier<@Nullable Report> report;

    /** @param report the one that is on the page; null while there is none */
    ReportExport(ConsoleRecords records, Supplier<@Nullable Report> report) {
        this.records = records;
        this.report = report;
    }

    @Override
    public void handleDownloadRequest(DownloadEvent event) throws IOException {
        var shown = report.get();
        if (shown == null) {
            event.getResponse().setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try {
            records.beforeShowing(ConsoleAction.EXPORT, null, null, "CSV: report of requests");
        } catch (NotRecordedException e) {
            event.getResponse().setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        event.setFileName(NAME.format(Instant.now()));
        event.setContentType("text/csv;charset=utf-8");
        event.getResponse().setHeader("Cache-Control", "no-store");
        try (var csv = new CSVPrinter(new OutputStreamWriter(event.getOutputStream(), StandardCharsets.UTF_8), CSVFormat.RFC4180)) {
            write(shown, csv);
        }
    }

    static void write(Report report, CSVPrinter csv) throws IOException {
        csv.printRecord("report", "of", "figure", "value");
        for (var open : report.open()) {
            row(csv, "open", open.urgency().label(), "under a day", open.day());
            row(csv, "open", open.urgency().label(), "one to three days", open.threeDays());
            row(csv, "open", open.urgency().label(), "three to seven days", open.week());
            row(csv, "open", open.urgency().label(), "seven days or more", open.older());
        }
        for (var level : report.levels()) {
            level(csv, level);
        }
        for (var week : report.weeks()) {
            row(csv, "week", week.monday(), "opened", week.opened());
            row(csv, "week", week.monday(), "ended", week.ended());
            row(csv, "week", week.monday(), "rotations", week.rotations());
        }
        for (var ages : report.ages()) {
            row(csv, "keys by age", ages.broker(), "under 30 days", ages.month());
            row(csv, "keys by age", ages.broker(), "30 to 90 days", ages.quarter());
            row(csv, "keys by age", ages.broker(), "90 to 180 days", ages.halfYear());
            row(csv, "keys by age", ages.broker(), "180 to 365 days", ages.year());
            row(csv, "keys by age", ages.broker(), "365 days or more", ages.older());
        }
    }

    private static void level(CSVPrinter csv, ServiceLevel level) throws IOException {
        var urgency = level.urgency().label();
        row(csv, "service level", urgency, "asked", level.asked());
        times(csv, urgency, "first answer", level.firstAnswer(), level.withinAnswer());
        times(csv, urgency, "resolution", level.resolution(), level.withinResolution());
    }

    private static void times(CSVPrinter csv, String urgency, String what, Times times, long inTime) throws IOException {
        row(csv, "service level", urgency, what + ", count", times.count());
        row(csv, "service level", urgency, what + ", in time", inTime);
        row(csv, "service level", urgency, what + ", median", seconds(times.median()));
        row(csv, "service level", urgency, what + ", p95", seconds(times.p95()));
    }

    private static @Nullable Long seconds(@Nullable Duration span) {
        return span == null ? null : span.toSeconds();
    }

    private static void row(CSVPrinter csv, Object... cells) throws IOException {
        csv.printRecord(cells);
    }
}
