package io.nija.vault.audit.ui;

import java.util.regex.Pattern;

/** What is typed into the search field: {@code user:alice node:n1} and the like, and for the rest text that is looked for. */
final class SearchText {

    private static final Pattern FILTER = Pattern.compile("(?<=^|\\s)([a-z]+):(?:\"([^\"]*)\"|(\\S+))(?=\\s|$)", Pattern.CASE_INSENSITIVE);

    private SearchText() {
    }

    /** The query with what was typed. What names no field, or no value that it can have, is text. */
    static AuditQuery into(AuditQuery query, String typed) {
        var rest = new StringBuilder();
        var found = FILTER.matcher(typed);
        var narrowed = query;
        while (found.find()) {
            var value = found.group(2) == null ? found.group(3) : found.group(2);
            var field = Field.named(found.group(1)).filter(f -> f.accept(value).isPresent());
            if (field.isPresent()) {
                narrowed = narrowed.with(field.get(), value);
                found.appendReplacement(rest, "");
            }
        }
        found.appendTail(rest);
        var text = rest.toString().strip().replaceAll("\\s+", " ");
        return text.isEmpty() ? narrowed : narrowed.with(Field.TEXT, text);
    }
}
