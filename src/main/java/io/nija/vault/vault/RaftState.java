package io.nija.vault.vault;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The raft as its leader and its autopilot see it.
 *
 * @param failureTolerance how many voters may fail before nothing works; null when autopilot does not say
 * @param healthy          autopilot's verdict of all; null when it does not say
 */
public record RaftState(List<Server> servers, @Nullable Integer failureTolerance, @Nullable Boolean healthy) {

    /**
     * A member of the raft.
     *
     * @param lastContact how long ago the leader heard of it; null when autopilot does not say
     * @param lastIndex   of the log, that it has; null when autopilot does not say
     * @param healthy     autopilot's verdict of it; null when autopilot does not say
     */
    public record Server(String id, String address, boolean leader, boolean voter, @Nullable Duration lastContact, @Nullable Long lastIndex,
            @Nullable Boolean healthy) {
    }
}
