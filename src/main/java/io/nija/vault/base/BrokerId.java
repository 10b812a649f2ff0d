package io.nija.vault.base;

import java.util.regex.Pattern;

/**
 * The id of an exchange in the broker catalogue, such as {@code kraken}. The form is checked here; that the catalogue
 * knows it is checked where the catalogue is.
 */
public record BrokerId(String value) {

    private static final Pattern ALLOWED = Pattern.compile("[a-z0-9]([a-z0-9]|-(?!-)){0,30}[a-z0-9]");

    /** @throws InvalidIdentifierException when the value is outside the allow-list */
    public BrokerId {
        if (!ALLOWED.matcher(value).matches()) {
            throw new InvalidIdentifierException("broker",
                    "2 to 32 lower-case letters, digits and single dashes, beginning and ending with a letter or digit");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
