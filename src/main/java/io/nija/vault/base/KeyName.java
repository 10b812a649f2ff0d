package io.nija.vault.base;

import java.util.regex.Pattern;

/** What tells two keys at the same broker apart, such as {@code bot} in {@code kraken--bot}. */
public record KeyName(String value) {

    private static final Pattern ALLOWED = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    /** @throws InvalidIdentifierException when the value is outside the allow-list */
    public KeyName {
        if (!ALLOWED.matcher(value).matches()) {
            throw new InvalidIdentifierException("key name",
                    "1 to 32 lower-case letters, digits and dashes, beginning with a letter or digit");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
