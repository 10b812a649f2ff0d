package io.nija.vault.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.nija.vault.base.SecretValue;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.vault.core.VaultOperations;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is done at one node by those who hold the shares of its key, and needs no token: to initialise it, to unseal it, and to
 * make a root token. Every method throws {@link VaultException} or {@link IllegalStateException} when the node refuses.
 */
final class NodeOperator implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    /** What a node is by its own word. */
    record Seal(boolean initialised, boolean sealed, String type, int needed, int given) {

        /** Whether people have to come with their shares; else it unseals itself. */
        boolean byPeople() {
            return type.equals("shamir");
        }
    }

    /**
     * What came of initialising.
     *
     * @param shares OpenPGP messages, one for each holder in their order
     */
    record Initialised(List<byte[]> shares, SecretValue rootToken) {
    }

    private final URI address;
    private final VaultConnection connection;
    private final RestTemplate node;

    NodeOperator(VaultProperties vault, URI address) {
        this.address = address;
        connection = new VaultConnection(vault.forOneErrandAt(address));
        node = connection.withoutToken();
    }

    /** The same node for somebody with a token. */
    VaultOperations withToken(SecretValue token) {
        return connection.withToken(token);
    }

    URI address() {
        return address;
    }

    Seal seal() {
        var status = call(HttpMethod.GET, "sys/seal-status", Map.of());
        return new Seal(status.path("initialized").asBoolean(), status.path("sealed").asBoolean(true), status.path("type").asString(""),
                status.path("t").asInt(0), status.path("progress").asInt(0));
    }

    /** @param byPeople whether the shares unseal; with a seal of its own they only make root tokens, and are called recovery keys */
    Initialised initialise(List<KeyHolder> holders, int needed, boolean byPeople) {
        var kind = byPeople ? "secret" : "recovery";
        var settings = new TreeMap<String, Object>();
        settings.put(kind + "_shares", holders.size());
        settings.put(kind + "_threshold", needed);
        settings.put(byPeople ? "pgp_keys" : "recovery_pgp_keys", holders.stream().map(KeyHolder::certificate).toList());
        var answer = call(HttpMethod.PUT, "sys/init", settings);
        var shares = answer.path(byPeople ? "keys_base64" : "recovery_keys_base64").valueStream()
                .map(share -> Base64.getDecoder().decode(share.asString())).toList();
        return new Initialised(shares, SecretValue.of(answer.path("root_token").asString()));
    }

    Seal unseal(SecretValue share) {
        call(HttpMethod.PUT, "sys/unseal", Map.of("key", share.expose()));
        return seal();
    }

    /** Begins to make a root token, and ends an attempt that somebody left behind. */
    RootAttempt attemptRoot() {
        call(HttpMethod.DELETE, "sys/generate-root/attempt", Map.of());
        var answer = call(HttpMethod.PUT, "sys/generate-root/attempt", Map.of());
        return new RootAttempt(answer.path("nonce").asString(), SecretValue.of(answer.path("otp").asString()), answer.path("required").asInt());
    }

    /** A root token in the making: so many shares make it, each given by its holder. */
    final class RootAttempt implements AutoCloseable {

        private final String nonce;
        private final SecretValue oneTimePad;
        private final int needed;
        private boolean complete;

        private RootAttempt(String nonce, SecretValue oneTimePad, int needed) {
            this.nonce = nonce;
            this.oneTimePad = oneTimePad;
            this.needed = needed;
        }

        int needed() {
            return needed;
        }

        /** @return the token, when the share was the last one; else null */
        @Nullable SecretValue give(SecretValue share) {
            var answer = call(HttpMethod.PUT, "sys/generate-root/update", Map.of("key", share.expose(), "nonce", nonce));
            complete = answer.path("complete").asBoolean();
            return complete ? decoded(answer.path("encoded_token").asString()) : null;
        }

        /** Vault answers with the token xor the pad, so that a proxy's log of answers holds none. */
        private SecretValue decoded(String encoded) {
            var bytes = Base64.getDecoder().decode(encoded + "=".repeat(-encoded.length() & 3));
            var pad = oneTimePad.expose().getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] ^= pad[i];
            }
            return SecretValue.of(new String(bytes, StandardCharsets.US_ASCII));
        }

        /** Ends the attempt, if it has not succeeded: shares that were given are forgotten. */
        @Override
        public void close() {
            if (!complete) {
                call(HttpMethod.DELETE, "sys/generate-root/attempt", Map.of());
            }
        }
    }

    private JsonNode call(HttpMethod method, String path, Map<String, Object> body) {
        try {
            var answer = node.exchange(path, method, new HttpEntity<>(body), new ParameterizedTypeReference<Map<String, Object>>() { }).getBody();
            return JSON.valueToTree(answer == null ? Map.of() : answer);
        } catch (RestClientException e) {
            throw VaultErrors.translate(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
