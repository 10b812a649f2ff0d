package io.nija.vault.vault;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.nija.vault.base.SecretValue;
import io.nija.vault.client.CallNumbers;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.vault.client.VaultHttpHeaders;

/**
 * Reads from one node and no other, whichever answers otherwise, with little patience. Its connections are its own, so that
 * a node that hangs takes none of those that people's calls need.
 */
@Component
class NodeCalls implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final int CONNECTIONS = 64;
    /** Far above what a node has to say of itself. */
    private static final int LONGEST_ANSWER = 16 << 20;

    record Answer(int status, String text) {
    }

    private final CloseableHttpClient client;
    private final NumberedCalls calls;

    NodeCalls(VaultProperties properties, VaultConnection connection) {
        client = VaultConnection.client(properties.inHaste(CONNECTIONS, PATIENCE));
        calls = connection.calls();
    }

    /** @param path after {@code /v1/} */
    Answer get(URI node, String path, @Nullable SecretValue token) throws IOException {
        var request = new HttpGet(node.resolve("/v1/" + path));
        if (token != null) {
            request.setHeader(VaultHttpHeaders.VAULT_TOKEN, token.expose());
        }
        var call = calls.next("GET", "/v1/" + path);
        if (call != null) {
            request.setHeader(CallNumbers.HEADER, call.header());
        }
        return calls.watched(call, Answer::status, () -> client.execute(request, NodeCalls::read));
    }

    /** The same as the caller's own exceptions tell it. */
    String read(URI node, String path, SecretValue token) {
        try {
            var answer = get(node, path, token);
            if (answer.status() != 200) {
                throw VaultErrors.of(answer.status(), answer.text(), null);
            }
            return answer.text();
        } catch (IOException e) {
            throw VaultErrors.of(e);
        }
    }

    private static Answer read(ClassicHttpResponse response) throws IOException {
        var body = EntityUtils.toByteArray(response.getEntity(), LONGEST_ANSWER);
        return new Answer(response.getCode(), body == null ? "" : new String(body, StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
