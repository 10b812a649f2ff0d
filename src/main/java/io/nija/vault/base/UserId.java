package io.nija.vault.base;

import java.util.regex.Pattern;

/**
 * The id of a person as the identity provider names it (the {@code sub} claim unless configured otherwise). It is a
 * segment of Vault paths, so nothing but the allow-list below ever becomes one.
 */
public record UserId(String value) {

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    /** @throws InvalidIdentifierException when the value is outside the allow-list */
    public UserId {
        if (!ALLOWED.matcher(value).matches() || value.contains("..")) {
            throw new InvalidIdentifierException("user id",
                    "1 to 128 letters, digits, dots, dashes or underscores, beginning with a letter or digit");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
