package io.nija.vault.vault;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.nija.vault.client.CallNumbers;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.util.Timeout;
import org.springframework.stereotype.Component;
import org.springframework.vault.client.VaultHttpHeaders;

/**
 * Takes snapshots of Vault's raft storage under the AppRole {@code backup}, which may do nothing else. They are passed on as they come and
 * kept nowhere.
 */
@Component
public class RaftSnapshots {

    private static final String PATH = "/v1/sys/storage/raft/snapshot";
    /** Vault makes all of a snapshot before it sends the first of it. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int LONGEST_REFUSAL = 1 << 16;

    /** What reads a snapshot. It has to find out by itself whether it is whole. */
    public interface Reader {

        void read(InputStream snapshot) throws IOException;
    }

    private final VaultConnection connection;
    private final NodeProbe nodes;

    RaftSnapshots(VaultConnection connection, NodeProbe nodes) {
        this.connection = connection;
        this.nodes = nodes;
    }

    /**
     * Signs in, takes a snapshot from the node that leads, and revokes the token.
     *
     * @throws VaultException when Vault does not answer or refuses
     * @throws IOException    when the reader throws it, or the connection broke while it read
     */
    public void take(AppRoleCredentials backup, Reader reader) throws IOException {
        try (var errand = VaultSession.attempt(() -> ServiceErrand.signIn(connection, backup))) {
            var call = connection.calls().next("GET", PATH);
            connection.calls().watched(call, status -> status, () -> {
                var request = new HttpGet(leader().resolve(PATH));
                request.setConfig(RequestConfig.custom().setResponseTimeout(Timeout.of(PATIENCE)).build());
                request.setHeader(VaultHttpHeaders.VAULT_TOKEN, errand.token().expose());
                if (call != null) {
                    request.setHeader(CallNumbers.HEADER, call.header());
                }
                return connection.http().execute(request, response -> pass(response, reader));
            });
        }
    }

    /** A standby would have to keep a whole snapshot of the leader's in memory to pass it on. */
    private URI leader() {
        return nodes.ask().stream().filter(answer -> answer.health() != null && answer.health().active()).map(NodeAnswer::address)
                .findFirst().orElse(nodes.addresses().getFirst());
    }

    private static int pass(ClassicHttpResponse response, Reader reader) throws IOException {
        var entity = response.getEntity();
        if (response.getCode() != 200 || entity == null) {
            var text = entity == null ? "" : new String(entity.getContent().readNBytes(LONGEST_REFUSAL), StandardCharsets.UTF_8);
            throw VaultErrors.of(response.getCode(), text, null);
        }
        try (var content = entity.getContent()) {
            reader.read(content);
        }
        return response.getCode();
    }
}
