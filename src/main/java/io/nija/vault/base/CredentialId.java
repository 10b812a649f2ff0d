package io.nija.vault.base;

import java.util.Optional;

/**
 * Whose key it is, at which broker, and its name when the person has several there. In Vault it is the path
 * {@code users/{owner}/{broker}} or {@code users/{owner}/{broker}--{name}} below the KV mount.
 */
public record CredentialId(UserId owner, BrokerId broker, Optional<KeyName> name) {

    private static final String SEPARATOR = "--";

    public static CredentialId of(UserId owner, BrokerId broker) {
        return new CredentialId(owner, broker, Optional.empty());
    }

    /**
     * Reads the last path segment back, as {@link #key()} wrote it.
     *
     * @throws InvalidIdentifierException when a part is outside its allow-list
     */
    public static CredentialId parse(UserId owner, String key) {
        int separator = key.indexOf(SEPARATOR);
        return separator < 0
                ? of(owner, new BrokerId(key))
                : new CredentialId(owner, new BrokerId(key.substring(0, separator)),
                        Optional.of(new KeyName(key.substring(separator + SEPARATOR.length()))));
    }

    /** The last path segment: unique among the owner's keys, and fit for an address in the browser. */
    public String key() {
        return name.map(n -> broker + SEPARATOR + n).orElseGet(broker::value);
    }

    /** The path below the KV mount, without a leading slash. */
    public String path() {
        return "users/" + owner + "/" + key();
    }

    @Override
    public String toString() {
        return path();
    }
}
