package io.nija.vault.credentials;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

import io.nija.vault.base.CredentialId;
import org.jspecify.annotations.Nullable;

/**
 * What lists show of a key; never a value.
 *
 * @param keyHint   the last characters of the key's id at the exchange, null when that is too short to show any
 * @param version   the current version
 * @param createdAt when the key was added
 * @param rotatedAt when its values were last changed, null when they never were
 * @param revokedAt when it was revoked, null unless it is
 */
public record CredentialSummary(CredentialId id, KeyDescription description, @Nullable String keyHint,
        CredentialState state, int version, Instant createdAt, @Nullable Instant rotatedAt, @Nullable Instant revokedAt) {

    /** How many days before a key's last day it counts as expiring. */
    public static final int EXPIRY_NOTICE_DAYS = 14;

    /** Empty when the values have never been changed. */
    public Optional<Instant> lastRotation() {
        return Optional.ofNullable(rotatedAt);
    }

    /** When the values in use were written. */
    public Instant lastWrite() {
        return rotatedAt == null ? createdAt : rotatedAt;
    }

    public boolean expired(LocalDate today) {
        return description.expiresOn() != null && description.expiresOn().isBefore(today);
    }

    public boolean expiresSoon(LocalDate today) {
        return description.expiresOn() != null && !expired(today)
                && !description.expiresOn().isAfter(today.plusDays(EXPIRY_NOTICE_DAYS));
    }

    /** The key's id at the exchange with all but its last characters hidden. */
    public String maskedKeyId() {
        return "••••" + (keyHint == null ? "" : keyHint);
    }
}
