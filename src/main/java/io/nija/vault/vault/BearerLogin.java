package io.nija.vault.vault;

import java.time.Duration;
import java.time.Instant;

import io.nija.vault.base.SecretValue;

/**
 * A Vault token that an access token was taken for.
 *
 * @param expiresAt when the first of the two ends
 */
record BearerLogin(SecretValue token, Instant expiresAt) {

    Duration remaining(Instant now) {
        var left = Duration.between(now, expiresAt);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
