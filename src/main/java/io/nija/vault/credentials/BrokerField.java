package io.nija.vault.credentials;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One of the values that make up a key at a broker.
 *
 * @param key        the name it is stored under: {@link #API_KEY}, {@link #API_SECRET}, or a snake_case name within
 *                   {@code additional_params}
 * @param label      the name the broker shows, so that a person finds it there
 * @param secret     never shown unless revealed; the others are shown, the API key masked
 * @param multiline  may have line breaks, as a PEM key has
 * @param required   the platform cannot sign in without it
 * @param options    the values to choose from, the usual one first; empty when anything may be typed
 * @param format     what the whole value normally looks like
 * @param formatHint the same in words, to follow "is usually"
 */
public record BrokerField(String key, String label, boolean secret, boolean multiline,
        @DefaultValue("true") boolean required, @DefaultValue List<String> options, @Nullable Pattern format,
        @Nullable String formatHint) {

    public static final String API_KEY = "api_key";
    public static final String API_SECRET = "api_secret";

    private static final Pattern WHOLE_PEM =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\R.+\\R-----END \\1-----", Pattern.DOTALL);

    public BrokerField {
        options = List.copyOf(options);
    }

    /** Whether the value belongs in {@code additional_params}. */
    public boolean additional() {
        return !key.equals(API_KEY) && !key.equals(API_SECRET);
    }

    /**
     * What looks wrong about a value, as a sentence for the person who typed it. It never contains the value. It is a
     * warning and not an error because brokers change what their keys look like without telling anybody. A blank value
     * has no warning: whether it may be blank is for the form to say.
     */
    public Optional<String> warning(String value) {
        String stripped = value.strip();
        if (stripped.isEmpty()) {
            return Optional.empty();
        }
        // A PEM file ends with a line break, and every reader of PEM expects it.
        if (!stripped.equals(multiline ? value.stripTrailing() : value)) {
            return Optional.of(label + " begins or ends with a space or a line break.");
        }
        if (!options.isEmpty()) {
            return options.contains(stripped)
                    ? Optional.empty()
                    : Optional.of(label + " is none of " + String.join(", ", options) + ".");
        }
        return pemWarning(stripped).or(() -> formatWarning(stripped));
    }

    private Optional<String> pemWarning(String value) {
        boolean pem = value.contains("-----BEGIN") || value.contains("-----END");
        if (!pem || WHOLE_PEM.matcher(value).matches()) {
            return Optional.empty();
        }
        // That is how the key stands in a downloaded JSON file, and no PEM reader takes it.
        return Optional.of(value.contains("\\n")
                ? label + " has \\n written out where its line breaks should be."
                : label + " is not a whole PEM block: it goes from its BEGIN line to its END line, each on its own.");
    }

    private Optional<String> formatWarning(String value) {
        return format == null || format.matcher(value).matches()
                ? Optional.empty()
                : Optional.of(label + " is usually " + formatHint + ".");
    }
}
