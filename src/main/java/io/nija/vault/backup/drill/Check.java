package io.nija.vault.backup.drill;

/**
 * Something that a drill looked at in the restored copy.
 *
 * @param what   such as “Credentials”
 * @param result in words and figures; no value of a credential
 */
public record Check(String what, String result, boolean passed) {
}
