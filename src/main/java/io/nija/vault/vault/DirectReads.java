package io.nija.vault.vault;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.RequestId;
import io.nija.vault.base.SecretValue;
import io.nija.vault.base.UnpooledJson;
import io.nija.vault.client.CallNumbers;
import io.nija.vault.client.CallNumbers.Call;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;

/**
 * Reads the values of keys by the HTTP client itself. It is what a gateway does nearly always, and Spring's client in
 * between costs more than all the rest that the gateway does: see src/docs/decisions/what-a-read-costs.md.
 */
class DirectReads {

    private static final ObjectReader JSON = UnpooledJson.mapper().build().readerFor(Answer.class);

    private static final byte[] SAMPLE = """
            {"data": {"data": {"api_key": "k", "api_secret": "s", "additional_params": {"passphrase": "p"}}, "metadata": {"version": 1}}}"""
            .getBytes(StandardCharsets.UTF_8);

    /** The parts of Vault's answer that are of use. */
    private record Answer(@Nullable Data data) {

        record Data(@Nullable Map<String, Object> data, @Nullable Metadata metadata) {
        }

        record Metadata(int version) {
        }
    }

    private record Received(int status, byte[] body) {
    }

    private final CloseableHttpClient client;
    private final VaultNodes nodes;
    private final ActiveNode active;
    private final NumberedCalls calls;
    private final @Nullable String namespace;

    DirectReads(CloseableHttpClient client, VaultNodes nodes, ActiveNode active, NumberedCalls calls, @Nullable String namespace) {
        this.client = client;
        this.nodes = nodes;
        this.active = active;
        this.calls = calls;
        this.namespace = namespace;
    }

    /**
     * The values of the current version; empty when there is none, or it is deleted or destroyed.
     *
     * @throws VaultException when Vault does not answer or refuses
     */
    Optional<SecretData> read(CredentialId id, SecretValue token) {
        var answer = get("/v1/" + VaultProperties.KV_MOUNT + "/data/" + id.path(), token);
        return switch (answer.status) {
            case 200 -> values(answer.body);
            // Also for a deleted version, of which it then tells when it was deleted.
            case 404 -> Optional.empty();
            default -> throw VaultErrors.of(answer.status, new String(answer.body, StandardCharsets.UTF_8), null);
        };
    }

    /** Goes the way of a read without one: what a node says of itself, which no audit log records. */
    void warmUp() {
        get("/v1/sys/health?standbyok=true", SecretValue.of("none"));
        values(SAMPLE);
    }

    private static Optional<SecretData> values(byte[] body) {
        try {
            Answer answer = JSON.readValue(body);
            var data = answer.data;
            return data == null || data.data == null || data.metadata == null ? Optional.empty()
                    : Optional.of(SecretData.of(data.data, data.metadata.version));
        } catch (JacksonException e) {
            // Its message may quote what it could not read.
            throw new IllegalStateException("Vault's answer was not understood");
        }
    }

    private Received get(String path, SecretValue token) {
        var call = calls.next("GET", path);
        try {
            return calls.watched(call, Received::status, () -> nodes.send(true, new VaultNodes.Request<>() {

                @Override
                public Received sendTo(URI node) throws IOException {
                    return client.execute(request(node + path, token, call), DirectReads.this::receive);
                }

                @Override
                public boolean failed(Received answer) {
                    return answer.status >= 500;
                }
            }));
        } catch (IOException e) {
            throw VaultErrors.of(e);
        }
    }

    private HttpGet request(String address, SecretValue token, @Nullable Call call) {
        var request = new HttpGet(address);
        request.setHeader("X-Vault-Token", token.expose());
        request.setHeader("X-Vault-Request", "true");
        if (namespace != null) {
            request.setHeader("X-Vault-Namespace", namespace);
        }
        RequestId.current().ifPresent(id -> request.setHeader(RequestId.HEADER, id));
        if (call != null) {
            request.setHeader(CallNumbers.HEADER, call.header());
        }
        active.ask(request::setHeader);
        return request;
    }

    private Received receive(ClassicHttpResponse response) throws IOException {
        if (NoActiveNodeException.isMeantBy(response.getCode())) {
            throw new NoActiveNodeException();
        }
        var index = response.getFirstHeader(ActiveNode.INDEX);
        active.learn(index == null ? null : index.getValue());
        var body = response.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(response.getEntity());
        return new Received(response.getCode(), body);
    }
}
