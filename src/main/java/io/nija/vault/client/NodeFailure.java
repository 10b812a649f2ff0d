package io.nija.vault.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;

import javax.net.ssl.SSLException;

/** One node did not serve one request. */
final class NodeFailure extends Exception {

    enum Kind {

        /** No node got the request. */
        NEVER_SENT,

        /** The node has no active node to forward to at the moment, or lost it before that one's answer came. */
        NO_ACTIVE_NODE,

        /** It may have been carried out. */
        UNKNOWN,

        /** The server wants fewer requests, or this client has all its connections in use: another node is no help. */
        TOO_MANY,

        INTERRUPTED
    }

    private final Kind kind;

    NodeFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    private NodeFailure(Kind kind, String message, IOException cause) {
        super(message, cause);
        this.kind = kind;
    }

    static NodeFailure of(IOException e) {
        if (e instanceof ConnectException || e instanceof HttpConnectTimeoutException) {
            return new NodeFailure(Kind.NEVER_SENT, "Vault cannot be reached", e);
        }
        if (e instanceof SSLException) {
            return new NodeFailure(Kind.UNKNOWN, "Vault's certificate is not trusted, or TLS failed", e);
        }
        // Without the cause: what could not be parsed, and may stand in its message, may be part of an answer.
        return new NodeFailure(Kind.UNKNOWN, "The connection to Vault broke (" + e.getClass().getSimpleName() + ")");
    }

    Kind kind() {
        return kind;
    }

    boolean isOfThisNodeOnly() {
        return kind != Kind.TOO_MANY && kind != Kind.INTERRUPTED;
    }

    VaultUnavailableException toException(VaultRequest request) {
        boolean perhapsDone = !request.isRead() && kind != Kind.NEVER_SENT && kind != Kind.TOO_MANY;
        return new VaultUnavailableException(String.valueOf(getMessage()), perhapsDone, getCause());
    }
}
