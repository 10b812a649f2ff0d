package io.nija.vault.policies.language;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Something with a name: {@code path "a" { … }} has the keys {@code path} and {@code a}, and a list of items as its value.
 *
 * @param value a {@link String}, number or {@link Boolean}, null, a list of such values, or a {@link Body}
 * @param line  where it begins, counted from 1, and {@code end} where it ends
 */
record Item(List<String> keys, @Nullable Object value, int line, int end) {

    /** What stands between braces. */
    record Body(List<Item> items) {
    }

    String name() {
        return keys.getFirst();
    }
}
