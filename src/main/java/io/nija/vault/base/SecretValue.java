package io.nija.vault.base;

import java.util.Objects;

/**
 * A credential value in memory, on its way between Vault and the person. It redacts itself in {@link #toString()}, has
 * no serialised form, and belongs in no entity, event, list or log.
 */
public final class SecretValue {

    private final String value;

    private SecretValue(String value) {
        this.value = value;
    }

    public static SecretValue of(String value) {
        return new SecretValue(Objects.requireNonNull(value));
    }

    /** The value itself. Every call is a place to look at in a review. */
    public String expose() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretValue that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "••••••••";
    }
}
