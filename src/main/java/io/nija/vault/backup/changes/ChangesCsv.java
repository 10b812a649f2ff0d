package io.nija.vault.backup.changes;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The list to work off as CSV, with a column to tick. Times are in UTC. */
public final class ChangesCsv {

    private ChangesCsv() {
    }

    /** @param out is flushed and stays open */
    public static void write(List<Change> changes, Writer out) throws IOException {
        var csv = new CSVPrinter(out, CSVFormat.RFC4180);
        csv.printRecord("time", "change", "what", "version", "by", "role", "to_do", "done");
        for (var change : changes) {
            csv.printRecord(change.at(), change.kind().label(), harmless(change.what()), change.version(), harmless(change.user()), harmless(change.role()),
                    change.kind().advice(), "");
        }
        csv.flush();
    }

    /** Spreadsheets take a cell that begins with one of these for a formula. Whoever calls Vault chooses some of the texts. */
    private static String harmless(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
