package io.nija.vault.client;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.nija.vault.client.NodeFailure.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Sends each request to the node that answered last and moves on to the next address when that one fails. A request that
 * never reached a node may always go to another. One that may have been carried out is repeated only when repeating
 * cannot do harm, never a write.
 */
final class VaultTransport implements AutoCloseable {

    private static final Duration ELECTION_POLL = Duration.ofMillis(100);

    private final List<URI> addresses;
    private final NodeClient client;
    private final Duration patience;
    private final AtomicInteger preferred = new AtomicInteger();

    VaultTransport(ClientSettings settings) {
        addresses = settings.addresses();
        client = new NodeClient(settings);
        patience = settings.answerTimeout();
    }

    /** @throws VaultUnavailableException when no node could serve it */
    VaultAnswer send(VaultRequest request, @Nullable String token) {
        long begun = System.nanoTime();
        int first = preferred.get();
        boolean electing = false;
        for (int attempt = 0;; attempt++) {
            int node = (first + attempt) % addresses.size();
            try {
                var answer = client.send(addresses.get(node), request, token);
                preferred.set(node);
                return answer;
            } catch (NodeFailure failure) {
                // Also for a write that is not repeated: the next call should not run into the same.
                preferred.compareAndSet(node, (node + 1) % addresses.size());
                electing |= failure.kind() == Kind.NO_ACTIVE_NODE;
                boolean all = (attempt + 1) % addresses.size() == 0;
                if (!mayGoOn(request, failure) || all && !(electing && mayWait(begun))) {
                    throw failure.toException(request);
                }
            }
        }
    }

    private static boolean mayGoOn(VaultRequest request, NodeFailure failure) {
        return failure.isOfThisNodeOnly() && (request.repeatable() || failure.kind() == Kind.NEVER_SENT);
    }

    /** A cluster that has just lost its active node has a new one after a few seconds. */
    private boolean mayWait(long begun) {
        if (System.nanoTime() - begun >= patience.toNanos()) {
            return false;
        }
        try {
            Thread.sleep(ELECTION_POLL);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
