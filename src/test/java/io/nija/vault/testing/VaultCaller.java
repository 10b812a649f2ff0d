package io.nija.vault.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who speaks to Vault past the console, with a token of their own, as a curious person would with curl. */
public record VaultCaller(URI address, String token, HttpClient http) {

    private static final HttpClient HTTP = HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
    private static final JsonMapper JSON = new JsonMapper();

    public VaultCaller(URI address, String token) {
        this(address, token, HTTP);
    }

    /** What Vault says; the body is missing when it says nothing. */
    public record Answer(int status, JsonNode body) {

        public boolean ok() {
            return status / 100 == 2;
        }
    }

    public static VaultCaller byJwt(URI address, String role, String jwt) {
        return signedIn(address, tryJwt(address, role, jwt));
    }

    public static Answer tryJwt(URI address, String role, String jwt) {
        return new VaultCaller(address, "").send("POST", "auth/jwt/login", Map.of("role", role, "jwt", jwt));
    }

    public static VaultCaller byAppRole(URI address, String roleId, String secretId) {
        return signedIn(address, new VaultCaller(address, "")
                .send("POST", "auth/approle/login", Map.of("role_id", roleId, "secret_id", secretId)));
    }

    private static VaultCaller signedIn(URI address, Answer login) {
        if (!login.ok()) {
            throw new IllegalStateException("No sign-in: " + login);
        }
        return new VaultCaller(address, login.body().at("/auth/client_token").asString());
    }

    public Answer send(String method, String path) {
        return send(method, path, Map.of());
    }

    public Answer send(String method, String path, Object body) {
        return send(method, path, JSON.writeValueAsString(body), "application/json");
    }

    /** Changes some of what is there and leaves the rest. */
    public Answer patch(String path, Object body) {
        return send("PATCH", path, JSON.writeValueAsString(body), "application/merge-patch+json");
    }

    /** @param path as it is, after {@code /v1/}: nothing is encoded or cleaned up */
    public Answer send(String method, String path, String body, String contentType) {
        var request = HttpRequest.newBuilder(URI.create(address + "/v1/" + path)).timeout(Duration.ofSeconds(30))
                .header("X-Vault-Token", token).header("Content-Type", contentType)
                .method(method, List.of("GET", "LIST", "DELETE").contains(method) ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            var json = response.body().startsWith("{") ? JSON.readTree(response.body()) : JSON.missingNode();
            return new Answer(response.statusCode(), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What the token may do at a path, in Vault's own words. */
    public List<String> capabilities(String path) {
        var answer = send("POST", "sys/capabilities-self", Map.of("paths", List.of(path)));
        return Arrays.asList(JSON.convertValue(answer.body().at("/data/capabilities"), String[].class));
    }

    /** Whether a refusal is the policy's doing, rather than that of a token which is none any more. */
    public boolean isAlive() {
        return send("GET", "auth/token/lookup-self").ok();
    }

    @Override
    public String toString() {
        return "VaultCaller[" + address + "]";
    }
}
