package io.nija.vault.audit.ui;

import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import io.nija.vault.audit.Operation;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The forms in which operations leave the console, one line each. Times are in UTC, durations in microseconds. */
enum ExportFormat {

    CSV("CSV", "csv", "text/csv;charset=utf-8") {
        @Override
        RowWriter to(Writer out) throws IOException {
            var printer = new CSVPrinter(out, CSVFormat.RFC4180);
            printer.printRecord((Object[]) COLUMNS);
            return operation -> printer.printRecord(row(operation).values().stream().map(ExportFormat::harmless));
        }
    },
    JSON_LINES("JSON Lines", "jsonl", "application/jsonl;charset=utf-8") {
        @Override
        RowWriter to(Writer out) {
            return operation -> out.append(JSON.writeValueAsString(row(operation))).append('\n');
        }
    };

    private static final JsonMapper JSON = new JsonMapper();
    private static final String[] COLUMNS = { "time", "id", "node", "user", "role", "policies", "operation", "kind", "outcome", "path", "owner", "key",
            "version", "broker", "address", "duration", "error", "request_id", "vault_request" };

    private final String label;
    private final String extension;
    private final String contentType;

    ExportFormat(String label, String extension, String contentType) {
        this.label = label;
        this.extension = extension;
        this.contentType = contentType;
    }

    /** Takes one operation after the other. */
    interface RowWriter {

        void write(Operation operation) throws IOException;
    }

    /** Writes what comes before the first operation. */
    abstract RowWriter to(Writer out) throws IOException;

    String label() {
        return label;
    }

    String extension() {
        return extension;
    }

    String contentType() {
        return contentType;
    }

    private static Map<String, @Nullable Object> row(Operation o) {
        var values = Arrays.<@Nullable Object>asList(o.at().toString(), o.id(), o.source(), o.user(), o.role(), o.policies(), o.operation(),
                Field.KIND.inAddress(o.kind().name()), Field.OUTCOME.inAddress(o.outcome().name()), o.path(), o.owner(), o.key(), o.version(),
                o.broker(), o.address(), o.duration() == null ? null : o.duration().toNanos() / 1000, o.error(), o.requestId(), o.vaultRequest());
        var row = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < COLUMNS.length; i++) {
            row.put(COLUMNS[i], values.get(i));
        }
        return row;
    }

    /** Spreadsheets take a cell that begins with one of these for a formula. Whoever calls Vault chooses some of the texts. */
    static @Nullable Object harmless(@Nullable Object cell) {
        return cell instanceof String text && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : cell;
    }
}
