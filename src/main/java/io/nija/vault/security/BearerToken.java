package io.nija.vault.security;

import java.time.Instant;

import io.nija.vault.base.SecretValue;

/**
 * The access token under which a program calls in a person's name.
 *
 * @param expiresAt when the issuer ends it
 */
public record BearerToken(SecretValue value, Instant expiresAt) {
}
