package io.nija.vault.requests.expiry;

import java.time.LocalDate;

import io.nija.vault.base.CredentialId;
import org.jspecify.annotations.Nullable;

/**
 * A key in use that expires soon or has.
 *
 * @param label as its owner calls it; null when they do not
 * @param due   its last day
 * @param days  how old the keys of its broker may get, when that is why; null when it has a date of its own
 */
record ExpiringKey(CredentialId id, @Nullable String label, LocalDate due, @Nullable Integer days) {
}
