package io.nija.vault.audit;

import java.time.Instant;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;

/**
 * An answer that is about to be given without asking Vault.
 *
 * @param reader    in whose name it was asked for
 * @param version   the version of the key that the answer holds
 * @param address   where the request came from
 * @param requestId by which the request is found in logs
 */
public record CachedRead(UserId reader, CredentialId key, int version, Instant at, String address, String requestId) {
}
