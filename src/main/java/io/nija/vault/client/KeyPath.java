package io.nija.vault.client;

import java.util.regex.Pattern;

/**
 * Whose key it is and at which broker: {@code kraken}, or {@code kraken--main} where the user has several there. Only
 * what passes the allow-lists here ever becomes part of a path.
 */
record KeyPath(String userId, String broker) {

    private static final Pattern USER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final Pattern BROKER = Pattern.compile("[a-z0-9]([a-z0-9]|-(?!-)){0,30}[a-z0-9](--[a-z0-9][a-z0-9-]{0,31})?");
    private static final String SEPARATOR = "--";

    /** @throws InvalidIdentifierException when one of them is outside its allow-list */
    KeyPath {
        if (!USER.matcher(userId).matches() || userId.contains("..")) {
            throw new InvalidIdentifierException("user id",
                    "1 to 128 letters, digits, dots, dashes or underscores, beginning with a letter or digit, without two dots in a row");
        }
        if (!BROKER.matcher(broker).matches()) {
            throw new InvalidIdentifierException("broker", "2 to 32 lower-case letters, digits and single dashes, "
                    + "or such a name, two dashes and a key name of 1 to 32 lower-case letters, digits and dashes");
        }
    }

    /** The broker alone, without the name of the key. */
    String brokerAlone() {
        int separator = broker.indexOf(SEPARATOR);
        return separator < 0 ? broker : broker.substring(0, separator);
    }

    /** @param part of Vault's KV v2 API: {@code data}, {@code metadata}, {@code delete} */
    String in(String part) {
        return "secret/" + part + "/users/" + userId + "/" + broker;
    }
}
