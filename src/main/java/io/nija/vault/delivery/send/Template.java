package io.nija.vault.delivery.send;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with places such as {@code {{title}}}. */
final class Template {

    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");

    private Template() {
    }

    /** In one pass, so that what is put in cannot open a place of its own. @param values each after the name of its place */
    static String fill(String template, String... values) {
        return PLACE.matcher(template).replaceAll(place -> Matcher.quoteReplacement(value(place.group(1), values)));
    }

    private static String value(String name, String... values) {
        for (int i = 0; i < values.length; i += 2) {
            if (values[i].equals(name)) {
                return values[i + 1];
            }
        }
        throw new IllegalArgumentException("Nothing for " + name);
    }
}
