package io.nija.vault.local;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import io.nija.vault.base.SecretValue;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** What an operator does to a Vault by hand: initialise it, make a root token when there is none, use it and revoke it again. */
final class VaultOperator {

    private static final ParameterizedTypeReference<Map<String, Object>> JSON = new ParameterizedTypeReference<>() {
    };

    private static final String TOKEN = "X-Vault-Token";

    private final RestClient client;

    /** The result of the initialisation: the only way to a root token later, and the first one. */
    record Initialised(SecretValue recoveryKey, SecretValue rootToken) {
    }

    VaultOperator(URI address) {
        var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).proxy(HttpClient.Builder.NO_PROXY).build();
        this.client = RestClient.builder().baseUrl(address.resolve("/v1/"))
                .requestFactory(new JdkClientHttpRequestFactory(http)).build();
    }

    /** Whether it is reached at all. */
    boolean answers() {
        return health() != 0;
    }

    boolean isSealed() {
        return health() == 503;
    }

    /** Whether it is initialised, unsealed and the leader: what everything else needs. */
    boolean isActive() {
        return health() == 200;
    }

    private int health() {
        try {
            return client.get().uri("sys/health").exchange((request, response) -> response.getStatusCode().value());
        } catch (ResourceAccessException e) {
            return 0;
        }
    }

    Initialised initialise() {
        var answer = post("sys/init", Map.of("recovery_shares", 1, "recovery_threshold", 1));
        var keys = (List<?>) answer.get("recovery_keys");
        return new Initialised(SecretValue.of((String) keys.getFirst()), secret(answer, "root_token"));
    }

    /** A root token, out of the recovery key. The server must have been started with that allowed. */
    SecretValue generateRootToken(SecretValue recoveryKey) {
        var attempt = post("sys/generate-root/attempt", Map.of());
        var result = post("sys/generate-root/update", Map.of("key", recoveryKey.expose(), "nonce", String.valueOf(attempt.get("nonce"))));
        // The answer travels as the token XOR a one-time pad, so that neither of the two answers is worth anything alone.
        var token = Base64.getDecoder().decode(String.valueOf(result.get("encoded_token")));
        var pad = String.valueOf(attempt.get("otp")).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < token.length; i++) {
            token[i] ^= pad[i];
        }
        return SecretValue.of(new String(token, StandardCharsets.US_ASCII));
    }

    void revoke(SecretValue token) {
        client.post().uri("auth/token/revoke-self").header(TOKEN, token.expose()).retrieve().toBodilessEntity();
    }

    Map<String, Object> get(String path, SecretValue token) {
        return orEmpty(client.get().uri(path).header(TOKEN, token.expose()).retrieve().body(JSON));
    }

    Map<String, Object> post(String path, SecretValue token, Map<String, Object> body) {
        return orEmpty(client.post().uri(path).header(TOKEN, token.expose()).body(body).retrieve().body(JSON));
    }

    private Map<String, Object> post(String path, Map<String, Object> body) {
        return orEmpty(client.post().uri(path).body(body).retrieve().body(JSON));
    }

    private static Map<String, Object> orEmpty(@Nullable Map<String, Object> answer) {
        return answer == null ? Map.of() : answer;
    }

    private static SecretValue secret(Map<String, Object> answer, String name) {
        return SecretValue.of(String.valueOf(answer.get(name)));
    }
}
