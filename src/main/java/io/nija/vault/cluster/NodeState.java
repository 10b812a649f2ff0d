package io.nija.vault.cluster;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

import io.nija.vault.vault.NodeAnswer;
import io.nija.vault.vault.NodeHealth;
import io.nija.vault.vault.RaftState;
import org.jspecify.annotations.Nullable;

/**
 * A node as it was at the last look.
 *
 * @param since   when that condition was first seen
 * @param answer  the latest
 * @param health  what it said in the latest answer that it gave; null when it never did
 * @param id      its name in the raft; null when that is not known
 * @param member  what the raft's leader knows of it; null when that is not known
 * @param started when its process did; null when that is not known
 */
public record NodeState(URI address, NodeCondition condition, Instant since, NodeAnswer answer, @Nullable NodeHealth health,
        @Nullable String id, RaftState.@Nullable Server member, @Nullable Instant started) {

    /** Host and port, by which settings, samples and alerts know it. */
    public String name() {
        return name(address);
    }

    public static String name(URI address) {
        return address.getPort() < 0 ? address.getHost() : address.getHost() + ":" + address.getPort();
    }

    /** Its name in the raft, or else its address. */
    public String title() {
        return id == null ? name() : id;
    }

    /**
     * How far its clock is from ours, at the least: it says whole seconds, and the answer was on its way. Positive when it
     * is ahead. Zero also when it does not answer.
     */
    public Duration clockSkew() {
        var current = answer.health();
        if (current == null || current.clock() == null) {
            return Duration.ZERO;
        }
        var earliest = current.clock();
        var latest = earliest.plusSeconds(1);
        var received = answer.at().plus(answer.took());
        if (earliest.isAfter(received)) {
            return Duration.between(received, earliest);
        }
        return latest.isBefore(answer.at()) ? Duration.between(answer.at(), latest) : Duration.ZERO;
    }
}
