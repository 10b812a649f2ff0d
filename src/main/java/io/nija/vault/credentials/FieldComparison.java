package io.nija.vault.credentials;

/**
 * Whether a field is the same in two versions, without saying what it holds.
 *
 * @param field the storage key, such as {@code api_key} or {@code passphrase}
 */
public record FieldComparison(String field, Result result) {

    public enum Result { SAME, CHANGED, ONLY_IN_FIRST, ONLY_IN_SECOND }
}
