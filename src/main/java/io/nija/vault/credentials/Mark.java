package io.nija.vault.credentials;

/**
 * How a broker is told apart at a glance: two letters on its colour. We ship no logos, because they are the brokers'
 * trade marks.
 *
 * @param monogram two capital letters, unique in the catalogue
 * @param colour   the ground, as {@code #rrggbb}
 * @param text     black or white, whichever is readable on the ground (a contrast of 4.5 to 1 or more)
 */
public record Mark(String monogram, String colour, String text) {
}
