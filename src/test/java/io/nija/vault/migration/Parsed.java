package io.nija.vault.migration;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

import io.nija.vault.base.SecretValue;

/** What a parser makes of a text, written as {@code line: user broker key secret {parameters}} or {@code line! problem}. */
final class Parsed {

    private Parsed() {
    }

    static List<String> as(Format format, String text) throws IOException {
        return as(format, text.getBytes(StandardCharsets.UTF_8));
    }

    static List<String> as(Format format, byte[] bytes) throws IOException {
        var rows = format.read(new ByteArrayInputStream(bytes), Set.of("kraken", "okx"));
        var entries = new ArrayList<String>();
        try {
            for (var entry = rows.next(); entry != null; entry = rows.next()) {
                entries.add(words(entry));
            }
        } catch (SourceException e) {
            entries.add(rows.line() + "!! " + e.getMessage());
        }
        return entries;
    }

    private static String words(Entry entry) {
        return switch (entry) {
            case Problem problem -> problem.line() + "! " + problem.what();
            case Row row -> row.line() + ": " + value(row, "user_id") + " " + value(row, "broker") + " "
                    + value(row, "api_key") + " " + value(row, "api_secret") + " " + parameters(row);
        };
    }

    private static String value(Row row, String field) {
        return row.field(field).map(SecretValue::expose).orElse("-");
    }

    private static TreeMap<String, String> parameters(Row row) {
        var parameters = new TreeMap<String, String>();
        row.parameters().forEach((name, value) -> parameters.put(name, value.expose()));
        return parameters;
    }
}
