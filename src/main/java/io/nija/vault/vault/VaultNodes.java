package io.nija.vault.vault;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of the Vault. Each request goes to the one that answered last, and to the next when that one fails. A
 * request that never reached a node may always go to another. One that may have been carried out is repeated only when
 * repeating cannot do harm: a read or a list, never a write.
 */
class VaultNodes {

    /** One request, as it can be sent to any node. */
    interface Request<R> {

        /** @throws NoActiveNodeException when the node names another one instead of answering */
        R sendTo(URI node) throws IOException;

        /** Whether the node failed, as opposed to having answered. A sealed or just stepped-down one says so with a 5xx. */
        boolean failed(R answer) throws IOException;

        /** Lets go of an answer that is not going to be read. */
        default void discard(R answer) {
        }
    }

    private final List<URI> addresses;
    private final AtomicInteger preferred = new AtomicInteger();

    VaultNodes(List<URI> addresses) {
        this.addresses = List.copyOf(addresses);
    }

    /** @param repeatable whether it does no harm when two nodes carry it out */
    <R> R send(boolean repeatable, Request<R> request) throws IOException {
        int first = preferred.get();
        for (int attempt = 0;; attempt++) {
            int index = (first + attempt) % addresses.size();
            boolean last = attempt == addresses.size() - 1;
            try {
                var answer = request.sendTo(addresses.get(index));
                if (last || !repeatable || !request.failed(answer)) {
                    preferred.set(index);
                    return answer;
                }
                request.discard(answer);
            } catch (IOException e) {
                // When our own pool is empty, another address is no help.
                if (last || e instanceof ConnectionRequestTimeoutException || !(neverSent(e) || repeatable)) {
                    throw e;
                }
            }
        }
    }

    /** Whether the failure shows that no node got the request, or none that did anything about it. */
    static boolean neverSent(@Nullable Throwable e) {
        return e instanceof ConnectException || e instanceof UnknownHostException
                || e instanceof NoRouteToHostException || e instanceof ConnectTimeoutException
                || e instanceof ConnectionRequestTimeoutException || e instanceof NoActiveNodeException;
    }
}
