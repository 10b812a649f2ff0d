package io.nija.vault.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;

import io.nija.vault.base.SecretValue;
import io.nija.vault.credentials.InvalidCredentialException;
import io.nija.vault.credentials.KeyMaterial;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** CSV with a header: {@code user_id,broker,api_key,api_secret}; a further column is an additional parameter. */
final class CsvRows implements Rows {

    private final SourceText text;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private @Nullable List<String> columns;
    private int line = 1;

    CsvRows(SourceText text) throws IOException {
        this.text = text;
        parser = CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(false).get().parse(text);
        records = parser.iterator();
    }

    @Override
    public int line() {
        return line;
    }

    @Override
    public @Nullable Entry next() throws IOException {
        if (columns == null) {
            var header = nextRecord();
            if (header == null) {
                return null;
            }
            columns = columns(header);
        }
        var row = nextRecord();
        return row == null ? null : entry(columns, row);
    }

    /** The next that is not an empty line. */
    private @Nullable CSVRecord nextRecord() throws IOException {
        try {
            while (true) {
                line = (int) parser.getCurrentLineNumber() + 1;
                text.beginRow();
                if (!records.hasNext()) {
                    return null;
                }
                var row = records.next();
                if (row.size() > 1 || !row.get(0).isBlank()) {
                    return row;
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause() instanceof SourceException ours ? ours
                    : new SourceException("The quotes do not match here. A value with a quote in it is written \"like \"\"this\"\"\".");
        }
    }

    private List<String> columns(CSVRecord header) throws SourceException {
        var columns = header.stream().map(String::strip).toList();
        // What is no known name is not repeated: without a header this line holds values.
        var missing = Row.REQUIRED.stream().filter(name -> !columns.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw new SourceException("The first line must name the columns, with commas between them. These are missing: "
                    + String.join(", ", missing) + ".");
        }
        if (new HashSet<>(columns).size() < columns.size()) {
            throw new SourceException("The first line names a column twice.");
        }
        for (int i = 0; i < columns.size(); i++) {
            if (!Row.isField(columns.get(i)) && !isParameter(columns.get(i))) {
                throw new SourceException("Column " + (i + 1)
                        + " has no name that a parameter can have: 1 to 64 lower-case letters, digits and underscores.");
            }
        }
        return columns;
    }

    private static boolean isParameter(String name) {
        try {
            KeyMaterial.checkParameter(name, SecretValue.of("any"));
            return true;
        } catch (InvalidCredentialException e) {
            return false;
        }
    }

    private Entry entry(List<String> columns, CSVRecord values) {
        if (values.size() != columns.size()) {
            return new Problem(line, "This row has " + values.size() + " columns, and the header has " + columns.size() + ".");
        }
        var row = new Row(line);
        for (int i = 0; i < columns.size(); i++) {
            var name = columns.get(i);
            if (Row.isField(name)) {
                row.field(name, values.get(i));
            } else {
                row.parameter(name, values.get(i));
            }
        }
        return row;
    }
}
