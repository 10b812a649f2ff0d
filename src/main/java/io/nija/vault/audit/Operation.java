package io.nija.vault.audit;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One operation on record, as it is listed.
 *
 * @param id        stays the same, also when the records are made anew
 * @param source    the node that served it, or the console
 * @param user      in whose name; {@code -} for nobody
 * @param role      the role in Vault under which it was done, or what else Vault calls the caller
 * @param policies  those of the caller, in one text
 * @param operation in Vault's words, such as {@code read}
 * @param owner     whose key it is about, if it is about one
 * @param key       which key of theirs, as in {@link io.nija.vault.base.CredentialId#key()}
 * @param version   of the key that was read or written, as far as the record tells
 * @param duration  between the records of request and response
 * @param requestId by which the caller's own request is found in logs
 */
public record Operation(long id, Instant at, String source, String user, String role, String policies, String operation, OperationKind kind,
        OperationOutcome outcome, String path, @Nullable String owner, @Nullable String key, String broker, String address,
        @Nullable String error, @Nullable Integer version, @Nullable Duration duration, @Nullable String requestId,
        @Nullable String vaultRequest) {

    public AuditCursor cursor() {
        return new AuditCursor(at, id);
    }
}
