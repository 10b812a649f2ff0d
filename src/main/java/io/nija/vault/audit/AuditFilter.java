package io.nija.vault.audit;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Which operations are wanted: those in a span of time that have all that is not null here.
 *
 * @param from      inclusive
 * @param to        exclusive
 * @param user      in whose name, exactly
 * @param owner     whose key, exactly
 * @param key       which key of the owner's
 * @param source    the name of the node or of the console
 * @param requestId the caller's own, or Vault's
 * @param text      part of a user's name, an address, a path, an error, a role or a policy, in any case
 */
public record AuditFilter(Instant from, Instant to, @Nullable String user, @Nullable String owner, @Nullable String key,
        @Nullable String broker, @Nullable String operation, @Nullable OperationKind kind, @Nullable OperationOutcome outcome,
        @Nullable String role, @Nullable String address, @Nullable String source, @Nullable String requestId, @Nullable String text) {

    /** All of a time. */
    public static AuditFilter between(Instant from, Instant to) {
        return new AuditFilter(from, to, null, null, null, null, null, null, null, null, null, null, null, null);
    }
}
