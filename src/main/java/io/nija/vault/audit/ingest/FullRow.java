package io.nija.vault.audit.ingest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;

import io.nija.vault.audit.ingest.Names.Text;
import io.nija.vault.audit.lines.OperationId;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of operations, with the texts that its numbers stand for.
 *
 * @param response how many lines after the first one the response is; null when there is none
 * @param duration microseconds
 */
public record FullRow(long id, Instant at, int source, String operation, String kind, String broker, String outcome, String role, String policies,
        String user, String address, String path, @Nullable String owner, @Nullable String key, @Nullable String error,
        @Nullable Integer version, @Nullable Integer duration, @Nullable Integer response, @Nullable UUID vaultRequest, @Nullable String requestId) {

    private static final List<String> NAMES = List.of("number", "time", "node", "operation", "kind", "broker", "outcome", "role", "policies", "user", "address",
            "path", "owner", "key", "error", "version", "duration", "response", "Vault's request id", "request id");

    /** As it is written. */
    static FullRow of(int source, OperationRow row) {
        var entry = row.entry();
        var type = Names.toClass(entry);
        var key = Names.key(entry.path());
        return new FullRow(OperationId.of(source, row.line()), row.at().truncatedTo(ChronoUnit.MICROS), source, type.operation(), type.kind().name(),
                type.broker(), type.outcome().name(), type.role(), type.policies(), Text.USER.clean(entry.user()), Text.ADDRESS.clean(entry.address()),
                Names.clean(entry.path(), Names.LONGEST_PATH), key == null ? null : key.owner().value(), key == null ? null : key.key(),
                entry.error() == null ? null : Text.ERROR.clean(entry.error()), entry.version(), row.duration(), row.response(), entry.vaultRequest(),
                entry.requestId() == null ? null : Names.clean(entry.requestId(), 64));
    }

    /** The number of its first line. */
    public long line() {
        return OperationId.line(id);
    }

    /** What is another in the other one, in words; empty when they are equal. */
    public List<String> differences(FullRow other) {
        if (equals(other)) {
            return List.of();
        }
        var mine = values();
        var others = other.values();
        return IntStream.range(0, NAMES.size()).filter(i -> !Objects.equals(mine.get(i), others.get(i))).mapToObj(NAMES::get).toList();
    }

    private List<@Nullable Object> values() {
        return Arrays.asList(id, at, source, operation, kind, broker, outcome, role, policies, user, address, path, owner, key, error, version, duration,
                response, vaultRequest, requestId);
    }
}
