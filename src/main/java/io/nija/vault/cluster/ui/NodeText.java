package io.nija.vault.cluster.ui;

import java.text.NumberFormat;
import java.time.Duration;

import com.vaadin.flow.component.badge.BadgeVariant;
import io.nija.vault.base.ui.Figures;
import io.nija.vault.base.ui.Times;
import io.nija.vault.cluster.NodeCondition;
import io.nija.vault.cluster.NodeState;
import io.nija.vault.vault.NodeAnswer.Problem;
import io.nija.vault.vault.NodeHealth;
import org.jspecify.annotations.Nullable;

/** What a node's state means, in words for whoever has to do something about it. */
final class NodeText {

    private NodeText() {
    }

    static BadgeVariant[] variants(NodeCondition condition) {
        return switch (condition) {
            case ACTIVE -> new BadgeVariant[] { BadgeVariant.SUCCESS };
            case STANDBY -> new BadgeVariant[0];
            case SEALED, NOT_INITIALIZED, UNREACHABLE -> new BadgeVariant[] { BadgeVariant.ERROR };
        };
    }

    /** What to do; null when nothing is to be done. */
    static @Nullable String advice(NodeState node) {
        return switch (node.condition()) {
            case ACTIVE, STANDBY -> node.clockSkew().isZero() ? null
                    : "Its clock is at least " + skew(node.clockSkew()) + ". Set up time synchronisation there and on the console's machine: tokens and certificates are judged by it.";
            case SEALED -> sealed(node.health());
            case NOT_INITIALIZED -> "Nobody has set it up yet. To make it a member of this cluster, check its retry_join or run “bao operator raft join”; do not initialize it.";
            case UNREACHABLE -> unreachable(node.answer().problem()) + (node.health() == null ? "" : " It last said something " + Times.ago(node.since()) + ".");
        };
    }

    private static String sealed(@Nullable NodeHealth health) {
        if (health == null || !health.seal().byPeople()) {
            return "It should unseal itself with its seal “" + (health == null ? "" : health.seal().type()) + "” and has not. Look in its log whether the "
                    + "key or the key service can be reached, and restart it. If it was sealed on purpose, restarting it unseals it.";
        }
        var seal = health.seal();
        return "It needs " + seal.needed() + " of " + seal.shares() + " key shares, " + (seal.progress() == 0 ? "none of which has" : seal.progress() + " of which have")
                + " been given. Ask the holders of the key to run “bao operator unseal” against this node, each with their own share.";
    }

    private static String unreachable(@Nullable Problem problem) {
        return switch (problem) {
            case REFUSED -> "Nothing listens at its address. Look whether its process and its machine run, and read the end of its log.";
            case TIMED_OUT -> "It does not answer within a second. Look whether its process hangs, its disk is full or slow, or a firewall drops what is sent to it.";
            case UNTRUSTED -> "Its certificate is not trusted here. Look whether it has expired, names another host, or VAULT_CACERT is not its authority's.";
            case NOT_A_VAULT -> "Something answers there that is no Vault. Look at VAULT_ADDR and what is in between.";
            case null -> "It has not been asked yet.";
        };
    }

    static String seal(NodeHealth health) {
        var seal = health.seal();
        var shares = seal.byPeople() ? ", " + seal.needed() + " of " + seal.shares() + " shares" : ", unseals itself";
        return seal.type() + shares + (health.sealed() ? " · sealed" + (seal.byPeople() ? ", " + seal.progress() + " given" : "") : "");
    }

    /** Its part in the raft; null when there is none or it is not known. */
    static @Nullable String role(NodeState node) {
        var member = node.member();
        var part = switch (node.condition()) {
            case ACTIVE -> "Leader, ";
            case STANDBY -> "Follower, ";
            default -> "";
        };
        return member == null ? null : part + (member.voter() ? "voter" : "no voter yet");
    }

    /** The active node says since when it is; of others it is known since when they were seen so. */
    static String since(NodeState node) {
        var health = node.answer().health();
        return health != null && health.activeSince() != null ? Times.dateTime(health.activeSince()) : "seen so since " + Times.dateTime(node.since());
    }

    static @Nullable String contact(NodeState node) {
        var member = node.member();
        return member == null || node.condition() != NodeCondition.STANDBY || member.lastContact() == null ? null : duration(member.lastContact()) + " ago, with the leader";
    }

    static @Nullable String verdict(NodeState node) {
        var member = node.member();
        return member == null || member.healthy() == null || !node.condition().serves() ? null : member.healthy() ? "healthy" : "not healthy";
    }

    static String skew(Duration skew) {
        return duration(skew.abs()) + (skew.isNegative() ? " behind" : " ahead");
    }

    static String duration(Duration duration) {
        if (duration.toSeconds() < 10) {
            return duration.toMillis() < 1000 ? Figures.of(duration.toMillis()) + " ms" : NumberFormat.getNumberInstance(Times.locale()).format(duration.toMillis() / 100 / 10.0) + " s";
        }
        return duration.toMinutes() < 2 ? duration.toSeconds() + " s" : duration.toHours() < 2 ? duration.toMinutes() + " min"
                : duration.toDays() < 2 ? duration.toHours() + " h" : duration.toDays() + " d";
    }
}
