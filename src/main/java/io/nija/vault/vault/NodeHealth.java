package io.nija.vault.vault;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a node says of itself to anybody, without a token.
 *
 * @param cluster       the id of the cluster that it takes itself for a member of; null while it is sealed
 * @param storage       such as {@code raft} or {@code postgresql}; empty when it does not say
 * @param clock         its time, in whole seconds; null when it does not say
 * @param active        whether it is the one that leads
 * @param activeSince   null unless it leads
 * @param leaderAddress of the node that it follows or is; null when it knows of none
 * @param committed     index of the raft's log up to which its entries are agreed on, as far as this node knows; null without raft
 * @param applied       index up to which this node has applied them; null without raft
 */
public record NodeHealth(boolean initialized, boolean sealed, String version, @Nullable String cluster, Seal seal, String storage,
        @Nullable Instant clock, boolean active, @Nullable Instant activeSince, @Nullable String leaderAddress,
        @Nullable Long committed, @Nullable Long applied) {

    /**
     * @param type     such as {@code shamir}, {@code static} or {@code awskms}
     * @param progress how many of the key shares that are needed have been given to unseal it
     */
    public record Seal(String type, int needed, int shares, int progress) {

        /** Whether people have to come with their shares of the key; else the node unseals itself. */
        public boolean byPeople() {
            return type.equals("shamir");
        }
    }
}
