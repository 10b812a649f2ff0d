package io.nija.vault.vault;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.nija.vault.base.SecretValue;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.Timeout;
import org.springframework.vault.client.VaultHttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts a snapshot of raft storage in place of all that a Vault holds, under a token that may. Every method throws {@link VaultException}
 * when no node answers or Vault refuses.
 */
public final class SnapshotRestore implements AutoCloseable {

    private static final Duration TO_RESTORE = Duration.ofHours(1);
    private static final int LONGEST_ANSWER = 1 << 20;
    private static final int ACTIVE = 200;
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * A Vault as its active node, or else the first that answers, says it is.
     *
     * @param cluster its id; empty while it is sealed
     * @param name    of the cluster; empty while it is sealed
     * @param seal    the type of its seal
     */
    public record Target(URI node, String cluster, String name, String version, String seal, boolean sealed, boolean active) {
    }

    /** What writes a snapshot. */
    public interface Content {

        void writeTo(OutputStream out) throws IOException;
    }

    private record Answer(int status, String text) {
    }

    private final List<URI> nodes;
    private final SecretValue token;
    private final CloseableHttpClient client;

    public SnapshotRestore(VaultProperties properties, SecretValue token) {
        this.nodes = properties.addr();
        this.token = token;
        this.client = VaultConnection.client(properties);
    }

    /** What would be restored into. */
    public Target target() {
        VaultException none = null;
        Target any = null;
        for (var node : nodes) {
            try {
                var target = ask(node);
                if (target.active()) {
                    return target;
                }
                any = any == null ? target : any;
            } catch (IOException e) {
                none = VaultErrors.of(e);
            }
        }
        if (any == null) {
            throw Objects.requireNonNull(none);
        }
        return any;
    }

    private Target ask(URI node) throws IOException {
        var health = send(new HttpGet(node.resolve("/v1/sys/health")));
        var status = JSON.readTree(send(new HttpGet(node.resolve("/v1/sys/seal-status"))).text());
        return new Target(node, status.path("cluster_id").asString(""), status.path("cluster_name").asString(""), status.path("version").asString(""),
                status.path("type").asString(""), status.path("sealed").asBoolean(true), health.status() == ACTIVE);
    }

    /**
     * Restores, and returns when Vault has taken the snapshot. It comes up with it after that. Vault gets the end of the snapshot, without
     * which it restores nothing, only once all of it was written.
     *
     * @param target   as {@link #target} told
     * @param bytes    how many the snapshot has
     * @param snapshot whose exceptions are passed on
     * @param anyway   also when the snapshot's keys are not sealed by the seal of this Vault
     * @throws IOException when the snapshot could not be written to its end
     */
    public void restore(Target target, long bytes, Content snapshot, boolean anyway) throws IOException {
        var request = new HttpPost(target.node().resolve("/v1/sys/storage/raft/snapshot" + (anyway ? "-force" : "")));
        request.setConfig(RequestConfig.custom().setResponseTimeout(Timeout.of(TO_RESTORE)).build());
        request.setHeader(VaultHttpHeaders.VAULT_TOKEN, token.expose());
        var body = new SnapshotBody(snapshot);
        request.setEntity(new EntityTemplate(bytes, ContentType.APPLICATION_OCTET_STREAM, null, body));
        try {
            var answer = send(request);
            if (answer.status() / 100 != 2) {
                throw new SnapshotRefusedException(errors(answer));
            }
        } catch (IOException e) {
            if (body.unreadable() != null) {
                throw body.unreadable();
            }
            throw VaultErrors.of(e);
        }
    }

    /** Vault's own words, which say what is wrong with the snapshot or the token. */
    private static String errors(Answer answer) {
        var text = answer.text().startsWith("{") ? JSON.readTree(answer.text()).path("errors").valueStream().map(JsonNode::asString).toList() : List.<String>of();
        return text.isEmpty() ? "status " + answer.status() : String.join("; ", text);
    }

    private Answer send(ClassicHttpRequest request) throws IOException {
        return client.execute(request, SnapshotRestore::read);
    }

    private static Answer read(ClassicHttpResponse response) throws HttpException, IOException {
        var body = response.getEntity() == null ? null : EntityUtils.toByteArray(response.getEntity(), LONGEST_ANSWER);
        return new Answer(response.getCode(), body == null ? "" : new String(body, StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
