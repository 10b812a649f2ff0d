package io.nija.vault.audit.ingest;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.nija.vault.audit.OperationOutcome;
import io.nija.vault.audit.lines.HashedValue;
import org.jspecify.annotations.Nullable;

/**
 * What one line of a log says: a request that came in, or the response to it, which repeats the request.
 *
 * @param operation in Vault's words, such as {@code read}
 * @param mount     the type of the engine
 * @param user      in whose name; {@code -} for nobody, as before a sign-in
 * @param role      under which of the roles, or {@code -}
 * @param policies  in one text
 * @param version   of the key that was read or written
 * @param values    what Vault hashed
 * @param program   whether the caller has an AppRole's sign-in
 * @param call      the number that the caller gave it, if it gave it one
 */
record LogEntry(boolean response, Instant time, @Nullable UUID vaultRequest, String operation, String path, String mount, String user, String role,
        String policies, String address, @Nullable String requestId, OperationOutcome outcome, @Nullable String error,
        @Nullable Integer version, List<HashedValue> values, boolean program, @Nullable CallNumber call) {
}
