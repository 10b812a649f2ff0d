package io.nija.vault.vault;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;

import io.nija.vault.base.SecretValue;
import io.nija.vault.base.StartupException;

/** The nodes of a new cluster are unsealed: each by itself, with the same shares. */
final class Unsealing {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final List<NodeOperator> nodes;
    private final Terminal terminal;

    Unsealing(List<NodeOperator> nodes, Terminal terminal) {
        this.nodes = nodes;
        this.terminal = terminal;
    }

    /** People come with their shares, which are kept for no longer than until all nodes are unsealed. */
    void byPeople(int needed) {
        terminal.say("Now %d people unseal it. Each decrypts their share and pastes it here; it is not shown.".formatted(needed));
        var shares = new LinkedHashSet<SecretValue>();
        var first = nodes.getFirst();
        while (first.seal().sealed()) {
            var share = terminal.askHidden("Share %d of %d:".formatted(shares.size() + 1, needed));
            if (shares.contains(share)) {
                terminal.say("That share was given already.");
            } else if (accepted(first, share)) {
                shares.add(share);
            } else {
                shares.clear();
                terminal.say("These were not all shares of this Vault's key. Begin again with the first.");
            }
        }
        for (var node : nodes.subList(1, nodes.size())) {
            await(node, NodeOperator.Seal::initialised, "has not joined the others");
            for (var share : new ArrayList<>(shares)) {
                if (node.seal().sealed()) {
                    node.unseal(share);
                }
            }
        }
    }

    /** A wrong share is only noticed with the last one that is needed, and then none of them counts any more. */
    private static boolean accepted(NodeOperator node, SecretValue share) {
        try {
            node.unseal(share);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** Until every node serves. */
    void await() {
        nodes.forEach(node -> await(node, seal -> seal.initialised() && !seal.sealed(), "is not unsealed"));
    }

    private static void await(NodeOperator node, Predicate<NodeOperator.Seal> condition, String otherwise) {
        var end = Instant.now().plus(PATIENCE);
        while (!holds(node, condition)) {
            if (Instant.now().isAfter(end)) {
                throw new StartupException("%s %s after %d minutes. Its log says why.".formatted(node.address(), otherwise, PATIENCE.toMinutes()));
            }
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StartupException("Interrupted.");
            }
        }
    }

    private static boolean holds(NodeOperator node, Predicate<NodeOperator.Seal> condition) {
        try {
            return condition.test(node.seal());
        } catch (VaultException e) {
            return false;
        }
    }
}
