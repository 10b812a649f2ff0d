package io.nija.vault.backup.drill;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.nija.vault.backup.BackupException;
import io.nija.vault.base.SecretValue;
import io.nija.vault.base.UnpooledJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a drill does at its Vault. Every method throws {@link BackupException} when the Vault refuses, without the values that were sent. */
final class IsolatedVault implements AutoCloseable {

    /** The entries in which Vault keeps its recovery key, sealed by its seal, and what it says of it. */
    static final Set<String> RECOVERY_KEY = Set.of("core/recovery-key", "core/recovery-config");

    private static final JsonMapper JSON = UnpooledJson.mapper().build();
    private static final Duration TO_ANSWER = Duration.ofMinutes(30);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int MOMENTS = 5;

    private final IsolatedServer server;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).proxy(HttpClient.Builder.NO_PROXY).build();
    private final Duration patience;
    private @Nullable SecretValue token;

    /** @param patience how long it may take to come up after it was started, or after a restore */
    IsolatedVault(IsolatedServer server, Duration patience) {
        this.server = server;
        this.patience = patience;
    }

    /** Starts one as drills are set up, in a directory that is made when it is not there. */
    static IsolatedVault start(DrillSetup setup, Path home, IsolatedStorage storage) throws IOException {
        return new IsolatedVault(IsolatedServer.start(setup.program(), Files.createDirectories(home), setup.sealAndAudit(), storage), setup.patience());
    }

    /** Initialises it, waits until it serves, and signs in. @return its recovery key */
    SecretValue initialise() throws IOException {
        awaitStart();
        var answer = call("PUT", "sys/init", Map.of("recovery_shares", 1, "recovery_threshold", 1));
        token = SecretValue.of(answer.path("root_token").asString());
        await("does not unseal itself with this seal", () -> health() == 200);
        return SecretValue.of(answer.path("recovery_keys_base64").path(0).asString());
    }

    /** Waits until it serves what its storage holds already, by the seal alone. */
    void awaitService() throws IOException {
        awaitStart();
        await("does not come up on the restored storage: its keys are sealed by another seal, or damaged", () -> health() == 200);
    }

    private void awaitStart() throws IOException {
        await("does not start", () -> health() != 0);
        var sealType = call("GET", "sys/seal-status", null).path("type").asString("");
        if (sealType.equals("shamir")) {
            throw new BackupException("A drill cannot unseal with Shamir's shares, which people hold. Drills need a seal that unseals by itself: static, transit or a cloud's.");
        }
    }

    /** A snapshot of what it holds now. */
    SnapshotFile snapshot(Path to) throws IOException {
        var response = send(request("sys/storage/raft/snapshot").GET().build(), BodyHandlers.ofFile(to));
        if (response.statusCode() != 200) {
            throw new BackupException("Vault gave no snapshot of itself (status %d).".formatted(response.statusCode()));
        }
        return SnapshotFile.check(to);
    }

    /**
     * Puts a snapshot in place of all that it holds, and waits until it serves again, by the keys of the snapshot. Whoever was signed in is
     * not any more.
     *
     * @param evenIfAltered without Vault's own check that its seal has seen the snapshot
     */
    void restore(SnapshotFile snapshot, boolean evenIfAltered) throws IOException {
        var before = clusterId();
        var path = "sys/storage/raft/snapshot" + (evenIfAltered ? "-force" : "");
        call("POST", path, BodyPublishers.ofFile(snapshot.file()));
        token = null;
        await("does not come up with the snapshot: its keys are sealed by another seal, or damaged", () -> health() == 200 && !clusterId().equals(before));
    }

    /** Signs in as root, by its recovery key. */
    void signInAsRoot(SecretValue recoveryKey) throws IOException {
        var attempt = call("PUT", "sys/generate-root/attempt", Map.of());
        var result = call("PUT", "sys/generate-root/update", Map.of("key", recoveryKey.expose(), "nonce", attempt.path("nonce").asString()));
        if (!result.path("complete").asBoolean()) {
            throw new BackupException("The restored copy made no root token for the drill.");
        }
        // Vault answers with the token xor the pad.
        var encoded = result.path("encoded_token").asString();
        var bytes = Base64.getDecoder().decode(encoded + "=".repeat(-encoded.length() & 3));
        var pad = attempt.path("otp").asString().getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= pad[i];
        }
        token = SecretValue.of(new String(bytes, StandardCharsets.US_ASCII));
    }

    /** Empty while it is not initialised. */
    String clusterId() throws IOException {
        return call("GET", "sys/seal-status", null).path("cluster_id").asString("");
    }

    /** The names below a path; none when there is nothing. */
    List<String> list(String path) throws IOException {
        return call("LIST", path, null).path("data").path("keys").valueStream().map(JsonNode::asString).toList();
    }

    /** Missing when there is nothing. */
    JsonNode read(String path) throws IOException {
        return call("GET", path, null).path("data");
    }

    /** As the audit log of this Vault, and of the one that was backed up, shows a value. */
    String auditHash(String value) throws IOException {
        return call("PUT", "sys/audit-hash/file", Map.of("input", value)).path("hash").asString();
    }

    private int health() throws IOException {
        try {
            return send(request("sys/health").GET().timeout(Duration.ofSeconds(5)).build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private interface Condition {

        boolean met() throws IOException;
    }

    /** Until it is met for some moments on end: a Vault that cannot go on shows itself as serving for the first of them. */
    private void await(String failure, Condition condition) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (int met = 0; met < MOMENTS; met = condition.met() ? met + 1 : 0) {
            server.requireHopeful();
            if (System.nanoTime() > deadline) {
                throw new BackupException("Vault %s (%s).".formatted(failure, server.lastError()));
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BackupException("The drill was stopped.", e);
            }
        }
    }

    private JsonNode call(String method, String path, @Nullable Object body) throws IOException {
        BodyPublisher publisher = body == null ? BodyPublishers.noBody()
                : body instanceof BodyPublisher given ? given : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
        var response = send(request(path).method(method, publisher).build(), BodyHandlers.ofByteArray());
        if (response.statusCode() == 404) {
            return JSON.missingNode();
        }
        if (response.statusCode() >= 300) {
            server.requireHopeful();
            throw new BackupException("Vault answered “%s” at %s (status %d).".formatted(errors(response.body()), path, response.statusCode()));
        }
        return response.body().length == 0 ? JSON.missingNode() : JSON.readTree(response.body());
    }

    /** In its own words, which name no value. */
    private static String errors(byte[] body) {
        var text = new String(body, StandardCharsets.UTF_8);
        return text.startsWith("{") ? String.join("; ", JSON.readTree(text).path("errors").valueStream().map(JsonNode::asString).toList()) : "nothing";
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(server.address().resolve("/v1/" + path)).timeout(TO_ANSWER);
        if (token != null) {
            request.header("X-Vault-Token", token.expose());
        }
        return request;
    }

    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) throws IOException {
        try {
            return http.send(request, handler);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackupException("The drill was stopped.", e);
        }
    }

    /** Ends the server, too. */
    @Override
    public void close() {
        server.close();
        http.close();
    }
}
