package io.nija.vault.audit;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * Where a value occurs.
 *
 * @param path      of the operations that have it
 * @param field     where in their requests or responses, such as {@code request.data.data.api_key}
 * @param firstDay  in UTC, as {@code lastDay} is
 * @param confirmed one of them whose lines were read and have the whole hash; null when none of those looked at has it, or
 *                  they are not kept any more
 */
public record ValueOccurrence(String path, String field, LocalDate firstDay, LocalDate lastDay, @Nullable Operation confirmed) {

    /** Whether it is what its caller signed in by. Of those, one place a day is known, as they are in all that the caller did. */
    public boolean isToken() {
        return field.startsWith("auth.");
    }
}
