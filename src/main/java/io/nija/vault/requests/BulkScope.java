package io.nija.vault.requests;

import java.util.List;

import io.nija.vault.base.BrokerId;
import io.nija.vault.base.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Whose keys a bulk rotation is for: those in use that match both.
 *
 * @param broker null for any
 * @param owners empty for anybody's; the broker is needed then
 */
public record BulkScope(@Nullable BrokerId broker, List<UserId> owners) {

    public BulkScope {
        owners = List.copyOf(owners);
    }
}
