package io.nija.vault.security;

/**
 * Published when a person's web session has ended.
 *
 * @param byHand whether they signed out, and were not just away for long, signed in for as long as one may be, or replaced by a new
 *               sign-in in the same browser
 */
public record SignedOut(Person person, boolean byHand) {
}
