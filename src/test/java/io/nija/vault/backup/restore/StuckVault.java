package io.nija.vault.backup.restore;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Stands before a Vault and passes on what only asks. What it is sent, it begins to take and never comes to an end. */
final class StuckVault implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newHttpClient();
    private final CountDownLatch body = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    private StuckVault(URI vault) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange, vault);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    static StuckVault before(URI vault) throws IOException {
        return new StuckVault(vault);
    }

    private void answer(HttpExchange exchange, URI vault) throws IOException, InterruptedException {
        if (exchange.getRequestMethod().equals("POST")) {
            exchange.getRequestBody().readNBytes(1 << 16);
            body.countDown();
            closed.await();
            return;
        }
        var answer = http.send(HttpRequest.newBuilder(vault.resolve(exchange.getRequestURI())).build(), BodyHandlers.ofByteArray());
        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
        exchange.getResponseBody().write(answer.body());
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** @return false when nothing was sent in that time */
    boolean awaitBody(Duration patience) throws InterruptedException {
        return body.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.close();
        http.close();
    }
}
