package io.nija.vault.security;

/**
 * Published when a sign-in to the console did not come about.
 *
 * @param reason a short code, of letters and underscores
 */
public record SignInFailed(String reason) {
}
