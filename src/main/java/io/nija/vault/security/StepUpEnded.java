package io.nija.vault.security;

/**
 * Published when a person who had to prove again who they are is back.
 *
 * @param confirmed whether they did
 */
public record StepUpEnded(boolean confirmed) {
}
