package io.nija.vault.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.nija.vault.client.NodeFailure.Kind;
import org.jspecify.annotations.Nullable;

/**
 * HTTP to one node at a time, with no more connections at once than the settings allow. It follows no redirect, uses no
 * proxy, and gives up when the whole answer is not there in time.
 */
final class NodeClient implements AutoCloseable {

    /** Many times what ten versions of a key take; an answer larger than this is not Vault's. */
    private static final long LARGEST_ANSWER = 4L << 20;

    private final HttpClient http;
    private final Semaphore connections;
    private final Duration answerTimeout;
    private final @Nullable String namespace;
    private final ActiveNode active = new ActiveNode();
    private final CallNumbers calls = new CallNumbers("client");

    NodeClient(ClientSettings settings) {
        var builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER).proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(settings.connectTimeout()).executor(Executors.newVirtualThreadPerTaskExecutor());
        if (settings.caCertificates() != null) {
            builder.sslContext(Trust.in(settings.caCertificates()));
        }
        http = builder.build();
        // The client's own pool has no limit.
        connections = new Semaphore(settings.connections(), true);
        answerTimeout = settings.answerTimeout();
        namespace = settings.namespace();
    }

    /** @throws NodeFailure when this node does not serve the request */
    VaultAnswer send(URI address, VaultRequest request, @Nullable String token) throws NodeFailure {
        var index = active.index();
        var response = numbered(address, request, token, index);
        boolean perhapsOld = response.headers().firstValue(ActiveNode.INDEX).filter(a -> active.learn(a, index)).isPresent();
        if (request.isRead() && perhapsOld) {
            response = numbered(address, request, token, active.index());
        }
        return served(response);
    }

    private HttpResponse<byte[]> numbered(URI address, VaultRequest request, @Nullable String token, @Nullable String index) throws NodeFailure {
        var call = calls.next();
        boolean recorded = false;
        try {
            var response = exchange(http(address, request, token, index, call));
            recorded = !CallNumbers.mayBeUnrecorded(response.statusCode());
            return response;
        } finally {
            if (!recorded) {
                calls.lost(call);
            }
        }
    }

    private HttpRequest http(URI address, VaultRequest request, @Nullable String token, @Nullable String index, CallNumbers.Call call) {
        var http = HttpRequest.newBuilder(address.resolve("/v1/" + request.path())).method(request.method(), body(request))
                .header("Content-Type", "application/json").header(CallNumbers.HEADER, call.header());
        if (token != null) {
            http.header("X-Vault-Token", token);
        }
        if (namespace != null) {
            http.header("X-Vault-Namespace", namespace);
        }
        if (index != null) {
            http.header(ActiveNode.INDEX, index).header(ActiveNode.INCONSISTENT, ActiveNode.FORWARD);
        }
        return http.build();
    }

    private static BodyPublisher body(VaultRequest request) {
        return request.body() == null ? BodyPublishers.noBody()
                : BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(request.body()));
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) throws NodeFailure {
        try {
            if (!connections.tryAcquire(answerTimeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new NodeFailure(Kind.TOO_MANY, "All connections to Vault are in use");
            }
            try {
                return await(request);
            } finally {
                connections.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NodeFailure(Kind.INTERRUPTED, "Interrupted while Vault was asked");
        }
    }

    /** The HTTP client's own timeout would not cover the body. */
    private HttpResponse<byte[]> await(HttpRequest request) throws NodeFailure, InterruptedException {
        var response = http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
        try {
            return response.get(answerTimeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw NodeFailure.of(e.getCause() instanceof IOException io ? io : new IOException(e.getCause()));
        } catch (TimeoutException e) {
            throw new NodeFailure(Kind.UNKNOWN, "Vault did not answer in time");
        } finally {
            response.cancel(true);
        }
    }

    /**
     * A redirect means that a standby could not forward. For a write it proves nothing: it also comes when the active node
     * went away before its answer got back. Nor does a 5xx prove that nothing was done.
     */
    private static VaultAnswer served(HttpResponse<byte[]> response) throws NodeFailure {
        int status = response.statusCode();
        if (status / 100 == 3) {
            throw new NodeFailure(Kind.NO_ACTIVE_NODE, "Vault has no active node at the moment");
        }
        if (status == 429) {
            throw new NodeFailure(Kind.TOO_MANY, "Vault asks for fewer requests");
        }
        if (status / 100 == 5) {
            throw new NodeFailure(Kind.UNKNOWN, status == 503 ? "Vault is sealed, or in maintenance" : "Vault failed with status " + status);
        }
        return new VaultAnswer(status, response.body());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
