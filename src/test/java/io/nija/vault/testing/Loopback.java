package io.nija.vault.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A server that answers as a test says, for what a real Vault does too rarely. It remembers what it was asked. */
public final class Loopback implements AutoCloseable {

    public record Reply(int status, String body) {
    }

    /** @param headers each under its name in lower case, with its first value */
    public record Request(String method, String path, Map<String, String> headers, String body) {
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    private Loopback(@Nullable SSLContext tls, Function<Request, Reply> answers) throws IOException {
        var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        if (tls == null) {
            server = HttpServer.create(address, 0);
        } else {
            var https = HttpsServer.create(address, 0);
            https.setHttpsConfigurator(new HttpsConfigurator(tls));
            server = https;
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, answers));
        server.start();
    }

    public static Loopback answering(Function<Request, Reply> answers) throws IOException {
        return new Loopback(null, answers);
    }

    public static Loopback answering(int status, String body) throws IOException {
        return answering(request -> new Reply(status, body));
    }

    public static Loopback secure(SSLContext tls) throws IOException {
        return new Loopback(tls, request -> new Reply(200, "{}"));
    }

    private void answer(HttpExchange exchange, Function<Request, Reply> answers) throws IOException {
        try (exchange) {
            var headers = new HashMap<String, String>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            var request = new Request(exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers,
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            requests.add(request);
            var reply = answers.apply(request);
            var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            var silent = request.method().equals("HEAD");
            exchange.sendResponseHeaders(reply.status(), silent ? -1 : bytes.length);
            if (!silent) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    public URI address() {
        return URI.create((server instanceof HttpsServer ? "https" : "http") + "://127.0.0.1:" + server.getAddress().getPort());
    }

    public List<Request> requests() {
        return requests;
    }

    /** An address at which nobody listens. */
    public static URI nobody() throws IOException {
        return URI.create("http://127.0.0.1:" + DevVault.freePort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
