package io.nija.vault.credentials;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a rotation to some values would change, without saying what they are.
 *
 * @param version    the current version, with which they were compared
 * @param fields     first what is stored, second what is to be
 * @param hintBefore the last characters of the key's id at the exchange, null when it is too short to show any
 * @param hintAfter  the same of the new one
 */
public record RotationPreview(int version, List<FieldComparison> fields, @Nullable String hintBefore, @Nullable String hintAfter) {

    /** Whether nothing would change, as when somebody entered the old key once more. */
    public boolean same() {
        return fields.stream().allMatch(field -> field.result() == FieldComparison.Result.SAME);
    }
}
