package io.nija.vault.vault;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of the Vault. Each request goes to the one that answered last, and to the next when that one fails. A
 * request that never reached a node may always go to another. One that may have been carried out is repeated only when
 * repeating cannot do harm: a read or a list, never a write. When no node of a cluster answers, a leader is being elected: what
 * may be repeated waits for that, for as long as an election takes and not a moment longer.
 */
class VaultNodes {

    /** From when no node would answer any more; twice what was measured with raft. */
    private static final long ELECTION = Duration.ofSeconds(5).toNanos();
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final long ANSWERING = 0;

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
    /** When no node answered for the first time; {@link #ANSWERING} since one did. */
    private final AtomicLong silentSince = new AtomicLong(ANSWERING);

    VaultNodes(List<URI> addresses) {
        this.addresses = List.copyOf(addresses);
    }

    /** @param repeatable whether it does no harm when two nodes carry it out */
    <R> R send(boolean repeatable, Request<R> request) throws IOException {
        long began = System.nanoTime();
        while (true) {
            try {
                var answer = sendToEach(repeatable, request);
                if (!repeatable || !request.failed(answer)) {
                    silentSince.set(ANSWERING);
                    return answer;
                }
                if (!waitedForElection(began)) {
                    return answer;
                }
                request.discard(answer);
            } catch (IOException e) {
                if (!mayGoElsewhere(e, repeatable) || !waitedForElection(began)) {
                    throw e;
                }
            }
        }
    }

    private <R> R sendToEach(boolean repeatable, Request<R> request) throws IOException {
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
                // Be it that this request may go nowhere else: the next one is not to wait for a node that hangs.
                preferred.compareAndSet(index, (index + 1) % addresses.size());
                if (last || !mayGoElsewhere(e, repeatable)) {
                    throw e;
                }
            }
        }
    }

    private static boolean mayGoElsewhere(IOException e, boolean repeatable) {
        // When our own pool is empty, another address is no help.
        return !(e instanceof ConnectionRequestTimeoutException) && (neverSent(e) || repeatable);
    }

    /**
     * A moment, while a leader may be being elected. Later the Vault is away, and everybody is told at once; so is who has waited that
     * long while others were answered.
     */
    private boolean waitedForElection(long began) {
        long now = System.nanoTime();
        silentSince.compareAndSet(ANSWERING, now);
        if (addresses.size() == 1 || now - silentSince.get() > ELECTION || now - began > ELECTION) {
            return false;
        }
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether the failure shows that no node got the request, or none that did anything about it. */
    static boolean neverSent(@Nullable Throwable e) {
        return e instanceof ConnectException || e instanceof UnknownHostException
                || e instanceof NoRouteToHostException || e instanceof ConnectTimeoutException
                || e instanceof ConnectionRequestTimeoutException || e instanceof NoActiveNodeException;
    }
}
