package io.nija.vault.security;

/**
 * Published when a person's web session has ended.
 *
 * @param byHand whether they signed out, and were not just away for long, replaced by a new sign-in in the same browser, or
 *               there when the console stopped
 */
public record SignedOut(Person person, boolean byHand) {
}
