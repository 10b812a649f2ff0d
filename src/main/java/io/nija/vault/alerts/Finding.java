package io.nija.vault.alerts;

import org.jspecify.annotations.Nullable;

/**
 * Something that a rule has found to be wrong.
 *
 * @param subject what it is about, such as a node or an address: the same as long as it is the same trouble
 * @param text    a sentence for a person, with the figures
 * @param address where in the console to look, relative, such as {@code cluster}; null when there is no such view
 */
public record Finding(String subject, String text, @Nullable String address) {
}
